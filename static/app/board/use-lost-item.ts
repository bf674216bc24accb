import { useState } from 'react';
import type { BoardItem } from '../../../src/core/board/board.ts';
import type { BoardIndex } from './use-board-index.ts';

/** The item whose detail was open and that a refresh took from the board, while the address still names it. */
export const useLostItem = (index: BoardIndex, itemId: string | undefined): BoardItem | undefined => {
  const [last, setLast] = useState<BoardItem>();
  const shown = itemId === undefined ? undefined : index.items.get(itemId);
  if (shown !== undefined && shown !== last) setLast(shown);
  return shown === undefined && last?.id === itemId ? last : undefined;
};
