import type { Board, BoardItem, BoardRow, BoardSprint } from '../../../src/core/board/board.ts';
import type { Period } from '../../../src/core/period/period.ts';
import type { Ghost } from '../../../src/core/placement/placement.ts';

/** Pixels; one place for what the style sheet and the arithmetic must agree on. */
export const METRICS = {
  /** The column of team heads, and where the whole grid has less room than `phone`. */
  headWidth: 168,
  smallHeadWidth: 92,
  phone: 600,
  sideWidth: 288,
  minDayWidth: 10,
  /** A sprint cut off by the period's end may be narrower than a card: it shows a count, and its cards when opened. */
  narrow: 96,
  /** WCAG 2.5.8: whatever can be pressed is at least this wide, also a day's rest of a sprint. */
  target: 24,
  openedWidth: 240,
  segmentHead: 30,
  lanePadding: 6,
  minLaneBody: 34,
  moreHeight: 24,
  cardGap: 4,
  minCardWidth: 148,
  cardHeight: { cosy: 58, compact: 26 },
  /** Card rows shown in a segment until someone asks for the rest. */
  cardRows: { cosy: 5, compact: 12 },
} as const;
export type Density = keyof typeof METRICS.cardHeight;

export interface Slot {
  readonly item: BoardItem;
  /** Set where the item only left its trace here. */
  readonly ghost?: Ghost;
}
/** A stretch of a row: a sprint, an iteration without sprint, or a kanban column. */
export interface Segment {
  readonly key: string;
  readonly kind: 'sprint' | 'iteration' | 'kanban';
  readonly label: string;
  readonly sprint?: BoardSprint;
  readonly x: number;
  readonly width: number;
  readonly y: number;
  readonly height: number;
  readonly slots: readonly Slot[];
  /** Slots there are, of which `slots` are shown. */
  readonly total: number;
  readonly columns: number;
  /** Too narrow for cards: only the count is drawn, unless it was opened over its neighbours. */
  readonly isNarrow: boolean;
  /** Slots shown before someone asks for all. */
  readonly fitting: number;
}
export interface RowLayout {
  readonly key: string;
  /** Absent for the program's own row: features without any team. */
  readonly row?: BoardRow;
  readonly segments: readonly Segment[];
  readonly height: number;
}
export interface LayoutInput {
  readonly board: Board;
  readonly period: Period;
  readonly rows: readonly BoardRow[];
  readonly items: readonly BoardItem[];
  readonly density: Density;
  /** Width of the timeline in pixels. */
  readonly width: number;
  /** Keys of segments whose cards are all shown. */
  readonly opened: ReadonlySet<string>;
}
interface Stretch {
  readonly key: string;
  readonly kind: Segment['kind'];
  readonly label: string;
  readonly sprint?: BoardSprint;
  readonly from: number;
  readonly to: number;
  readonly lane: number;
  readonly slots: readonly Slot[];
}

const DAY_MS = 86_400_000;
/** Whole days from one ISO day to another. */
export const daysBetween = (from: string, to: string): number =>
  Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS);

/** Days of the period, both ends inside. */
export const periodDays = (period: Period): number => daysBetween(period.start, period.end) + 1;

/** Lays out every row of a board: segments with pixel boxes inside the row, and the row's height. */
export const layOutRows = (input: LayoutInput): readonly RowLayout[] => {
  const byTeam = Map.groupBy(input.items, (item) => item.teamId ?? '');
  const layouts = input.rows.map((row) => layOutRow(input, row, byTeam.get(row.teamId) ?? []));
  const orphans = (byTeam.get('') ?? []).filter((item) => item.place.kind === 'day');
  return orphans.length === 0 ? layouts : [layOutRow(input, undefined, orphans), ...layouts];
};

