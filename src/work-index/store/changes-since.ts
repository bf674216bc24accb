import type { EpochMs, WorkItemId } from '../../core/ids.ts';
import { isDead } from '../entry/directory-block.ts';
import type { Entry } from '../entry/entry.ts';
import { mergeLog } from './log.ts';
import type { IndexView } from './open-index.ts';

/** What a reader who knows the index as of an instant has to change to know the view's; possibly more than changed. */
export interface IndexChanges {
  readonly entries: readonly Entry[];
  /** Gone for the app; an item that a viewer must not see any more is another matter (design.md 5). */
  readonly goneIds: readonly WorkItemId[];
}

/** How far the clocks of two invocations may differ, and a swap last. */
export const OVERLAP_MS = 10_000;

/**
 * What changed since an instant at which (or after which) the index was opened before. By time, as a version would tell how often
 * others write what this reader may not see. Undefined where the log does not reach back so far: read anew.
 */
export const changesSince = async (view: IndexView, since: EpochMs): Promise<IndexChanges | undefined> => {
  const { root, texts } = view;
  const from = since - OVERLAP_MS;
  if (from <= root.floorAt) return undefined;
  const segments = root.segments.filter((segment) => segment.at >= from);
  await texts.load(segments);
  const log = [...mergeLog(segments, texts)];
  return {
    entries: log.flatMap(([, { row, entry }]) => (entry === undefined || isDead(row) ? [] : [entry])),
    goneIds: log.flatMap(([id, { row }]) => (isDead(row) ? [id] : [])),
  };
};
