import { unpackIds, packIds } from '../../core/columns/columns.ts';
import { withKnownEnds, type SourceChanges } from '../../core/board/source.ts';
import type { AccountId, EpochMs, PeriodId, ProgramId, WorkItemId } from '../../core/ids.ts';
import type { Program } from '../../core/program/program.ts';
import { projectsOf } from '../../core/program/summary.ts';
import { findOwnTeams, type OwnTeams } from '../../core/team/assign-teams.ts';
import { queriesOf } from '../../core/team/query-matches.ts';
import { compareIds } from '../../core/work-item/compare-ids.ts';
import { readAccessFacts } from '../../storage/access.ts';
import { findProgram } from '../../storage/programs.ts';
import { readSecret } from '../../storage/secret.ts';
import { readSiteHead } from '../../storage/site.ts';
import { readUpkeepState } from '../../storage/upkeep.ts';
import type { Entry } from '../entry/entry.ts';
import { changesSince, type IndexChanges } from '../store/changes-since.ts';
import { isSealed, StoppedError } from '../store/seal.ts';
import { openIndex } from '../store/open-index.ts';
import { readEntries } from '../store/read-entries.ts';
import { isAccessDue, keepAccessFresh } from '../upkeep/refresh-access.ts';
import { cut } from '../visible/visible.ts';
import { candidatesOf } from './cut-work.ts';
import { frameOf, siteKeysOf } from './frame.ts';
import { readHeads, type Heads, type Looker } from './heads.ts';
import { loadBoard } from './load-board.ts';
import { noticesOf, type ViewNotices } from './notices.ts';
import { readState, signState, type BoardState } from './state.ts';

export interface RefreshAsked extends Looker {
  readonly accountId: AccountId;
  readonly programId: ProgramId;
  readonly periodId: PeriodId;
  readonly state: string;
  readonly held: readonly (string | number)[];
  /** Jira could not be asked what changed: why is told. */
  readonly isTroubled?: boolean;
}
export type Refreshed =
  | {
      readonly kind: 'unchanged';
      readonly asOf: string;
      readonly now: EpochMs;
      readonly state: string;
      readonly notices: ViewNotices;
    }
  | { readonly kind: 'changed'; readonly changes: SourceChanges; readonly state: string; readonly notices: ViewNotices }
  | { readonly kind: 'reload'; readonly notices: ViewNotices };

/** Who was away longer loads anew: the log of changes is short. */
const MAX_AWAY_MS = 15 * 60_000;
/** What a viewer may see is asked for again this often, also where nothing changed. */
const CHECK_AFTER_MS = 3 * 60_000;
/** An item that was there before, by this much, and that the viewer has not got came into sight: with what belongs to it. */
const NEW_MS = 60_000;

const RELOAD: Refreshed = { kind: 'reload', notices: {} };

/** Changes that may concern what is held: in the program's projects, of held items, or tied to one. */
const relevantOf = (changes: IndexChanges, projectIds: ReadonlySet<string>, held: ReadonlySet<WorkItemId>) => ({
  entries: changes.entries.filter(
    ({ item }) =>
      projectIds.has(item.projectId) ||
      held.has(item.id) ||
      (item.parentId !== undefined && held.has(item.parentId)) ||
      item.links.some(({ otherId }) => held.has(otherId)),
  ),
  goneIds: changes.goneIds.filter((id) => held.has(id)),
});

interface Refresh {
  readonly asked: RefreshAsked;
  readonly held: ReadonlySet<WorkItemId>;
  readonly state: BoardState;
  readonly heads: Heads;
  readonly program: Program;
}

const isDependencyOf = (program: Program): ((typeId: string) => boolean) => {
  const types = new Set(program.dependencyTypes.map(({ linkTypeId }) => linkTypeId));
  return (typeId) => types.has(typeId);
};

/** Parents and other ends of dependencies of changed items that are neither held nor changed: they may be in sight now. */
const strangersOf = (entries: readonly Entry[], { held, program }: Refresh): readonly WorkItemId[] => {
  const isDependency = isDependencyOf(program);
  const known = new Set(entries.map(({ item }) => item.id));
  const ends = entries.flatMap(({ item }) => [
    ...(item.parentId === undefined ? [] : [item.parentId]),
    ...item.links.flatMap(({ typeId, otherId }) => (isDependency(typeId) ? otherId : [])),
  ]);
  return [...new Set(ends)].filter((id) => !held.has(id) && !known.has(id));
};

const asWork = (entries: Iterable<Entry>) => ({
  detail: new Map([...entries].map((entry) => [entry.item.id, entry])),
  thin: new Map(),
});

const teamsOf = (entries: readonly Entry[], program: Program): OwnTeams =>
  findOwnTeams(
    entries.map(({ item }) => item),
    program.teams,
    queriesOf(entries.map(({ item, ...entry }) => ({ id: item.id, ...entry }))),
  );

/** Whether a changed item belongs to a team that the viewer did not know of. */
const namesNewTeam = (own: OwnTeams, { program, state }: Refresh): boolean => {
  const seen = new Set(state.projectIds);
  const known = new Set(
    program.teams.filter((team) => team.projectIds.some((id) => seen.has(id))).map((team) => team.id),
  );
  return [...own.values()].some(({ first, byField = first }) => !known.has(first) || !known.has(byField));
};

