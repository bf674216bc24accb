import type { WorkItemId } from '../core/ids.ts';

/** Ids, which Jira counts up, as steps from one to the next: `packIdList(['12', '10', '15'])` is `[10, 2, 3]`. */
export const packIdList = (ids: readonly WorkItemId[]): readonly number[] => {
  const sorted = ids.map(Number).sort((a, b) => a - b);
  return sorted.map((id, at) => id - (sorted[at - 1] ?? 0));
};

/** What packIdList packed, in ascending order. */
export const unpackIdList = (steps: readonly number[]): readonly WorkItemId[] => {
  let id = 0;
  return steps.map((step) => String((id += step)));
};