/** The segment that keeps an item's card behind "show all"; undefined where the card is shown, or has no place here. */
export const findHiding = (input: LayoutInput, itemId: string): string | undefined => {
  const holds = ({ slots }: Segment): boolean =>
    slots.some(({ item, ghost }) => item.id === itemId && ghost === undefined);
  const item = input.items.find(({ id }) => id === itemId);
  if (item === undefined) return undefined;
  const own = {
    ...input,
    rows: input.rows.filter(({ teamId }) => teamId === item.teamId),
    items: input.items.filter(({ teamId }) => teamId === item.teamId),
  };
  const shown = layOutRows(own).flatMap(({ segments }) => segments);
  if (shown.some(holds)) return undefined;
  const opened = new Set(shown.map(({ key }) => key));
  return layOutRows({ ...own, opened })
    .flatMap(({ segments }) => segments)
    .find(holds)?.key;
};

const layOutRow = (input: LayoutInput, row: BoardRow | undefined, items: readonly BoardItem[]): RowLayout => {
  const stretches = row?.mode === 'kanban' ? kanbanStretches(input, row, items) : timeStretches(input, row, items);
  const lanes = Math.max(0, ...stretches.map((stretch) => stretch.lane)) + 1;
  const segments: Segment[] = [];
  let y = 0;
  for (let lane = 0; lane < lanes; lane++) {
    const inLane = stretches.filter((stretch) => stretch.lane === lane);
    const sized = withTargets(
      inLane.map((stretch) => sizeStretch(input, stretch)),
      input.width,
    );
    const body = Math.max(METRICS.minLaneBody, ...sized.map((segment) => segment.height));
    const height = METRICS.segmentHead + body + METRICS.lanePadding;
    segments.push(...sized.map((segment) => ({ ...segment, y, height })));
    y += height;
  }
  return { key: row?.teamId ?? 'program', height: y, segments, ...(row === undefined ? {} : { row }) };
};

/** Widens a sprint of which the period holds less than a target's width, at the cost of its neighbour. */
const withTargets = (segments: readonly Segment[], width: number): readonly Segment[] =>
  segments.map((segment, index) => {
    const lackOf = ({ width: own, total }: Segment): number => (total === 0 ? 0 : Math.max(0, METRICS.target - own));
    const [before, after] = [segments[index - 1], segments[index + 1]];
    const lack = lackOf(segment);
    if (lack > 0) return { ...segment, x: Math.min(segment.x, width - METRICS.target), width: METRICS.target };
    const isFirst = index === 1 && before !== undefined && before.x + METRICS.target > segment.x;
    const fromLeft = isFirst ? lackOf(before) : 0;
    const isLast = index === segments.length - 2 && after !== undefined && after.x > width - METRICS.target;
    const fromRight = isLast ? lackOf(after) : 0;
    return { ...segment, x: segment.x + fromLeft, width: segment.width - fromLeft - fromRight };
  });

const sizeStretch = (input: LayoutInput, stretch: Stretch): Segment => {
  const days = periodDays(input.period);
  const trueWidth = ((stretch.to - stretch.from) / days) * input.width;
  const isOpened = input.opened.has(stretch.key);
  const isNarrow = trueWidth < METRICS.narrow;
  const width = isNarrow && isOpened ? METRICS.openedWidth : trueWidth;
  const x = Math.min((stretch.from / days) * input.width, input.width - width);
  const columns = Math.max(1, Math.floor(width / METRICS.minCardWidth));
  const fitting = isNarrow ? 0 : METRICS.cardRows[input.density] * columns;
  const total = stretch.slots.length;
  const slots = isOpened || total <= fitting ? stretch.slots : stretch.slots.slice(0, fitting);
  const cards = Math.ceil(slots.length / columns) * (METRICS.cardHeight[input.density] + METRICS.cardGap);
  const height = cards + (total > fitting && (!isNarrow || isOpened) ? METRICS.moreHeight : 0);
  const { key, kind, label, sprint } = stretch;
  const box = { x, width, y: 0, height, columns, isNarrow, fitting };
  return { key, kind, label, ...box, slots, total, ...(sprint === undefined ? {} : { sprint }) };
};

