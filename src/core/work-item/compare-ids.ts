import type { WorkItemId } from '../ids.ts';

/** Orders ids as numbers where they are numbers, as Jira's are; any others by length, then by letters. */
export const compareIds = (a: WorkItemId, b: WorkItemId): number => a.length - b.length || (a < b ? -1 : a > b ? 1 : 0);
