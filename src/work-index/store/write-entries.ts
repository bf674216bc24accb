import type { EpochMs, WorkItemId } from '../../core/ids.ts';
import { readErased, type IsErased } from '../../storage/erased-accounts.ts';
import type { DirectoryRow } from '../entry/directory-block.ts';
import { withoutAssignee, type Entry } from '../entry/entry.ts';
import { joinEntry, joinGone, type Outcome } from '../entry/merge.ts';
import { append, BATCH_IDS } from './append.ts';
import { foldIfDue } from './fold.ts';
import { createTexts, type Texts } from './texts.ts';

/** What one reading of Jira gave. */
export interface Batch {
  /** When the reading was started. */
  readonly readAt: EpochMs;
  readonly entries: readonly Entry[];
  /** Asked for and not found, or deleted. */
  readonly goneIds: readonly WorkItemId[];
}

const outcomesOf = (batch: Batch, known: ReadonlyMap<WorkItemId, DirectoryRow>): readonly Outcome[] => {
  const outcomes = new Map<WorkItemId, Outcome>();
  const add = (id: WorkItemId, join: (row: DirectoryRow | undefined) => Outcome | undefined): void => {
    const before = outcomes.get(id);
    const outcome = join(before?.row ?? known.get(id));
    if (outcome !== undefined) outcomes.set(id, before?.entry === undefined ? outcome : { ...before, ...outcome });
  };
  for (const entry of batch.entries) add(entry.item.id, (row) => joinEntry(row, entry, batch.readAt));
  for (const id of batch.goneIds) add(id, (row) => joinGone(row, id, batch.readAt));
  return [...outcomes.values()];
};

/** Jira names an account on its issues after it was closed. */
const withoutErased = (entries: readonly Entry[], isErased: IsErased): readonly Entry[] =>
  entries.map((entry) =>
    entry.item.assigneeId !== undefined && isErased(entry.item.assigneeId) ? withoutAssignee(entry) : entry,
  );

/**
 * Brings a reading of Jira, made as the app, into the index. Newer readings win over older ones by Jira's `updated`, then by the
 * start of reading, in whatever order and however often they are written; each 1,000 entries appear at once or not at all. A
 * reading that was started before the index was cleared is dropped. `texts`: what the same invocation read already.
 */
export const writeEntries = async (batch: Batch, now: EpochMs, texts: Texts = createTexts()): Promise<void> => {
  const { readAt, goneIds } = batch;
  const entries = withoutErased(batch.entries, await readErased());
  const size = Math.max(entries.length, goneIds.length);
  for (let at = 0; at < size; at += BATCH_IDS) {
    const some: Batch = {
      readAt,
      entries: entries.slice(at, at + BATCH_IDS),
      goneIds: goneIds.slice(at, at + BATCH_IDS),
    };
    const ids = [...some.entries.map((entry) => entry.item.id), ...some.goneIds];
    await append(ids, (known, { clearedAt }) => (readAt < clearedAt ? [] : outcomesOf(some, known)), texts);
  }
  await foldIfDue(now, texts);
};
