import type { Sprint } from '../../jira/entities.ts';
import type { Store } from '../../jira/store.ts';

const WEEK_MS = 7 * 86_400_000;
/** A period as teams plan them: 8 to 12 weeks. */
const PERIOD_MS = 10 * WEEK_MS;

interface Dated extends Sprint {
  readonly startDate: number;
  readonly endDate: number;
}
const isDated = (sprint: Sprint): sprint is Dated =>
  sprint.startDate !== undefined && sprint.endDate !== undefined && sprint.endDate > sprint.startDate;

/** When a sprint was over: at its completion, if that was earlier than planned. */
const endOf = (sprint: Dated): number =>
  Math.min(sprint.endDate, Math.max(sprint.completeDate ?? Infinity, sprint.startDate));

/** The end of the last sprint, of those planned far ahead only as much as half a period beyond what has begun. */
const lastEnd = (sprints: readonly Dated[]): number => {
  const begun = sprints.filter((sprint) => sprint.state !== 'future');
  const end = Math.max(...sprints.map(endOf));
  return begun.length === 0 ? end : Math.min(end, Math.max(...begun.map(endOf)) + PERIOD_MS / 2);
};

const lastActivity = (store: Store): number => {
  let latest = 0;
  for (const issue of store.issues.values()) latest = Math.max(latest, issue.updated);
  return latest;
};

/**
 * The instant at which an imported site's clock starts: the middle of its last ten weeks that have sprints with work in
 * them, at nine in the morning UTC; without dated sprints, the last time that anything changed. Epoch ms.
 */
export const defaultNow = (store: Store): number => {
  const sprints = [...store.sprints.values()]
    .filter(isDated)
    .filter((sprint) => store.issuesBySprint.count(sprint.id) > 0);
  if (sprints.length === 0) return lastActivity(store);
  const end = lastEnd(sprints);
  const inPeriod = sprints.filter((sprint) => endOf(sprint) > end - PERIOD_MS && sprint.startDate < end);
  const start = Math.max(end - PERIOD_MS, Math.min(...inPeriod.map((sprint) => sprint.startDate)));
  const middle = new Date((start + end) / 2);
  return middle.setUTCHours(9, 0, 0, 0);
};
