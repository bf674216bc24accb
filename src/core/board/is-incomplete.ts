import { findLacking } from './build-board.ts';
import type { BoardSource, SourceChanges } from './source.ts';

/**
 * Whether changes touch what a source does not hold: an item that only counted until now has to be shown, or a sprint is named that
 * the source does not know. Then the board is loaded again.
 */
export const isIncomplete = (before: BoardSource, changes: SourceChanges, after: BoardSource): boolean => {
  const sprints = new Set(after.sprints.map(({ id }) => id));
  const known = new Map(before.items.map((item) => [item.id, new Set(item.sprintIds)]));
  const isUnknown = changes.items.some(({ id, sprintIds }) =>
    sprintIds.some((sprintId) => !sprints.has(sprintId) && known.get(id)?.has(sprintId) !== true),
  );
  return isUnknown || findLacking(after).length > 0;
};
