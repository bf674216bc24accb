import type { WorkItemId } from '../core/ids.ts';
import { judgeMove, undoOf } from '../core/move/judge-move.ts';
import type { Move, Wish } from '../core/move/move.ts';
import type { MoveOutcome } from '../core/move/outcome.ts';
import type { Program } from '../core/program/program.ts';
import type { Sprint } from '../core/sprint/sprint.ts';
import type { JiraClient } from '../jira/client.ts';
import type { MappedItem } from '../jira/map-work-item.ts';
import type { Job } from '../work-index/job.ts';
import { loadSite } from '../work-index/site/load-site.ts';
import { refreshSite } from '../work-index/site/refresh-site.ts';
import { bringIn } from './bring-in.ts';
import { changedSentence, rankOfLive, seenNow, toCurrent, type LiveItems } from './live-item.ts';
import { readLive } from './read-live.ts';
import { settleTeams } from './settle-team.ts';
import { readAfter, toOutcome, type Written } from './told.ts';
import { createWriter } from './tried.ts';
import { writeFields } from './write-fields.ts';
import { writePlaces } from './write-places.ts';
import { lookUpSprints } from './look-up-sprints.ts';

export interface MoveInput {
  /** Jira as the person who moves. */
  readonly user: JiraClient;
  readonly job: Job;
  readonly program: Program;
  /** At most 50, each of another item. */
  readonly moves: readonly Move[];
  /** Told where the index could not be brought up to what was written. */
  readonly onFailure: (error: unknown) => void;
}

const neighboursOf = ({ wish, seen }: Move): readonly WorkItemId[] =>
  [wish.rank, seen.rank].flatMap((spot) => [spot?.after ?? [], spot?.before ?? []].flat());

/** A move that is to be written, with what is left of its wish. */
interface Open {
  readonly move: Move;
  readonly wish: Wish;
  readonly before: MappedItem;
}
type Decided = { readonly outcome: MoveOutcome } | { readonly open: Open };

const refused = (itemId: WorkItemId, sentence: string): Decided => ({ outcome: { kind: 'refused', itemId, sentence } });

const whyNoSprint = (wish: Wish, sprints: ReadonlyMap<string, Sprint>): string | undefined => {
  if (typeof wish.sprintId !== 'string') return undefined;
  const sprint = sprints.get(wish.sprintId);
  if (sprint === undefined) return 'This sprint is gone, or Jira does not show it to you.';
  return sprint.state === 'closed'
    ? `${sprint.name} is closed: Jira takes work into open and future sprints only.`
    : undefined;
};

const decide = (move: Move, live: LiveItems, sprints: ReadonlyMap<string, Sprint>): Decided => {
  const { itemId, wish } = move;
  const before = live.get(itemId);
  if (before === undefined) return refused(itemId, 'This item is gone, or Jira does not show it to you.');
  const now = toCurrent(before);
  const judged = judgeMove(move, now, rankOfLive(live));
  if (judged.kind === 'done') return { outcome: { kind: 'moved', itemId, undo: undoOf(move, now) } };
  if (judged.kind === 'changed') {
    return {
      outcome: { kind: 'changed', itemId, sentence: changedSentence(judged.of, before), now: seenNow(move, now) },
    };
  }
  const why = whyNoSprint(judged.wish, sprints);
  if (why !== undefined) return refused(itemId, why);
  const { rank } = judged.wish;
  const target = rank?.before ?? rank?.after;
  if (target !== undefined && !live.has(target))
    return refused(itemId, 'What it was to stand beside is gone: load the board again.');
  return { open: { move: { ...move, wish }, wish: judged.wish, before } };
};

const hasField = ({ wish }: Open): boolean =>
  [wish.dueDay, wish.startDay, wish.teamFieldId, wish.componentIds].some((one) => one !== undefined);
const hasPlace = ({ wish }: Open): boolean => wish.sprintId !== undefined || wish.rank !== undefined;
const toWrite = ({ move, wish }: Open) => ({ itemId: move.itemId, wish });

/**
 * Writes moves to Jira as the person, and brings the index up to them as the app. Each item is read before and written only if it is as
 * the person saw it; what is as wished already stays. So the same request can be made again after any end, and changes nothing twice.
 * Outcomes come in the order of the moves.
 */
export const moveItems = async (input: MoveInput): Promise<readonly MoveOutcome[]> => {
  const { user, job, program, moves, onFailure } = input;
  const { fieldIds } = (await loadSite()) ?? (await refreshSite(job.app, job.now));
  const asked = [...new Set(moves.flatMap((move) => [move.itemId, ...neighboursOf(move)]))];
  const [live, sprints] = await Promise.all([readLive(user, asked, fieldIds), lookUpSprints(user, moves)]);
  const settled = await settleTeams(user, { moves, live, program });
  const decided = settled.map((one) =>
    one.kind === 'refused' ? refused(one.itemId, one.sentence) : decide(one.move, live, sprints),
  );
  const open = decided.flatMap((one) => ('open' in one ? one.open : []));
  const keyOf = (id: WorkItemId): string => live.get(id)?.item.key ?? id;
  const writer = createWriter({ user, remainingMs: job.remainingMs, keyOf });
  const fields = await writeFields(user, writer, { writes: open.filter(hasField).map(toWrite), fieldIds });
  const isOpenStill = ({ move }: Open): boolean => (fields.get(move.itemId)?.kind ?? 'written') === 'written';
  const places = await writePlaces(user, writer, open.filter(hasPlace).filter(isOpenStill).map(toWrite));
  const written: readonly Written[] = open.map(({ move, wish, before }) => {
    const [field, place] = [fields.get(move.itemId), places.get(move.itemId)];
    return { move, wish, before, ...(field === undefined ? {} : { field }), ...(place === undefined ? {} : { place }) };
  });
  // What others changed is old in the index too.
  const stale = decided.flatMap((one) =>
    'outcome' in one && one.outcome.kind === 'changed' ? one.outcome.itemId : [],
  );
  const ids = [...open.map(({ move }) => move.itemId), ...stale];
  const [after] = await Promise.all([readAfter(user, written, fieldIds), bringIn(job, ids, onFailure)]);
  const outcomes = new Map(
    written.map((one) => [one.move.itemId, toOutcome(one, after.get(one.move.itemId), fieldIds)]),
  );
  return decided.map((one) => {
    if ('outcome' in one) return one.outcome;
    const outcome = outcomes.get(one.open.move.itemId);
    if (outcome === undefined) throw new Error('a move without an outcome');
    return outcome;
  });
};
