import type { WorkItemId } from '../core/ids.ts';
import { judgeMove, undoOf } from '../core/move/judge-move.ts';
import { seenFor, type Move, type Wish } from '../core/move/move.ts';
import type { MoveOutcome } from '../core/move/outcome.ts';
import type { JiraClient } from '../jira/client.ts';
import type { FieldIds } from '../jira/fields.ts';
import type { MappedItem } from '../jira/map-work-item.ts';
import { readIssues, type ReadIssue } from '../jira/read-issues.ts';
import { afterWish, changedSentence, seenNow, toCurrent } from './live-item.ts';
import { findOverwritten } from './overwrote.ts';
import { toTried, type Tried } from './tried.ts';

/** A move that was tried. */
export interface Written {
  readonly move: Move;
  /** What of it was left to be written. */
  readonly wish: Wish;
  readonly before: MappedItem;
  /** Its days and team; absent: nothing of it to be written. */
  readonly field?: Tried;
  /** Its sprint and rank. */
  readonly place?: Tried;
}

const isWritten = ({ field, place }: Written): boolean => field?.kind === 'written' || place?.kind === 'written';

/** Reads what was written again as the person, with its history; empty where Jira cannot say just now. */
export const readAfter = async (
  user: JiraClient,
  written: readonly Written[],
  fieldIds: FieldIds,
): Promise<ReadonlyMap<WorkItemId, ReadIssue>> => {
  const ids = written.filter(isWritten).map(({ move }) => move.itemId);
  if (ids.length === 0) return new Map();
  try {
    const { issues } = await readIssues(user, ids, fieldIds, { withChangelog: true });
    return new Map(issues.map((issue) => [issue.item.id, issue]));
  } catch (error) {
    // Throws what is a bug.
    toTried(error);
    return new Map();
  }
};

const pick = (wish: Wish, names: readonly (keyof Wish)[]): Wish =>
  Object.fromEntries(Object.entries(wish).filter(([name]) => (names as readonly string[]).includes(name)));
const FIELDS = ['dueDay', 'startDay', 'teamFieldId', 'componentIds'] as const;

/** Not all of it came through: why, and how to take back what did. */
const toPartOutcome = (
  { move, wish, before, field }: Written,
  failed: Exclude<Tried, { readonly kind: 'written' }>,
): MoveOutcome => {
  const { itemId } = move;
  if (failed.kind === 'pending') return { ...failed, itemId };
  if (field?.kind !== 'written') return { ...failed, itemId };
  const done = { ...move, wish: pick(wish, FIELDS) };
  return { ...failed, itemId, undo: undoOf(done, afterWish(toCurrent(before), done.wish)) };
};

/** What became of a move that was tried, from how the item is after it. */
export const toOutcome = (written: Written, after: ReadIssue | undefined, fieldIds: FieldIds): MoveOutcome => {
  const { move, before, field, place } = written;
  const { itemId } = move;
  for (const tried of [field, place]) {
    if (tried !== undefined && tried.kind !== 'written') return toPartOutcome(written, tried);
  }
  if (after === undefined)
    return { kind: 'moved', itemId, undo: undoOf(move, afterWish(toCurrent(before), move.wish)) };
  const now = toCurrent(after);
  const { rank: _, ...carriers } = move.wish;
  const judged = judgeMove({ ...move, wish: carriers, seen: {} }, now, () => undefined);
  if (judged.kind !== 'done') {
    const of = judged.kind === 'changed' ? judged.of : (seenFor(carriers)[0] ?? 'rank');
    return { kind: 'changed', itemId, sentence: changedSentence(of, after), now: seenNow(move, now) };
  }
  const changes = after.changelog?.changes ?? [];
  const overwritten = findOverwritten({ ...move, wish: written.wish }, seenNow(move, now), { changes, fieldIds });
  if (Object.keys(overwritten).length === 0) return { kind: 'moved', itemId, undo: undoOf(move, now) };
  const undo = undoOf({ ...move, seen: { ...move.seen, ...overwritten } }, now);
  const note = `Somebody else had moved ${after.item.key} a moment before: undo puts it where they did.`;
  return { kind: 'moved', itemId, undo, note };
};
