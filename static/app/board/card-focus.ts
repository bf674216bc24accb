import { cardId } from './board-card.tsx';
import type { RowLayout, Segment } from './board-layout.ts';

export type Direction = 'up' | 'down' | 'left' | 'right' | 'first' | 'last';
const KEYS: Readonly<Record<string, Direction>> = {
  ArrowUp: 'up',
  ArrowDown: 'down',
  ArrowLeft: 'left',
  ArrowRight: 'right',
  Home: 'first',
  End: 'last',
};
export const directionOf = (key: string): Direction | undefined => KEYS[key];

/**
 * The card that an arrow key leads to, or the same one at an edge. Left and right go to the segment beside with cards, up and down
 * stay in the segment and then go on to the row above or below, nearest in time; Home and End are the row's first and last.
 */
export const nextCard = (rows: readonly RowLayout[], from: string, direction: Direction): string => {
  const at = locate(rows, from);
  if (at === undefined) return from;
  const { rowIndex, segment, slotIndex } = at;
  const withCards = (rows[rowIndex]?.segments ?? []).filter((candidate) => candidate.slots.length > 0);
  const found = ((): string | undefined => {
    switch (direction) {
      case 'first':
        return cardAt(withCards[0], 0);
      case 'last':
        return cardAt(withCards.at(-1), 0);
      case 'left':
      case 'right': {
        const within = columnStep(segment, slotIndex, direction);
        if (within !== undefined) return cardAt(segment, within);
        const beside = withCards[withCards.indexOf(segment) + (direction === 'left' ? -1 : 1)];
        return cardAt(beside, 0);
      }
      case 'up':
      case 'down': {
        const step = direction === 'up' ? -segment.columns : segment.columns;
        return cardAt(segment, slotIndex + step) ?? cardInNextRow(rows, rowIndex, segment, direction);
      }
    }
  })();
  return found ?? from;
};

const columnStep = (segment: Segment, slotIndex: number, direction: 'left' | 'right'): number | undefined => {
  const column = slotIndex % segment.columns;
  if (direction === 'left') return column > 0 ? slotIndex - 1 : undefined;
  return column < segment.columns - 1 && slotIndex + 1 < segment.slots.length ? slotIndex + 1 : undefined;
};

const cardInNextRow = (
  rows: readonly RowLayout[],
  rowIndex: number,
  segment: Segment,
  direction: 'up' | 'down',
): string | undefined => {
  const step = direction === 'up' ? -1 : 1;
  for (let index = rowIndex + step; index >= 0 && index < rows.length; index += step) {
    const candidates = (rows[index]?.segments ?? []).filter((candidate) => candidate.slots.length > 0);
    const nearest = candidates.toSorted((a, b) => Math.abs(a.x - segment.x) - Math.abs(b.x - segment.x))[0];
    if (nearest !== undefined) return cardAt(nearest, direction === 'up' ? nearest.slots.length - 1 : 0);
  }
  return undefined;
};

const locate = (
  rows: readonly RowLayout[],
  id: string,
): { rowIndex: number; segment: Segment; slotIndex: number } | undefined => {
  for (const [rowIndex, row] of rows.entries()) {
    for (const segment of row.segments) {
      const slotIndex = segment.slots.findIndex((slot) => cardId(slot) === id);
      if (slotIndex >= 0) return { rowIndex, segment, slotIndex };
    }
  }
  return undefined;
};

const cardAt = (segment: Segment | undefined, slotIndex: number): string | undefined => {
  const slot = segment?.slots[slotIndex];
  return slot === undefined ? undefined : cardId(slot);
};

/** The row that holds a card, or -1. */
export const rowOfCard = (rows: readonly RowLayout[], id: string): number => locate(rows, id)?.rowIndex ?? -1;
