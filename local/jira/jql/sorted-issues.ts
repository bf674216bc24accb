import type { Issue } from '../entities.ts';
import { compareIssues, type SortColumn } from './order.ts';

/**
 * Issues in an order, sorted only as far as somebody reads: a heap, so that the first page of many costs one pass over
 * them, and each further page little more than its own size.
 */
export class SortedIssues {
  readonly #sorted: Issue[] = [];
  readonly #heap: Int32Array;
  readonly #issues: readonly Issue[];
  readonly #before: (a: number, b: number) => boolean;
  #left: number;

  constructor(issues: readonly Issue[], columns: readonly SortColumn[]) {
    this.#issues = issues;
    this.#left = issues.length;
    this.#before = comparison(issues, columns);
    this.#heap = Int32Array.from({ length: issues.length }, (_, index) => index);
    for (let at = (issues.length >> 1) - 1; at >= 0; at--) this.#sink(at);
  }

  /** The issues from `start` on, `count` at most. */
  slice(start: number, count: number): readonly Issue[] {
    const end = Math.min(start + count, this.#issues.length);
    while (this.#sorted.length < end) this.#pop();
    return this.#sorted.slice(start, end);
  }

  #pop(): void {
    const first = this.#issues[this.#heap[0] ?? -1];
    if (first !== undefined) this.#sorted.push(first);
    this.#left -= 1;
    this.#heap[0] = this.#heap[this.#left] ?? 0;
    this.#sink(0);
  }

  #sink(from: number): void {
    const heap = this.#heap;
    const moved = heap[from] ?? 0;
    let at = from;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= this.#left) break;
      if (child + 1 < this.#left && this.#before(heap[child + 1] ?? 0, heap[child] ?? 0)) child += 1;
      if (!this.#before(heap[child] ?? 0, moved)) break;
      heap[at] = heap[child] ?? 0;
      at = child;
    }
    heap[at] = moved;
  }
}

/** Compares two issues by index; the first column is read once, and settles nearly all. */
const comparison = (issues: readonly Issue[], columns: readonly SortColumn[]): ((a: number, b: number) => boolean) => {
  const fully = (a: number, b: number): boolean => {
    const [first, second] = [issues[a], issues[b]];
    if (first === undefined || second === undefined) return second === undefined;
    return compareIssues(columns, first, second) < 0;
  };
  const [primary] = columns;
  if (primary === undefined) return fully;
  const { isDescending } = primary;
  const keys = issues.map(primary.key);
  return (a, b) => {
    const [first, second] = [keys[a], keys[b]];
    if (first === second || first === undefined || second === undefined) return fully(a, b);
    return first < second !== isDescending;
  };
};
