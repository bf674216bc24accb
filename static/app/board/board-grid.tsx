import { defaultRangeExtractor, useVirtualizer, type Range } from '@tanstack/react-virtual';
import { useCallback, useEffect, useMemo, useRef, useState, type ReactNode, type RefObject } from 'react';
import type { People } from '../remote/use-people.ts';
import { BoardBackground, BoardHead } from './board-head.tsx';
import { findHiding, layOutRows, METRICS, periodDays } from './board-layout.ts';
import { BoardRowView } from './board-row.tsx';
import { itemsInView, rowsInView, type BoardView } from './board-view.ts';
import { useCardFocus } from './use-card-focus.ts';
import type { BoardIndex } from './use-board-index.ts';

interface BoardGridProps {
  readonly index: BoardIndex;
  readonly view: BoardView;
  readonly people: People;
  readonly selectedId: string | undefined;
  /** Items to mark as just changed. */
  readonly changed: ReadonlySet<string>;
  /** Work of the program is still being read for the first time. */
  readonly isIndexing: boolean;
  readonly onSelect: (itemId: string) => void;
  /** Set where the board comes in pages of teams: draws what stands below the last of them. */
  readonly renderEnd?: (isAtEnd: boolean) => ReactNode;
}

/** Teams down, iterations across: rows are virtual, heads are sticky, arrows walk over the cards. */
export const BoardGrid = (props: BoardGridProps) => {
  const { index, view, people, selectedId, changed, isIndexing, onSelect, renderEnd } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const { width, headWidth } = useWidths(scroller, periodDays(index.period) * METRICS.minDayWidth);
  const [opened, setOpened] = useState<ReadonlySet<string>>(new Set());
  const { board, period } = index;
  const input = useMemo(
    () => ({
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
  // A card that someone asked for does not stay behind "show all"; how many cards fit follows from the width.
  const [revealed, setRevealed] = useState('');
  const toReveal = selectedId === undefined ? '' : `${selectedId}/${width}`;
  if (revealed !== toReveal) {
    setRevealed(toReveal);
    const hiding = selectedId === undefined ? undefined : findHiding(input, selectedId);
    if (hiding !== undefined) setOpened(new Set([...opened, hiding]));
  }
  const rows = useMemo(() => layOutRows(input), [input]);
  const { tabStop, focusRow, onCardKey, onFocus } = useCardFocus(rows, scroller, selectedId);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: (at) => rows[at]?.height ?? 0,
    overscan: 3,
    // The row that Tab leads to stays in the document, wherever one has scrolled to.
    rangeExtractor: useCallback((range: Range) => withRow(defaultRangeExtractor(range), focusRow), [focusRow]),
  });
  useEffect(() => virtual.measure(), [rows, virtual]);
  const columns = Math.max(2, ...rows.map((row) => row.segments.length));
  const cards = useMemo(
    () => ({
      index,
      people,
      density: view.density,
      selectedId,
      changed,
      isIndexing,
      tabStop,
      onSelect,
      onToggleSegment: (key: string) => setOpened((before) => toggled(before, key)),
      onCardKey,
      headWidth,
    }),
    [index, people, view.density, selectedId, changed, isIndexing, tabStop, onSelect, onCardKey, headWidth],
  );
  const background = { period, today: board.today, width, headWidth };
  const drawn = virtual.getVirtualItems();
  const isAtEnd = drawn.some((at) => at.index === rows.length - 1 && at.index !== focusRow);
  return (
    <div className="grid-frame">
      <div
        className="grid"
        ref={scroller}
        role="grid"
        aria-label={`${board.program.name}, ${period.name}`}
        aria-rowcount={rows.length + 1}
        aria-colcount={columns + 1}
        onFocus={onFocus}
        style={{ scrollPaddingInlineStart: headWidth }}
      >
        <BoardHead {...background} columns={columns} />
        <div className="grid-body" style={{ height: virtual.getTotalSize(), width: headWidth + width }}>
          <BoardBackground {...background} />
          {drawn.map((at) => {
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
      {renderEnd?.(isAtEnd)}
    </div>
  );
};

const toggled = (keys: ReadonlySet<string>, key: string): ReadonlySet<string> =>
  keys.has(key) ? new Set([...keys].filter((other) => other !== key)) : new Set([...keys, key]);

const withRow = (rows: number[], row: number): number[] =>
  row < 0 || rows.includes(row) ? rows : [...rows, row].toSorted((a, b) => a - b);

/** Pixels for the days: what the page leaves beside the team heads, never less than `least`; and for those heads. */
const useWidths = (
  scroller: RefObject<HTMLDivElement | null>,
  least: number,
): { readonly width: number; readonly headWidth: number } => {
  const [available, setAvailable] = useState(1000);
  useEffect(() => {
    const element = scroller.current;
    if (element === null) return undefined;
    const observer = new ResizeObserver(() => setAvailable(element.clientWidth));
    observer.observe(element);
    return () => observer.disconnect();
  }, [scroller]);
  const headWidth = available < METRICS.phone ? METRICS.smallHeadWidth : METRICS.headWidth;
  return { width: Math.max(least, available - headWidth), headWidth };
};
