import { cardId } from './board-card.tsx';
import type { RowLayout, Segment } from './board-layout.ts';

export type Direction = 'up' | 'down' | 'left' | 'right' | 'first' | 'last' | 'top' | 'bottom';
const KEYS: Readonly<Record<string, Direction>> = {
  ArrowUp: 'up',
  ArrowDown: 'down',
  ArrowLeft: 'left',
  ArrowRight: 'right',
  Home: 'first',
  End: 'last',
};
/** Where a key leads in the grid; with Ctrl, Home and End are the grid's own. */
export const directionOf = ({ key, ctrlKey }: { key: string; ctrlKey: boolean }): Direction | undefined => {
  if (ctrlKey) return key === 'Home' ? 'top' : key === 'End' ? 'bottom' : undefined;
  return KEYS[key];
};

/** What focus can rest on in a segment: its cards, then the button that shows the rest of them. */
export const moreId = (segment: Segment): string => `more/${segment.key}`;
export const hasMore = ({ total, fitting }: Segment): boolean => total > fitting;
const stopsOf = (segment: Segment): readonly string[] => [
  ...segment.slots.map(cardId),
  ...(hasMore(segment) ? [moreId(segment)] : []),
];
const withStops = (row: RowLayout | undefined): readonly Segment[] =>
  (row?.segments ?? []).filter((segment) => segment.slots.length > 0 || hasMore(segment));

/** Where Tab enters the grid: its first card, else its first button. */
export const firstStop = (rows: readonly RowLayout[]): string | undefined => {
  const segments = rows.flatMap(withStops);
  const segment = segments.find(({ slots }) => slots.length > 0) ?? segments[0];
  return segment === undefined ? undefined : stopsOf(segment)[0];
};

/**
 * The stop that an arrow key leads to, or the same one at an edge. Left and right go to the segment beside with cards, up and down
 * stay in the segment and then go on to the row above or below, nearest in time; Home and End are the row's first and last.
 */
export const nextCard = (rows: readonly RowLayout[], from: string, direction: Direction): string => {
  const at = locate(rows, from);
  return (at === undefined ? undefined : leadsTo(rows, at, direction)) ?? from;
};

interface Spot {
  readonly rowIndex: number;
  readonly segment: Segment;
  readonly stop: number;
}

const leadsTo = (rows: readonly RowLayout[], at: Spot, direction: Direction): string | undefined => {
  const { rowIndex, segment, stop } = at;
  const inRow = withStops(rows[rowIndex]);
  switch (direction) {
    case 'first':
      return stopAt(inRow[0], 0);
    case 'last':
      return stopAt(inRow.at(-1), 0);
    case 'top':
      return firstStop(rows);
    case 'bottom':
      return stopAt(rows.flatMap(withStops).at(-1), 0);
    case 'left':
    case 'right': {
      const within = columnStep(segment, stop, direction);
      if (within !== undefined) return stopAt(segment, within);
      return stopAt(inRow[inRow.indexOf(segment) + (direction === 'left' ? -1 : 1)], 0);
    }
    case 'up':
    case 'down':
      return stopAt(segment, lineStep(segment, stop, direction)) ?? stopInNextRow(rows, at, direction);
  }
};

const columnStep = (segment: Segment, stop: number, direction: 'left' | 'right'): number | undefined => {
  if (stop >= segment.slots.length) return undefined;
  const column = stop % segment.columns;
  if (direction === 'left') return column > 0 ? stop - 1 : undefined;
  return column < segment.columns - 1 && stop + 1 < segment.slots.length ? stop + 1 : undefined;
};

/** One line up or down inside a segment; below the last line of cards stands the button for more. */
const lineStep = (segment: Segment, stop: number, direction: 'up' | 'down'): number => {
  const cards = segment.slots.length;
  if (direction === 'up') return stop === cards ? cards - 1 : stop - segment.columns;
  if (stop >= cards) return -1;
  const isLastLine = Math.floor(stop / segment.columns) === Math.floor((cards - 1) / segment.columns);
  return isLastLine ? cards : Math.min(stop + segment.columns, cards - 1);
};

const stopInNextRow = (rows: readonly RowLayout[], at: Spot, direction: 'up' | 'down'): string | undefined => {
  const step = direction === 'up' ? -1 : 1;
  for (let index = at.rowIndex + step; index >= 0 && index < rows.length; index += step) {
    const nearest = withStops(rows[index]).toSorted(
      (a, b) => Math.abs(a.x - at.segment.x) - Math.abs(b.x - at.segment.x),
    )[0];
    if (nearest !== undefined) return stopAt(nearest, direction === 'up' ? stopsOf(nearest).length - 1 : 0);
  }
  return undefined;
};

const locate = (rows: readonly RowLayout[], id: string): Spot | undefined => {
  for (const [rowIndex, row] of rows.entries()) {
    for (const segment of row.segments) {
      const stop = stopsOf(segment).indexOf(id);
      if (stop >= 0) return { rowIndex, segment, stop };
    }
  }
  return undefined;
};

const stopAt = (segment: Segment | undefined, stop: number): string | undefined =>
  segment === undefined ? undefined : stopsOf(segment)[stop];

/** The row that holds a card, or -1. */
export const rowOfCard = (rows: readonly RowLayout[], id: string): number => locate(rows, id)?.rowIndex ?? -1;
