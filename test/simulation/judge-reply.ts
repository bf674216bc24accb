import { isDeepStrictEqual } from 'node:util';
import type { Issue } from '../../local/jira/entities.ts';
import type { ThinItem } from '../../src/core/work-item/thin-item.ts';
import type { WorkItem } from '../../src/core/work-item/work-item.ts';
import type { Moment, Past } from './past.ts';

/** Access facts serve so long (decision 0007). */
const FACTS_MS = 10 * 60_000;

/** What somebody was shown, and when they had asked. */
export interface Shown {
  readonly who: string;
  readonly from: number;
  readonly to: number;
  readonly asOf: number;
  readonly items: readonly WorkItem[];
  readonly thin: readonly ThinItem[];
}

/** What an edit changes together with `updated`: it is as it was at some instant since `asOf`. */
const LIVE: Readonly<Record<string, readonly [(item: WorkItem) => unknown, (issue: Issue) => unknown]>> = {
  summary: [({ summary }) => summary, ({ summary }) => summary],
  status: [({ status }) => status.id, ({ statusId }) => statusId],
  assignee: [({ assigneeId }) => assigneeId, ({ assigneeId }) => assigneeId],
  priority: [({ priority }) => priority?.id, ({ priorityId }) => priorityId],
  labels: [({ labels }) => labels.toSorted(), ({ labels }) => labels.toSorted()],
  due: [({ dueDay }) => dueDay, ({ dueDate }) => dueDate],
};
/** What others' changes take along without a word: it is as it was at some time. */
const EVER: typeof LIVE = {
  key: [({ key }) => key, ({ key }) => key],
  project: [({ projectId }) => projectId, ({ projectId }) => projectId],
  sprints: [({ sprintIds }) => sprintIds.toSorted(), ({ sprintIds }) => sprintIds.toSorted()],
  versions: [
    ({ fixVersions }) => fixVersions.map(({ id }) => id).toSorted(),
    ({ fixVersionIds }) => fixVersionIds.toSorted(),
  ],
};

/** Whether looking at what changed finds it: it is where the app looks, and was since. Else its loss is found by counting. */
const isLookedAt = (moments: readonly Moment[], { id, projectId }: WorkItem): boolean =>
  moments.every(({ issues, searchable }) => searchable.has(id) && issues.get(id)?.projectId === projectId);

const wasSo = (moments: readonly Moment[], item: WorkItem, [shown, was]: (typeof LIVE)[string]): boolean =>
  moments.some(({ issues }) => {
    const issue = issues.get(item.id);
    return issue !== undefined && isDeepStrictEqual(shown(item), was(issue));
  });

/** Whether this person could see the item when they asked, or could by what is known for ten minutes of projects without secrets. */
const mayShow = (past: Past, { who, from, to, asOf }: Shown, id: string): boolean => {
  const now = past.between(from, to);
  if (now.some(({ seen }) => seen.get(who)?.has(id) === true)) return true;
  const facts = past.between(from - FACTS_MS, to);
  const places = past.between(Math.min(asOf, from - FACTS_MS), to).map(({ issues }) => issues.get(id)?.projectId ?? '');
  const browses = (project: string): boolean => now.some(({ projects }) => projects.get(who)?.has(project) === true);
  return places.some((project) => browses(project) && facts.some(({ plain }) => plain.has(project)));
};

/** What is wrong with what somebody was shown, other than by its age. `lagMs`: how long Jira's search does not know of a change. */
export const findWrongs = (past: Past, shown: Shown, lagMs: number): readonly string[] => {
  const { who, to, asOf, items, thin } = shown;
  const [since, ever] = [past.between(asOf - lagMs, to), past.between(0, to)];
  // That a project was restored is known by its event, or at the day's reconciliation: until then nobody looks at it.
  const wasAway = ({ projectId }: WorkItem): boolean => ever.some(({ archived }) => archived.has(projectId));
  const looked = items.filter((item) => isLookedAt(since, item) && !wasAway(item));
  const hidden = [...items, ...thin].filter(({ id }) => !mayShow(past, shown, id));
  const wrongOf = (some: readonly WorkItem[], fields: typeof LIVE, moments: readonly Moment[], what: string) =>
    some.flatMap((item) =>
      Object.entries(fields)
        .filter(([, field]) => !wasSo(moments, item, field))
        .map(([name, [value]]) => `${item.id} (${item.key}): ${name} ${JSON.stringify(value(item))} ${what}`),
    );
  return [
    ...hidden.map(({ id }) => `${who} may not see ${id}`),
    ...wrongOf(looked, LIVE, since, `was not so since ${new Date(asOf).toISOString()}`),
    ...wrongOf(items, EVER, ever, 'was never so'),
  ];
};
