import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useMemo, useRef, useState, type KeyboardEvent, type RefObject } from 'react';
import type { People } from '../remote/use-people.ts';
import { BoardBackground, BoardHead } from './board-head.tsx';
import { layOutRows, METRICS, periodDays, type RowLayout } from './board-layout.ts';
import { BoardRowView } from './board-row.tsx';
import { itemsInView, rowsInView, type BoardView } from './board-view.ts';
import { cardId } from './board-card.tsx';
import { directionOf, nextCard, rowOfCard } from './card-focus.ts';
import type { BoardIndex } from './use-board-index.ts';

interface BoardGridProps {
  readonly index: BoardIndex;
  readonly view: BoardView;
  readonly people: People;
  readonly selectedId: string | undefined;
  readonly onSelect: (itemId: string) => void;
}

/** Teams down, iterations across: rows are virtual, heads are sticky, arrows walk over the cards. */
export const BoardGrid = ({ index, view, people, selectedId, onSelect }: BoardGridProps) => {
  const scroller = useRef<HTMLDivElement>(null);
  const width = useTimelineWidth(scroller, periodDays(index.period) * METRICS.minDayWidth);
  const [opened, setOpened] = useState<ReadonlySet<string>>(new Set());
  const { board, period } = index;
  const rows = useMemo(
    () =>
      layOutRows({
        board,
        period,
        rows: rowsInView(board, view),
        items: itemsInView(board, view),
        density: view.density,
        width,
        opened,
      }),
    [board, period, view, width, opened],
  );
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: (at) => rows[at]?.height ?? 0,
    overscan: 3,
    scrollMargin: 0,
  });
  useEffect(() => virtual.measure(), [rows, virtual]);
  const focus = useCardFocus(rows, scroller, (row) => virtual.scrollToIndex(row));
  const columns = Math.max(2, ...rows.map((row) => row.segments.length));
  const cards = {
    index,
    people,
    density: view.density,
    selectedId,
    tabStop: focus.tabStop,
    onSelect,
    onToggleSegment: (key: string) => setOpened((before) => toggled(before, key)),
    onCardKey: focus.onCardKey,
  };
  return (
    <div
      className="grid"
      ref={scroller}
      role="grid"
      aria-label={`${board.program.name}, ${period.name}`}
      aria-rowcount={rows.length + 1}
      aria-colcount={columns + 1}
    >
      <BoardHead period={period} width={width} columns={columns} />
      <div className="grid-body" style={{ height: virtual.getTotalSize(), width: METRICS.headWidth + width }}>
        <BoardBackground period={period} today={board.today} width={width} />
        {virtual.getVirtualItems().map((at) => {
          const layout = rows[at.index];
          if (layout === undefined) return null;
          return (
            <div key={layout.key} className="grid-row" role="presentation" style={{ top: at.start }}>
              <BoardRowView layout={layout} rowIndex={at.index + 2} cards={cards} />
            </div>
          );
        })}
      </div>
    </div>
  );
};

const toggled = (keys: ReadonlySet<string>, key: string): ReadonlySet<string> =>
  keys.has(key) ? new Set([...keys].filter((other) => other !== key)) : new Set([...keys, key]);

/** Width for the days: what the page leaves beside the team heads, never less than `least` pixels. */
const useTimelineWidth = (scroller: RefObject<HTMLDivElement | null>, least: number): number => {
  const [available, setAvailable] = useState(1000);
  useEffect(() => {
    const element = scroller.current;
    if (element === null) return undefined;
    const observer = new ResizeObserver(() => setAvailable(element.clientWidth - METRICS.headWidth));
    observer.observe(element);
    return () => observer.disconnect();
  }, [scroller]);
  return Math.max(least, available);
};

/** One card of the grid takes Tab; arrows, Home and End move from there, scrolling to rows that are not drawn yet. */
const useCardFocus = (
  rows: readonly RowLayout[],
  scroller: RefObject<HTMLDivElement | null>,
  showRow: (row: number) => void,
): { tabStop: string | undefined; onCardKey: (event: KeyboardEvent<HTMLButtonElement>) => void } => {
  const [focused, setFocused] = useState<string>();
  const wanted = useRef<string>();
  useEffect(() => {
    if (wanted.current === undefined) return;
    const card = scroller.current?.querySelector<HTMLElement>(`[data-card="${CSS.escape(wanted.current)}"]`);
    if (card === null || card === undefined) return;
    wanted.current = undefined;
    card.focus();
    card.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  });
  const first = rows.flatMap((row) => row.segments).find((segment) => segment.slots.length > 0)?.slots[0];
  const isThere = focused !== undefined && rowOfCard(rows, focused) >= 0;
  const onCardKey = (event: KeyboardEvent<HTMLButtonElement>): void => {
    const direction = directionOf(event.key);
    const from = event.currentTarget.dataset['card'];
    if (direction === undefined || from === undefined) return;
    event.preventDefault();
    const to = nextCard(rows, from, direction);
    wanted.current = to;
    showRow(rowOfCard(rows, to));
    setFocused(to);
  };
  return { tabStop: isThere ? focused : first === undefined ? undefined : cardId(first), onCardKey };
};