/** Sprints at their true dates, and below them the iterations that hold items placed by day alone. */
const timeStretches = (
  input: LayoutInput,
  row: BoardRow | undefined,
  items: readonly BoardItem[],
): readonly Stretch[] => {
  const { period } = input;
  const sprints = row?.sprints ?? [];
  const bySprint = slotsBySprint(items);
  const atSprints = sprints.map((sprint): Stretch => ({
    key: `${row?.teamId ?? ''}/${sprint.id}`,
    kind: 'sprint',
    label: sprint.name,
    sprint,
    ...clip(period, sprint.start, sprint.end),
    lane: sprint.lane,
    slots: bySprint.get(sprint.id) ?? [],
  }));
  const byIteration = Map.groupBy(items, (item) => (item.place.kind === 'day' ? item.place.iteration : -1));
  byIteration.delete(-1);
  if (byIteration.size === 0 && sprints.length > 0) return atSprints;
  const lane = sprints.length === 0 ? 0 : Math.max(...sprints.map((sprint) => sprint.lane)) + 1;
  const byDay = period.iterations.flatMap((iteration, index): readonly Stretch[] => {
    const found = byIteration.get(index);
    if (found === undefined && sprints.length > 0) return [];
    const slots = (found ?? []).map((item) => ({ item }));
    const key = `${row?.teamId ?? 'program'}/day/${index}`;
    const label = sprints.length > 0 ? `${iteration.name}, by date` : '';
    return [{ key, kind: 'iteration', label, ...clip(period, iteration.start, iteration.end), lane, slots }];
  });
  return [...atSprints, ...byDay];
};

const slotsBySprint = (items: readonly BoardItem[]): ReadonlyMap<string, readonly Slot[]> => {
  const slots = new Map<string, Slot[]>();
  const add = (sprintId: string, slot: Slot): void => {
    const found = slots.get(sprintId);
    if (found === undefined) slots.set(sprintId, [slot]);
    else found.push(slot);
  };
  for (const item of items) if (item.place.kind === 'sprint') add(item.place.sprintId, { item });
  for (const item of items) for (const ghost of item.ghosts ?? []) add(ghost.sprintId, { item, ghost });
  return slots;
};

const KANBAN_LABELS = { done: 'Done', now: 'Now', next: 'Next' } as const;
/** Least share of the period's width for each of Done, Now and Next, wherever today is. */
const LEAST_SHARE = 0.22;

const kanbanStretches = (input: LayoutInput, row: BoardRow, items: readonly BoardItem[]): readonly Stretch[] => {
  const days = periodDays(input.period);
  const today = daysBetween(input.period.start, input.board.today) / days;
  const doneTo = Math.min(Math.max(today, LEAST_SHARE), 1 - 2 * LEAST_SHARE) * days;
  const nowTo = doneTo + (days - doneTo) / 2;
  const bounds = { done: [0, doneTo], now: [doneTo, nowTo], next: [nowTo, days] } as const;
  return (['done', 'now', 'next'] as const).map((column): Stretch => {
    const found = items.filter((item) => item.place.kind === 'kanban' && item.place.column === column);
    const ordered = column === 'done' ? found.toSorted((a, b) => doneDay(b).localeCompare(doneDay(a))) : found;
    const [from, to] = bounds[column];
    const slots = ordered.map((item) => ({ item }));
    return { key: `${row.teamId}/${column}`, kind: 'kanban', label: KANBAN_LABELS[column], from, to, lane: 0, slots };
  });
};

const doneDay = (item: BoardItem): string => (item.place.kind === 'kanban' ? (item.place.day ?? '') : '');

/** Where days fall inside a period, as days from its start: `from` inclusive, `to` exclusive, cut at its ends. */
const clip = (period: Period, start: string, end: string): { from: number; to: number } => {
  const days = periodDays(period);
  const from = Math.min(days, Math.max(0, daysBetween(period.start, start)));
  return { from, to: Math.max(from, Math.min(days, daysBetween(period.start, end) + 1)) };
};
