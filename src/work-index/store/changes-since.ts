import type { WorkItemId } from '../../core/ids.ts';
import { isDead } from '../entry/directory-block.ts';
import type { Entry } from '../entry/entry.ts';
import { mergeLog } from './log.ts';
import type { IndexView } from './open-index.ts';

/** What a reader who knows a version has to change to know the view's. */
export interface IndexChanges {
  readonly version: number;
  readonly entries: readonly Entry[];
  /** Gone for the app; an item that a viewer must not see any more is another matter (design.md 5). */
  readonly goneIds: readonly WorkItemId[];
}

/**
 * What changed after a version that was read before. Undefined where that is too long ago, or of another index: read anew.
 */
export const changesSince = async (view: IndexView, version: number): Promise<IndexChanges | undefined> => {
  const { root, texts } = view;
  if (version < root.floor || version > root.version) return undefined;
  const segments = root.segments.filter((segment) => segment.version > version);
  await texts.load(segments);
  const log = [...mergeLog(segments, texts)];
  return {
    version: root.version,
    entries: log.flatMap(([, { row, entry }]) => (entry === undefined || isDead(row) ? [] : [entry])),
    goneIds: log.flatMap(([id, { row }]) => (isDead(row) ? [id] : [])),
  };
};
