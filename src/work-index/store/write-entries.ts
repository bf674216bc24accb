import type { EpochMs, WorkItemId } from '../../core/ids.ts';
import { ValueTooLargeError, VersionConflictError } from '../../storage/errors.ts';
import { packText, TRANSACTION_OPERATIONS, VALUE_BYTES } from '../../storage/values.ts';
import { isDead, type DirectoryRow } from '../entry/directory-block.ts';
import type { Entry } from '../entry/entry.ts';
import { joinEntry, joinGone, type Outcome } from '../entry/merge.ts';
import { readDirectory } from './directory.ts';
import { foldIfDue } from './fold.ts';
import { mergeLog, packSegment, type Segment } from './log.ts';
import { keyOf, pendingOf, readRoot, swapRoot, type Root, type SegmentRef } from './root.ts';
import { createTexts, type Texts } from './texts.ts';

/** What one reading of Jira gave. */
export interface Batch {
  /** When the reading was started. */
  readonly readAt: EpochMs;
  readonly entries: readonly Entry[];
  /** Asked for and not found, or deleted. */
  readonly goneIds: readonly WorkItemId[];
}

/** Some other writer gets through each time this one does not, so that this many in a row means something else is wrong. */
const MAX_ATTEMPTS = 40;
/** Entries of one swap. */
const BATCH_ENTRIES = 1_000;

/** What the index knows of these ids: the directory, under the part of the log that is not folded into it yet. */
const readKnown = async (
  root: Root,
  ids: readonly WorkItemId[],
  texts: Texts,
): Promise<ReadonlyMap<WorkItemId, DirectoryRow>> => {
  const pending = pendingOf(root);
  const [directory] = await Promise.all([readDirectory(root, ids, texts), texts.load(pending)]);
  const known = new Map(directory);
  const wanted = new Set(ids);
  for (const [id, { row }] of mergeLog(pending, texts)) if (wanted.has(id)) known.set(id, row);
  return known;
};

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

/** As texts that fit into one value each. */
const textsOf = (outcomes: readonly Outcome[]): readonly string[] => {
  const segment: Segment = {
    rows: outcomes.map(({ row }) => row),
    entries: outcomes.flatMap(({ row, entry }) => (entry === undefined || isDead(row) ? [] : [entry])),
  };
  const text = packText(packSegment(segment));
  if (text.length <= VALUE_BYTES) return [text];
  if (outcomes.length === 1) throw new ValueTooLargeError('segment', text.length);
  const half = Math.ceil(outcomes.length / 2);
  return [...textsOf(outcomes.slice(0, half)), ...textsOf(outcomes.slice(half))];
};

const append = async (batch: Batch, texts: Texts): Promise<void> => {
  const ids = [...batch.entries.map((entry) => entry.item.id), ...batch.goneIds];
  for (let attempt = 1; ; attempt += 1) {
    const root = await readRoot();
    const outcomes = outcomesOf(batch, await readKnown(root, ids, texts));
    if (outcomes.length === 0) return;
    const values = textsOf(outcomes);
    if (values.length >= TRANSACTION_OPERATIONS) throw new ValueTooLargeError('batch', values.length * VALUE_BYTES);
    // Whoever calls may have begun long ago, but `changesSince` needs the instant of the swap.
    const at = Math.max(Date.now(), root.segments.at(-1)?.at ?? 0);
    const version = root.version + 1;
    const refs = values.map((text, no): SegmentRef => ({ version, no, bytes: text.length, at }));
    try {
      const fresh = refs.map((ref) => ({ key: keyOf(ref), text: values[ref.no] ?? '' }));
      await swapRoot(root, { segments: [...root.segments, ...refs] }, fresh);
      return;
    } catch (error) {
      if (!(error instanceof VersionConflictError) || attempt >= MAX_ATTEMPTS) throw error;
    }
  }
};

/**
 * Brings a reading of Jira, made as the app, into the index. Newer readings win over older ones by Jira's `updated`, then by the
 * start of reading, in whatever order and however often they are written; each 1,000 entries appear at once or not at all.
 */
export const writeEntries = async (batch: Batch, now: EpochMs): Promise<void> => {
  const { readAt, entries, goneIds } = batch;
  const size = Math.max(entries.length, goneIds.length);
  const texts = createTexts();
  for (let at = 0; at < size; at += BATCH_ENTRIES) {
    const [some, gone] = [entries.slice(at, at + BATCH_ENTRIES), goneIds.slice(at, at + BATCH_ENTRIES)];
    await append({ readAt, entries: some, goneIds: gone }, texts);
  }
  await foldIfDue(now);
};
