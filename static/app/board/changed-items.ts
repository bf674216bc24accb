import type { Board, BoardItem } from '../../../src/core/board/board.ts';

/** What a refresh changed on a board, of what is on it before or after. */
export interface BoardChanges {
  /** New here, or other than before: moved, renamed, estimated, done ... */
  readonly changed: ReadonlySet<string>;
  /** No longer here: deleted, moved out of this board, or no longer for this person to see. */
  readonly gone: ReadonlySet<string>;
}

export const NO_CHANGES: BoardChanges = { changed: new Set(), gone: new Set() };

/** Compares two states of one board, item by item; two periods or programs have nothing to compare. */
export const compareBoards = (before: Board, after: Board): BoardChanges => {
  if (before === after || before.program.id !== after.program.id || before.periodId !== after.periodId)
    return NO_CHANGES;
  const items = new Map(before.items.map((item) => [item.id, item]));
  const changed = new Set<string>();
  for (const item of after.items) {
    const old = items.get(item.id);
    if (old === undefined || !isSame(old, item)) changed.add(item.id);
    items.delete(item.id);
  }
  return changed.size + items.size === 0 ? NO_CHANGES : { changed, gone: new Set(items.keys()) };
};

// Items are plain data that one function builds in one order of members.
const isSame = (a: BoardItem, b: BoardItem): boolean => a === b || JSON.stringify(a) === JSON.stringify(b);

/** "3 work items changed, 1 no longer here"; nothing where nothing did. */
export const changesWords = ({ changed, gone }: BoardChanges): string => {
  const words = [
    changed.size === 0 ? '' : `${changed.size} ${changed.size === 1 ? 'work item' : 'work items'} changed`,
    gone.size === 0
      ? ''
      : `${gone.size}${changed.size === 0 ? (gone.size === 1 ? ' work item is' : ' work items are') : ''} no longer here`,
  ];
  return words.filter((part) => part !== '').join(', ');
};
