import { findLacking } from '../../core/board/build-board.ts';
import { findPeriodsWithWork } from '../../core/board/periods-with-work.ts';
import type { BoardSource } from '../../core/board/source.ts';
import type { BoardScope } from '../../core/board/universe.ts';
import { createDayOf } from '../../core/day/time-zone.ts';
import type { PeriodId, ProgramId, ProjectId, WorkItemId } from '../../core/ids.ts';
import { choosePeriod, type ChosenPeriod } from '../../core/period/choose-period.ts';
import type { Program } from '../../core/program/program.ts';
import { projectsOf } from '../../core/program/summary.ts';
import type { Seen } from '../../core/visibility/verdict.ts';
import { listBrowsableProjectIds } from '../../jira/projects.ts';
import { findProgram } from '../../storage/programs.ts';
import type { SiteFacts } from '../site/site-facts.ts';
import { browsedOf, candidatesOf, cutWork, toSource } from './cut-work.ts';
import { findFarText, isFarBehind, parseFar, saveFar, type Far } from './far.ts';
import { likelyPeriod, readHeads, type Heads, type Looker } from './heads.ts';
import { frameOf, type Frame } from './frame.ts';
import { loadSiteFor } from './load-site-for.ts';
import { noticesOf, type ViewNotices } from './notices.ts';
import { readWork, type Work } from './work.ts';

export interface BoardAsked extends Looker {
  readonly programId: ProgramId;
  readonly periodId?: PeriodId;
}
/** `noProgram`: absent, or none of its projects is this viewer's to see. */
export type LoadedBoard =
  | { readonly kind: 'noProgram' }
  | { readonly kind: 'noPeriod' }
  | {
      readonly kind: 'board';
      readonly source: BoardSource;
      readonly notices: ViewNotices;
      /** The program's that the viewer browses, in order. */
      readonly projectIds: readonly ProjectId[];
      readonly frame: Frame;
    };

interface Reading {
  readonly asked: BoardAsked;
  readonly heads: Heads;
  readonly program: Program;
  readonly scope: BoardScope;
  readonly site: SiteFacts;
  readonly notices: ViewNotices;
}
interface Read {
  readonly chosen: ChosenPeriod;
  readonly work: Work;
  readonly seen: Seen;
  readonly source: BoardSource;
}

const scopeOf = (program: Program): BoardScope => ({
  projectIds: new Set(projectsOf(program)),
  linkTypeIds: new Set(program.dependencyTypes.map(({ linkTypeId }) => linkTypeId)),
});

const buildSeen = (
  { asked, heads, program, scope, site, notices }: Reading,
  { work, chosen, seen }: Omit<Read, 'source'>,
  lacking: ReadonlySet<WorkItemId>,
): BoardSource => {
  const because =
    notices.indexing === undefined ? undefined : 'Interlock still reads this program’s work for the first time';
  const visible = cutWork(work, seen, { scope, lacking });
  return toSource(visible, { program, chosen, site, seen, asOf: heads.asOf, now: asked.now, because });
};

/** Reads one period, again where work of other times turns out to belong to it and is not read yet. */
const readPeriod = async (
  reading: Reading,
  chosen: ChosenPeriod,
  far: Far | undefined,
  first?: Promise<Work>,
): Promise<Read> => {
  const { heads, scope } = reading;
  const look = async (work: Work): Promise<Omit<Read, 'source'>> => {
    const seen = await heads.door({ candidates: candidatesOf(work), projectIds: [...scope.projectIds] });
    return { chosen, work, seen };
  };
  let read = await look(await (first ?? readWork(heads.view, chosen.period, { scope, far })));
  const lacking = new Set<WorkItemId>();
  for (;;) {
    const source = buildSeen(reading, read, lacking);
    const more = findLacking(source).filter((id) => !lacking.has(id));
    if (more.length === 0) return { ...read, source };
    for (const id of more) lacking.add(id);
    if (more.every((id) => read.work.detail.has(id))) continue;
    const work = await readWork(heads.view, chosen.period, { scope, far: read.work.far, lacking: more });
    read = await look({ ...work, isFarNew: true });
  }
};

/** The period that opens without a wish, by where visible work is; the one that was read, where that is it. */
const choose = ({ asked, program }: Reading, { chosen, source }: Read): ChosenPeriod => {
  if (asked.periodId !== undefined) return chosen;
  const today = createDayOf(program.timeZone)(asked.now);
  return choosePeriod(program.periods, today, findPeriodsWithWork(source)) ?? chosen;
};

const keepFar = async ({ asked, heads, program }: Reading, { chosen, work }: Read, known: Far | undefined) => {
  const isDue = work.isFarNew || (known !== undefined && isFarBehind(known, heads.view.root));
  if (isDue) await saveFar({ program, periodId: chosen.period.id, asked: asked.periodId }, work.far);
};

/** Projects of the program that the viewer browses, for who sees none of them in the index: it may not know them yet. */
const findBrowsed = async ({ user }: Looker, scope: BoardScope): Promise<readonly ProjectId[]> => {
  const browsable = await listBrowsableProjectIds(user);
  return [...scope.projectIds].filter((id) => browsable.has(id));
};

/**
 * What the board of a period is built from, read from the index and cut to what this viewer and the app may see. Two rounds of calls: small
 * records; then what they name, together with the questions to Jira. More only where what is kept beside the index has to be made anew.
 */
export const loadBoard = async (asked: BoardAsked): Promise<LoadedBoard> => {
  const { programId, periodId, now } = asked;
  const [heads, program, farText] = await Promise.all([
    readHeads(asked),
    findProgram(programId),
    findFarText(programId, periodId),
  ]);
  if (program === undefined) return { kind: 'noProgram' };
  const scope = scopeOf(program);
  const projectIds = [...scope.projectIds];
  const period = likelyPeriod(program, periodId, now);
  if (period === undefined)
    return (await findBrowsed(asked, scope)).length === 0 ? { kind: 'noProgram' } : { kind: 'noPeriod' };
  const far = parseFar(farText, { program, periodId: period.id, root: heads.view.root });
  const farItems = [...(far?.entries.values() ?? [])].map(({ item, securityLevelId }) => ({
    id: item.id,
    projectId: item.projectId,
    ...(securityLevelId === undefined ? {} : { securityLevelId }),
  }));
  const [first, site, seen] = await Promise.all([
    readWork(heads.view, period, { scope, far }),
    loadSiteFor(heads.site, period, now),
    heads.door({ candidates: [...heads.door.checkedCandidates(projectIds), ...farItems], projectIds }),
  ]);
  const own = projectIds.filter((id) => seen.projects.has(id));
  const browsed = own.length > 0 ? own : await findBrowsed(asked, scope);
  if (browsed.length === 0) return { kind: 'noProgram' };
  const notices = noticesOf(heads, browsed, now);
  const reading: Reading = { asked, heads, program, scope, site, notices };
  const guess: ChosenPeriod = { period, choice: { kind: 'asked', sentence: `${period.name}, as chosen.` } };
  let made: Read = await readPeriod(reading, guess, far, Promise.resolve(first));
  const chosen = choose(reading, made);
  if (chosen.period.id !== period.id) made = await readPeriod(reading, chosen, undefined);
  await keepFar(reading, made, far);
  const source = { ...made.source, choice: chosen.choice };
  const browsing = browsedOf(program, made.seen);
  const frame = frameOf(source, site, browsing);
  return { kind: 'board', source, notices, projectIds: [...browsing], frame };
};
