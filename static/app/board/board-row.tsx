import { memo, type KeyboardEvent } from 'react';
import type { BoardRow } from '../../../src/core/board/board.ts';
import type { People } from '../remote/use-people.ts';
import { BoardCard, cardId } from './board-card.tsx';
import { hasMore, moreId } from './card-focus.ts';
import { METRICS, type Density, type RowLayout, type Segment } from './board-layout.ts';
import {
  amountWords,
  loadShare,
  loadWords,
  doneWords,
  rowWords,
  spanWords,
  sprintWords,
  unestimatedWords,
} from './board-words.ts';
import { worstTone, type BoardIndex } from './use-board-index.ts';

export interface CardContext {
  readonly index: BoardIndex;
  readonly people: People;
  readonly density: Density;
  readonly selectedId: string | undefined;
  /** Items that the last refresh changed, for as long as they are marked. */
  readonly changed: ReadonlySet<string>;
  /** The card that Tab reaches; the others are reached by arrows. */
  readonly tabStop: string | undefined;
  readonly onSelect: (itemId: string) => void;
  /** Shows all cards of a segment, or as many as fit again. */
  readonly onToggleSegment: (key: string) => void;
  readonly onCardKey: (event: KeyboardEvent<HTMLButtonElement>) => void;
  /** Work is still missing: a row without any is not called empty. */
  readonly isIndexing: boolean;
  /** Pixels of the column of team heads. */
  readonly headWidth: number;
}

interface BoardRowProps {
  readonly layout: RowLayout;
  readonly rowIndex: number;
  readonly cards: CardContext;
}

/** A team: its head, and its row divided at its own sprints. */
export const BoardRowView = memo(function BoardRowView({ layout, rowIndex, cards }: BoardRowProps) {
  return (
    <div className="row" role="row" aria-rowindex={rowIndex} style={{ height: layout.height }}>
      <RowHead layout={layout} width={cards.headWidth} isIndexing={cards.isIndexing} />
      <div className="row-line">
        {layout.segments.map((segment, index) => (
          <SegmentView key={segment.key} segment={segment} layout={layout} columnIndex={index + 2} cards={cards} />
        ))}
      </div>
    </div>
  );
});

const RowHead = ({ layout, width, isIndexing }: { layout: RowLayout; width: number; isIndexing: boolean }) => {
  const { row } = layout;
  const style = { flexBasis: width };
  const isUnread = isIndexing && row?.load.items === 0;
  if (row === undefined) {
    return (
      <div className="row-head" role="rowheader" aria-colindex={1} aria-label="Program" style={style}>
        <div className="row-words">
          <span className="row-name">Program</span>
          <span className="row-load">Features of no single team</span>
        </div>
      </div>
    );
  }
  return (
    <div
      className="row-head"
      role="rowheader"
      aria-colindex={1}
      aria-label={isUnread ? `${row.name}: nothing read yet` : rowWords(row)}
      style={style}
      title={isUnread ? `${row.name}: nothing read yet` : rowWords(row)}
    >
      <div className="row-words">
        <span className="row-title">
          <span className="row-code">{row.code}</span>
          <span className="row-name">{row.name}</span>
        </span>
        <span className="row-load">{isUnread ? 'nothing read yet' : doneWords(row.load, row.unit)}</span>
        {!isUnread && (
          <span className="row-load">
            {[unestimatedWords(row.load, row.unit), rhythmOf(row)].filter((part) => part !== '').join(' · ')}
          </span>
        )}
      </div>
    </div>
  );
};

const rhythmOf = ({ mode, sprints }: BoardRow): string => {
  if (mode === 'kanban') return 'kanban';
  if (sprints.length === 0) return 'no sprint, by date';
  return sprints.length === 1 ? '1 sprint' : `${sprints.length} sprints`;
};

interface SegmentProps {
  readonly segment: Segment;
  readonly layout: RowLayout;
  readonly columnIndex: number;
  readonly cards: CardContext;
}

