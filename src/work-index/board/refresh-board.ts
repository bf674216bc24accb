import { packIds, unpackIds } from '../../core/columns/columns.ts';
import type { SourceChanges } from '../../core/board/source.ts';
import type { AccountId, EpochMs, PeriodId, ProgramId, WorkItemId } from '../../core/ids.ts';
import { projectsOf } from '../../core/program/summary.ts';
import { compareIds } from '../../core/work-item/compare-ids.ts';
import { readAccessFacts } from '../../storage/access.ts';
import { findProgram } from '../../storage/programs.ts';
import { readSecret } from '../../storage/secret.ts';
import { readSiteHead } from '../../storage/site.ts';
import { readUpkeepState } from '../../storage/upkeep.ts';
import { changesSince, OVERLAP_MS } from '../store/changes-since.ts';
import { openIndex } from '../store/open-index.ts';
import { isSealed, StoppedError } from '../store/seal.ts';
import { isAccessDue, keepAccessFresh } from '../upkeep/refresh-access.ts';
import { relevantOf, tellWork } from './changed-work.ts';
import { compareFrame } from './frame.ts';
import { readHeads, type Looker } from './heads.ts';
import { loadSiteFor } from './load-site-for.ts';
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

const RELOAD: Refreshed = { kind: 'reload', notices: {} };

const heldAfter = (held: ReadonlySet<WorkItemId>, { items, goneIds }: Pick<SourceChanges, 'items' | 'goneIds'>) => {
  const after = new Set([...held, ...items.map(({ id }) => id)]);
  for (const id of goneIds) after.delete(id);
  return packIds([...after].sort(compareIds));
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
  const state = await readState(secret, asked.state, owner);
  if (state === undefined || now - state.since > MAX_AWAY_MS) return RELOAD;
  const changes = await changesSince(view, state.since);
  if (changes === undefined) return RELOAD;
  const asOf = new Date(upkeep.lookedAt === 0 ? state.since : upkeep.lookedAt).toISOString();
  const unchanged = async (next: BoardState, notices: ViewNotices): Promise<Refreshed> => ({
    kind: 'unchanged',
    asOf,
    now,
    state: await signState(secret, { ...next, since: now }, owner),
    notices,
  });
  const ids = new Set(unpackIds(packed));
  const relevant = relevantOf(changes, new Set(state.projectIds), ids);
  const isDue = state.isUnsettled || asked.isTroubled === true || now - state.checkedAt >= CHECK_AFTER_MS;
  const isSameSite = (head?.changedAt ?? 0) < state.since - OVERLAP_MS;
  const isQuiet = relevant.entries.length === 0 && relevant.goneIds.length === 0;
  // Else every board that is opened meanwhile asks for each item, whatever its project.
  if (isAccessDue(facts, state.projectIds, now)) await keepAccessOf(asked);
  if (isQuiet && isSameSite && !isDue) return unchanged(state, {});
  const [heads, program] = await Promise.all([readHeads(asked, view), findProgram(programId)]);
  const period = program?.periods.find(({ id }) => id === periodId);
  if (program === undefined || period === undefined) return RELOAD;
  const loading = loadSiteFor(heads.site, period, now);
  const [told, site] = await Promise.all([tellWork(relevant, { ids, state, heads, program, isDue }, loading), loading]);
  if (told.kind === 'reload') return RELOAD;
  const { frame, lists, isReload } = compareFrame(state.frame, told.items, site, new Set(state.projectIds));
  const isNothing = told.items.length === 0 && told.goneIds.length === 0 && lists === undefined;
  // What only hidden work set off looks as if nothing had happened.
  if (isNothing && !isDue) return unchanged(state, {});
  if (isReload || (!state.isWhole && !isNothing)) return RELOAD;
  const notices = noticesOf(heads, state.projectIds, now);
  const next = { ...state, since: now, frame, isUnsettled: Object.keys(notices).length > 0 };
  const checked = isDue ? { ...next, checkedAt: now } : next;
  if (isNothing) return unchanged(checked, notices);
  const { kind: _, ...work } = told;
  return {
    kind: 'changed',
    changes: { ...work, ...(lists === undefined ? {} : { lists }), asOf, now },
    state: await signState(secret, checked, { ...owner, held: heldAfter(ids, told) }),
    notices,
  };
};
