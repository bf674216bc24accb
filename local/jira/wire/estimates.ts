import type { Issue } from '../entities.ts';
import type { Bean } from './bean.ts';
import { prettyDuration } from './duration.ts';
import { visibleSubtasks } from './linked-issue.ts';
import type { Viewer } from './viewer.ts';

type Amount = 'originalEstimateSeconds' | 'remainingEstimateSeconds' | 'timeSpentSeconds';

/** The `timetracking` field: pretty texts and seconds, empty where nothing is tracked. */
export const renderTimeTracking = (issue: Issue): Bean => {
  const amounts = [
    ['originalEstimate', issue.originalEstimateSeconds],
    ['remainingEstimate', issue.remainingEstimateSeconds],
    ['timeSpent', issue.timeSpentSeconds],
  ] as const;
  const known = amounts.filter(([, seconds]) => seconds !== undefined);
  return {
    ...Object.fromEntries(known.map(([name, seconds]) => [name, prettyDuration(seconds ?? 0)])),
    ...Object.fromEntries(known.map(([name, seconds]) => [`${name}Seconds`, seconds])),
  };
};

/** An amount summed over an issue and its sub-tasks that the viewer may see; null where none of them has it. */
export const aggregate = (viewer: Viewer, issue: Issue, amount: Amount): number | null => {
  const found = [issue, ...visibleSubtasks(viewer, issue)].map((one) => one[amount]).filter((one) => one !== undefined);
  return found.length === 0 ? null : found.reduce((sum, one) => sum + one, 0);
};

/** Jira's progress bean: time spent of time spent and remaining, with a percentage where there is any. */
export const renderProgress = (spent: number | null, remaining: number | null): Bean => {
  const progress = spent ?? 0;
  const total = progress + (remaining ?? 0);
  return total === 0 ? { progress, total } : { progress, total, percent: Math.floor((progress / total) * 100) };
};

/** `workratio`: time spent in percent of the original estimate, -1 without an estimate. */
export const workRatio = (issue: Issue): number => {
  const { originalEstimateSeconds: planned = 0, timeSpentSeconds: spent = 0 } = issue;
  return planned === 0 ? -1 : Math.floor((spent / planned) * 100);
};
