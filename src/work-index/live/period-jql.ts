import { addDays, earlier, later, overlaps } from '../../core/day/day.ts';
import { createDayOf } from '../../core/day/time-zone.ts';
import type { EpochMs, ProjectId } from '../../core/ids.ts';
import type { Period } from '../../core/period/period.ts';
import type { Program } from '../../core/program/program.ts';
import { projectsOf } from '../../core/program/summary.ts';
import { dateSprints } from '../../core/sprint/date-sprints.ts';
import type { Sprint } from '../../core/sprint/sprint.ts';
import { anyOf, isIn, quote } from '../../jira/jql.ts';

/** Work done after a period's last sprint still counts to it; JQL reads days in the user's zone, hence a day more. */
const TAIL_DAYS = 15;

/** The two searches of a period: what is placed in it, and the open work beside it. */
export interface PeriodJql {
  readonly placed: string;
  readonly open: string;
}

/**
 * JQL for what a period's board needs, in the program's projects that the viewer may browse (a project that they may not
 * see makes Jira refuse the whole JQL). Undefined where there is none.
 */
export const periodJql = (
  program: Program,
  period: Period,
  site: { readonly sprints: readonly Sprint[]; readonly browsable: ReadonlySet<ProjectId>; readonly now: EpochMs },
): PeriodJql | undefined => {
  const scope = isIn(
    'project',
    projectsOf(program).filter((id) => site.browsable.has(id)),
  );
  if (scope === undefined) return undefined;
  const dayOf = createDayOf(program.timeZone);
  const today = dayOf(site.now);
  const sprints = dateSprints(site.sprints, dayOf, today).filter((sprint) => overlaps(sprint, period));
  const from = addDays(
    sprints.reduce((day, sprint) => earlier(day, sprint.start), period.start),
    -1,
  );
  const to = addDays(
    sprints.reduce((day, sprint) => later(day, sprint.end), period.end),
    TAIL_DAYS,
  );
  const within = (field: string): string => `(${field} >= ${quote(from)} AND ${field} <= ${quote(to)})`;
  const isCurrent = period.start <= today && today <= period.end;
  const placed = anyOf([
    isIn(
      'sprint',
      sprints.map((sprint) => sprint.id),
    ),
    within('due'),
    within('resolved'),
    `(statusCategory = Done AND resolution IS EMPTY AND ${within('statusCategoryChangedDate')})`,
    isCurrent ? 'statusCategory = "In Progress"' : undefined,
  ]);
  return {
    placed: `${scope} AND ${placed ?? ''} ORDER BY updated DESC`,
    open: `${scope} AND statusCategory != Done ORDER BY updated DESC`,
  };
};
