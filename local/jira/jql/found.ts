import type { Issue } from '../entities.ts';
import { compareIssues, comparePlaces, type Place, placeOf, type SortColumn } from './order.ts';
import { SortedIssues } from './sorted-issues.ts';

/** What a query found, in its order, worked out only as far as somebody reads. */
export interface Found {
  readonly columns: readonly SortColumn[];
  /** The issues from `start` on, `count` at most. */
  readonly slice: (start: number, count: number) => readonly Issue[];
  readonly hasMore: (end: number) => boolean;
  /** Roughly how many issues are kept in memory for it. */
  readonly weight: number;
}

/** From issues that all match. */
export const foundAmong = (matches: readonly Issue[], columns: readonly SortColumn[]): Found => {
  const sorted = new SortedIssues(matches, columns);
  return {
    columns,
    slice: (start, count) => sorted.slice(start, count),
    hasMore: (end) => end < matches.length,
    weight: matches.length,
  };
};

/** The weight of a walk that holds little of its own: lists are shared with the index. */
const WALK_WEIGHT = 2000;

/** From runs of issues that are equal in the first column, in its order, and that match already. */
export const foundWalking = (runs: Iterator<readonly Issue[]>, columns: readonly SortColumn[]): Found => {
  const read: Issue[] = [];
  let isOver = false;
  const readTo = (end: number): void => {
    while (!isOver && read.length < end) {
      const { done, value } = runs.next();
      if (done === true) isOver = true;
      else if (value.length === 1 && value[0] !== undefined) read.push(value[0]);
      else read.push(...value.toSorted((a: Issue, b: Issue) => compareIssues(columns, a, b)));
    }
  };
  return {
    columns,
    slice: (start, count) => {
      readTo(start + count);
      return read.slice(start, start + count);
    },
    hasMore: (end) => {
      readTo(end + 1);
      return read.length > end;
    },
    weight: WALK_WEIGHT,
  };
};

/** Whether an issue comes after a place: where a list goes on whose result is no longer held. */
export const isAfter =
  (columns: readonly SortColumn[], last: Place): ((issue: Issue) => boolean) =>
  (issue) =>
    comparePlaces(columns, placeOf(columns, issue), last) > 0;