const SegmentView = ({ segment, layout, columnIndex, cards }: SegmentProps) => {
  const { index, density } = cards;
  const classes = ['segment', `segment-${segment.kind}`];
  if (segment.sprint?.assumed === true) classes.push('segment-assumed');
  if (segment.sprint?.state === 'active') classes.push('segment-active');
  if (segment.isNarrow) classes.push(segment.slots.length > 0 ? 'segment-lifted' : 'segment-narrow');
  return (
    <div
      className={classes.join(' ')}
      role="gridcell"
      aria-colindex={columnIndex}
      aria-label={segmentLabel(segment, layout, index)}
      style={{ left: segment.x, width: segment.width, top: segment.y, height: segment.height }}
    >
      <SegmentHead segment={segment} layout={layout} today={index.board.today} />
      <div
        className="segment-cards"
        style={{
          gridTemplateColumns: `repeat(${segment.columns}, minmax(0, 1fr))`,
          gridAutoRows: METRICS.cardHeight[density],
          gap: METRICS.cardGap,
        }}
      >
        {segment.slots.map((slot) => (
          <BoardCard
            key={cardId(slot)}
            slot={slot}
            index={index}
            people={cards.people}
            density={density}
            isSelected={cards.selectedId === slot.item.id}
            isTabStop={cards.tabStop === cardId(slot)}
            isChanged={cards.changed.has(slot.item.id)}
            onSelect={cards.onSelect}
            onKeyDown={cards.onCardKey}
          />
        ))}
      </div>
      <SegmentMore segment={segment} cards={cards} />
    </div>
  );
};

/** The way to cards that do not fit and back: "5 of 11 shown", or just the count where there is no room for cards. */
const SegmentMore = ({ segment, cards }: { segment: Segment; cards: CardContext }) => {
  const { isNarrow, slots, total, label } = segment;
  if (!hasMore(segment)) return null;
  const hidden = total - slots.length;
  const words = hidden === 0 ? 'Show fewer' : isNarrow ? total : `${slots.length} of ${total}, show all`;
  return (
    <button
      type="button"
      className="segment-more"
      data-card={moreId(segment)}
      tabIndex={cards.tabStop === moreId(segment) ? 0 : -1}
      onClick={() => cards.onToggleSegment(segment.key)}
      onKeyDown={cards.onCardKey}
      aria-expanded={hidden === 0}
      aria-label={isNarrow && hidden > 0 ? `${total} in ${label}, show all` : `${words}: ${label}`}
      title={hidden === 0 ? label : `${label}: ${hidden} more`}
    >
      {words}
    </button>
  );
};

const SegmentHead = ({ segment, layout, today }: { segment: Segment; layout: RowLayout; today: string }) => {
  const { sprint } = segment;
  if (segment.isNarrow && segment.slots.length === 0) return <div className="segment-head" title={segment.label} />;
  if (sprint === undefined || layout.row === undefined) {
    return (
      <div className="segment-head">
        {segment.label !== '' && <span className="segment-name">{segment.label}</span>}
      </div>
    );
  }
  const unit = layout.row.unit;
  const share = Math.round(loadShare(sprint.load, unit) * 100);
  const span = [spanWords(sprint.start, sprint.end, today), ...notesOf(segment)].join(', ');
  return (
    <div className="segment-head" title={`${sprint.name}, ${span}: ${loadWords(sprint.load, unit)}`}>
      <span className="segment-line">
        <span className="segment-name">{sprintWords(sprint.name, [layout.row.name, layout.row.code])}</span>
        {!sprint.countedHere && <span aria-hidden>→</span>}
        {sprint.assumed && <span className="segment-note">dates assumed</span>}
        <span className="segment-load">{loadShort(segment, layout)}</span>
      </span>
      <span className="segment-bar" aria-hidden>
        <span style={{ width: `${share}%` }} />
      </span>
    </div>
  );
};

const loadShort = (segment: Segment, layout: RowLayout): string => {
  const { sprint } = segment;
  if (sprint === undefined || layout.row === undefined || sprint.load.items === 0) return '';
  if (layout.row.unit.kind === 'count' || sprint.load.estimated === 0)
    return `${sprint.load.itemsDone}/${sprint.load.items}`;
  return `${Math.round(sprint.load.done)}/${amountWords(sprint.load.planned, layout.row.unit)}`;
};

const notesOf = ({ sprint }: Segment): readonly string[] => [
  ...(sprint?.assumed === true ? ['dates assumed'] : []),
  ...(sprint?.countedHere === false ? ['counts in the next period'] : []),
];

/** What a screen reader says of a cell: "Payments, Sprint 4, 6 items, 34 of 41 pts done, 1 in trouble". */
const segmentLabel = (segment: Segment, { row }: RowLayout, index: BoardIndex): string => {
  const items = segment.total === 1 ? '1 item' : `${segment.total} items`;
  const load = segment.sprint === undefined || row === undefined ? '' : loadWords(segment.sprint.load, row.unit);
  const troubled = segment.slots.filter(
    ({ item, ghost }) => ghost === undefined && worstTone(index.dependencies.get(item.id) ?? []) === 'danger',
  ).length;
  const trouble = troubled === 0 ? '' : `${troubled} with a dependency in trouble`;
  return [row?.name ?? 'Program', segment.label, items, load, trouble, ...notesOf(segment)]
    .filter((part) => part !== '')
    .join(', ');
};