/** What of the relevant changes this viewer sees; undefined where that cannot be told without loading anew. */
const changesFor = async (
  refresh: Refresh,
  relevant: ReturnType<typeof relevantOf>,
): Promise<Pick<SourceChanges, 'items' | 'own' | 'goneIds'> | undefined> => {
  const { heads, program, held, state } = refresh;
  const scope = projectsOf(program);
  const strangers = await readEntries(heads.view, state.isWhole ? strangersOf(relevant.entries, refresh) : []);
  const work = asWork([...relevant.entries, ...strangers.values()]);
  const checked = heads.door.checkedCandidates(scope);
  const seen = await heads.door({ candidates: [...candidatesOf(work), ...checked], projectIds: scope });
  const projectIds = scope.filter((id) => seen.projects.has(id)).sort();
  if (projectIds.join(' ') !== state.projectIds.join(' ')) return undefined;
  const visible = new Set(cut(candidatesOf(work), seen).map(({ id }) => id));
  const isNew = (id: WorkItemId): boolean => !held.has(id);
  if ([...strangers.keys()].some((id) => visible.has(id))) return undefined;
  if (state.isWhole && checked.some(({ id }) => seen.items.has(id) && isNew(id) && !work.detail.has(id)))
    return undefined;
  const shown = relevant.entries.filter(({ item }) => visible.has(item.id));
  if (state.isWhole && shown.some(({ item }) => isNew(item.id) && item.created < state.since - NEW_MS))
    return undefined;
  const own = teamsOf(shown, program);
  if (namesNewTeam(own, refresh)) return undefined;
  const hidden = [...relevant.entries.map(({ item }) => item.id), ...checked.map(({ id }) => id)];
  const goneIds = [
    ...relevant.goneIds,
    ...hidden.filter((id) => held.has(id) && !visible.has(id) && !seen.items.has(id)),
  ];
  const gone = new Set(goneIds);
  const known = new Set([...held, ...visible].filter((id) => !gone.has(id)));
  const items = withKnownEnds(
    shown.map(({ item }) => item),
    known,
    program.dependencyTypes,
  );
  return { items: [...items].sort((a, b) => compareIds(a.id, b.id)), own, goneIds: [...gone].sort(compareIds) };
};

const heldAfter = (held: ReadonlySet<WorkItemId>, { items, goneIds }: Pick<SourceChanges, 'items' | 'goneIds'>) => {
  const after = new Set([...held, ...items.map(({ id }) => id)]);
  for (const id of goneIds) after.delete(id);
  return packIds([...after].sort(compareIds));
};

/** Reads the board anew, to tell whether sprints or lists of the site became others for this viewer. */
const hasOtherFrame = async (asked: RefreshAsked, state: BoardState): Promise<boolean> => {
  const loaded = await loadBoard(asked);
  return loaded.kind !== 'board' || frameOf(loaded.source) !== state.frame;
};

const keepAccessOf = async (asked: RefreshAsked): Promise<void> => {
  const program = await findProgram(asked.programId);
  if (program !== undefined) await keepAccessFresh(asked, projectsOf(program));
};

/**
 * What changed of a board for its viewer since its last reply. Nothing of the program's changed: a few units of storage and no call of Jira.
 * Else what is new is asked about at the door again, and only what was shown before is told to be gone.
 */
export const refreshBoard = async (asked: RefreshAsked): Promise<Refreshed> => {
  const { now, programId, accountId, periodId, held: packed } = asked;
  const [view, { head }, upkeep, secret, facts] = await Promise.all([
    openIndex(),
    readSiteHead(),
    readUpkeepState(),
    readSecret(),
    readAccessFacts(),
  ]);
  if (isSealed(view.root)) throw new StoppedError();
  const owner = { accountId, programId, periodId, held: packed };
  const siteKeys = siteKeysOf(head);
  const read = await readState(secret, asked.state, owner, siteKeys);
  if (read === undefined || now - read.state.since > MAX_AWAY_MS) return RELOAD;
  const { state, isSameSite } = read;
  const changes = await changesSince(view, state.since);
  if (changes === undefined || (!isSameSite && (await hasOtherFrame(asked, state)))) return RELOAD;
  const held = new Set(unpackIds(packed));
  const relevant = relevantOf(changes, new Set(state.projectIds), held);
  const asOf = new Date(upkeep.lookedAt === 0 ? state.since : upkeep.lookedAt).toISOString();
  const isQuiet = relevant.entries.length === 0 && relevant.goneIds.length === 0;
  if (isQuiet && !state.isUnsettled && asked.isTroubled !== true && now - state.checkedAt < CHECK_AFTER_MS) {
    // Else every board that is opened meanwhile asks for each item, whatever its project.
    if (isAccessDue(facts, state.projectIds, now)) await keepAccessOf(asked);
    const next = await signState(secret, { ...state, since: now }, owner, siteKeys);
    return { kind: 'unchanged', asOf, now, state: next, notices: {} };
  }
  const program = await findProgram(programId);
  if (program === undefined || program.version !== state.version) return RELOAD;
  await keepAccessFresh(asked, projectsOf(program));
  const heads = await readHeads(asked, view);
  const told = await changesFor({ asked, held, state, heads, program }, relevant);
  const isNothing = told !== undefined && told.items.length === 0 && told.goneIds.length === 0;
  if (told === undefined || (!state.isWhole && !isNothing)) return RELOAD;
  const notices = noticesOf(heads, state.projectIds, now);
  const isUnsettled = Object.keys(notices).length > 0;
  const after = heldAfter(held, told);
  const next = await signState(
    secret,
    { ...state, since: now, checkedAt: now, isUnsettled },
    { ...owner, held: after },
    siteKeys,
  );
  if (isNothing) return { kind: 'unchanged', asOf, now, state: next, notices };
  return { kind: 'changed', changes: { ...told, asOf, now }, state: next, notices };
};
