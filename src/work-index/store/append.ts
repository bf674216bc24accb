import type { WorkItemId } from '../../core/ids.ts';
import { ValueTooLargeError, VersionConflictError } from '../../storage/errors.ts';
import { packText, TRANSACTION_OPERATIONS, VALUE_BYTES } from '../../storage/values.ts';
import { isDead, type DirectoryRow } from '../entry/directory-block.ts';
import type { Outcome } from '../entry/merge.ts';
import { readDirectory } from './directory.ts';
import { mergeLog, packSegment, type Segment } from './log.ts';
import { keyOf, pendingOf, readRoot, swapRoot, type Root, type SegmentRef } from './root.ts';
import type { Texts } from './texts.ts';

/** Some other writer gets through each time this one does not, so that this many in a row means something else is wrong. */
const MAX_ATTEMPTS = 40;
/** Ids of one swap. */
export const BATCH_IDS = 1_000;

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

/** What becomes of ids, by what is known of them when it is decided. */
export type Decide = (known: ReadonlyMap<WorkItemId, DirectoryRow>, root: Root) => readonly Outcome[];

/** Adds to the log, in one swap, what is decided of at most BATCH_IDS ids; it is decided anew where another writer was first. */
export const append = async (ids: readonly WorkItemId[], decide: Decide, texts: Texts): Promise<void> => {
  for (let attempt = 1; ; attempt += 1) {
    const root = await readRoot();
    const outcomes = decide(await readKnown(root, ids, texts), root);
    if (outcomes.length === 0) return;
    const values = textsOf(outcomes);
    if (values.length >= TRANSACTION_OPERATIONS) throw new ValueTooLargeError('batch', values.length * VALUE_BYTES);
    // Whoever calls may have begun long ago, but `changesSince` needs the instant of the swap.
    const at = Math.max(Date.now(), root.segments.at(-1)?.at ?? root.floorAt);
    const version = root.version + 1;
    const refs = values.map((text, no): SegmentRef => ({ version, no, bytes: text.length, at }));
    try {
      const fresh = refs.map((ref) => ({ key: keyOf(ref), text: values[ref.no] ?? '' }));
      await swapRoot(root, { segments: [...root.segments, ...refs] }, fresh);
      texts.keep(fresh);
      return;
    } catch (error) {
      if (!(error instanceof VersionConflictError) || attempt >= MAX_ATTEMPTS) throw error;
    }
  }
};
