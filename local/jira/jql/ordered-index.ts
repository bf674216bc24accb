import type { Issue } from '../entities.ts';
import type { Change, Store } from '../store.ts';

/** Changed issues that an index carries beside its sorted list before it sorts again. */
const UNSORTED_MAX = 2000;

export type OrderKey = number | string;
/** Both ends belong to the range; absent ends are open. */
export interface KeyRange {
  readonly from?: OrderKey | undefined;
  readonly to?: OrderKey | undefined;
}
/** Issues in ascending order of their keys, as they were when the list was made; never changed afterwards. */
interface SortedList {
  readonly issues: readonly Issue[];
  readonly keys: readonly OrderKey[];
}

/**
 * All issues in an order (created, updated, rank, key), so that a range or a first page costs what it holds, not what the
 * site holds. Made at its first use.
 */
export class OrderedIndex {
  readonly #store: Store;
  readonly #makeKeyOf: () => (issue: Issue) => OrderKey;
  #list: SortedList | undefined;
  #keyOf: (issue: Issue) => OrderKey;
  readonly #changed = new Set<string>();

  /** `makeKeyOf` is asked again whenever a project changes. */
  constructor(store: Store, makeKeyOf: () => (issue: Issue) => OrderKey) {
    this.#store = store;
    this.#makeKeyOf = makeKeyOf;
    this.#keyOf = makeKeyOf();
  }

  heard({ collection, id }: Change): void {
    if (collection === 'projects') this.#list = undefined;
    if (collection === 'issues' && this.#list !== undefined) this.#changed.add(id);
  }

  keyOf(issue: Issue): OrderKey {
    return this.#keyOf(issue);
  }

  /** How many issues are in a range at most: what changed lately counts always. */
  count(range: KeyRange): number {
    const [start, end] = bounds(this.#refresh(), range);
    return Math.max(0, end - start) + this.#changed.size;
  }

  /** Issues among which are all of a range, in no order. */
  range(range: KeyRange): readonly Issue[] {
    const list = this.#refresh();
    const found = list.issues.slice(...bounds(list, range));
    if (this.#changed.size === 0) return found;
    return [...found.filter((issue) => !this.#changed.has(issue.id)), ...this.#current()];
  }

  /**
   * Walks a range in order, by runs of issues with equal keys. `instead` (id -> version, or undefined for none) replaces
   * issues by other versions of them. The walk is settled when it starts: later writes do not show in it.
   */
  *walk(range: KeyRange, isDescending: boolean, instead: ReadonlyMap<string, Issue | undefined>): Generator<Issue[]> {
    const list = this.#refresh();
    const keyOf = this.#keyOf;
    const left = new Set([...this.#changed, ...instead.keys()]);
    const others = [...this.#current().filter((issue) => !instead.has(issue.id)), ...instead.values()]
      .flatMap((issue) => issue ?? [])
      .map((issue) => ({ issue, key: keyOf(issue) }))
      .filter(({ key }) => isWithin(key, range))
      .sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
    if (isDescending) others.reverse();
    yield* merge(list, bounds(list, range), { isDescending, left, others });
  }

  #current(): Issue[] {
    return [...this.#changed].flatMap((id) => this.#store.issues.get(id) ?? []);
  }

  #refresh(): SortedList {
    if (this.#list !== undefined && this.#changed.size <= UNSORTED_MAX) return this.#list;
    const keyOf = this.#makeKeyOf();
    const keyed = Array.from(this.#store.issues.values(), (issue) => ({ issue, key: keyOf(issue) }));
    keyed.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
    this.#keyOf = keyOf;
    this.#changed.clear();
    this.#list = { issues: keyed.map(({ issue }) => issue), keys: keyed.map(({ key }) => key) };
    return this.#list;
  }
}

const isWithin = (key: OrderKey, { from, to }: KeyRange): boolean =>
  (from === undefined || key >= from) && (to === undefined || key <= to);

const firstWhere = (keys: readonly OrderKey[], isThere: (key: OrderKey) => boolean): number => {
  let low = 0;
  let high = keys.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (isThere(keys[middle] ?? '')) high = middle;
    else low = middle + 1;
  }
  return low;
};

const bounds = ({ keys }: SortedList, { from, to }: KeyRange): [start: number, end: number] => [
  from === undefined ? 0 : firstWhere(keys, (key) => key >= from),
  to === undefined ? keys.length : firstWhere(keys, (key) => key > to),
];

interface Merging {
  readonly isDescending: boolean;
  /** Ids whose version in the list does not count. */
  readonly left: ReadonlySet<string>;
  /** What counts instead, in the walk's direction. */
  readonly others: readonly { readonly issue: Issue; readonly key: OrderKey }[];
}

function* merge(
  { issues, keys }: SortedList,
  [start, end]: readonly [number, number],
  { isDescending, left, others }: Merging,
): Generator<Issue[]> {
  const step = isDescending ? -1 : 1;
  let at = isDescending ? end - 1 : start;
  let other = 0;
  const isInside = (): boolean => at >= start && at < end;
  while (isInside() || other < others.length) {
    const key = nextKey(isInside() ? keys[at] : undefined, others[other]?.key, isDescending);
    const run: Issue[] = [];
    for (; isInside() && keys[at] === key; at += step) {
      const issue = issues[at];
      if (issue !== undefined && (left.size === 0 || !left.has(issue.id))) run.push(issue);
    }
    for (let next = others[other]; next !== undefined && next.key === key; next = others[++other]) run.push(next.issue);
    yield run;
  }
}

const nextKey = (a: OrderKey | undefined, b: OrderKey | undefined, isDescending: boolean): OrderKey | undefined => {
  if (a === undefined || b === undefined) return a ?? b;
  return a < b === isDescending ? b : a;
};
