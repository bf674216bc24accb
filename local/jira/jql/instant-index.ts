import type { Issue } from '../entities.ts';
import type { Change, Store } from '../store.ts';

/** Changed issues that the index carries beside its sorted list before it sorts again. */
const UNSORTED_MAX = 2000;

/** Issues by an instant (created, updated): a range costs what it holds, not what the site holds. Built at its first use. */
export class InstantIndex {
  readonly #store: Store;
  readonly #valueOf: (issue: Issue) => number;
  #sorted: readonly Issue[] | undefined;
  #values = new Float64Array();
  readonly #changed = new Set<string>();

  constructor(store: Store, valueOf: (issue: Issue) => number) {
    this.#store = store;
    this.#valueOf = valueOf;
  }

  heard({ collection, id }: Change): void {
    if (collection === 'issues' && this.#sorted !== undefined) this.#changed.add(id);
  }

  /** How many issues have an instant in `[from, to]`; what changed lately counts always. */
  count(from: number, to: number): number {
    this.#refresh();
    return Math.max(0, this.#firstAfter(to) - this.#firstFrom(from)) + this.#changed.size;
  }

  /** Issues among which are all that have an instant in `[from, to]`. */
  range(from: number, to: number): readonly Issue[] {
    const sorted = this.#refresh();
    const found = sorted.slice(this.#firstFrom(from), this.#firstAfter(to));
    if (this.#changed.size === 0) return found;
    const current = [...this.#changed].flatMap((id) => this.#store.issues.get(id) ?? []);
    return [...found.filter((issue) => !this.#changed.has(issue.id)), ...current];
  }

  #refresh(): readonly Issue[] {
    if (this.#sorted !== undefined && this.#changed.size <= UNSORTED_MAX) return this.#sorted;
    const valueOf = this.#valueOf;
    const sorted = [...this.#store.issues.values()].sort((a, b) => valueOf(a) - valueOf(b));
    this.#sorted = sorted;
    this.#values = Float64Array.from(sorted, valueOf);
    this.#changed.clear();
    return sorted;
  }

  #firstFrom(from: number): number {
    return this.#search((value) => value >= from);
  }
  #firstAfter(to: number): number {
    return this.#search((value) => value > to);
  }
  #search(isThere: (value: number) => boolean): number {
    let low = 0;
    let high = this.#values.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (isThere(this.#values[middle] ?? Number.POSITIVE_INFINITY)) high = middle;
      else low = middle + 1;
    }
    return low;
  }
}
