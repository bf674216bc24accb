import type { Sprint, Version } from '../../jira/entities.ts';
import type { Store } from '../../jira/store.ts';
import { addSprint, addVersion } from '../adders.ts';
import { DAY_MS, HOUR_MS, PERIOD_MS, PERIOD_WEEKS, periodOf, releaseNumber, toDay } from './calendar.ts';
import type { Timeline } from './calendar.ts';
import type { Cadence, Plan } from './plan.ts';
import type { TeamPlace } from './projects.ts';

/** A sprint with the days that it has or, undated, would have at its board's rhythm. */
export interface TeamSprint {
  readonly sprint: Sprint;
  readonly start: number;
  readonly end: number;
}

type Dates = Pick<TeamSprint, 'start' | 'end'>;

/** Start and end of a team's sprints, from the plan's past to a little before the end of the next period. */
const listDates = (timeline: Timeline, cadence: Cadence, plan: Plan): Dates[] => {
  const length = cadence.weeks * 7 * DAY_MS;
  const first = timeline.periodStart + (cadence.weekday - 1) * DAY_MS;
  const past = Math.ceil((plan.pastSprints * 2) / cadence.weeks);
  const dates: Dates[] = [];
  for (let k = -past; first + k * length < timeline.periodStart + 2 * PERIOD_MS - 2 * length; k++) {
    const start = first + k * length;
    const end = start + length - cadence.gapDays * DAY_MS;
    dates.push({ start: start + 9 * HOUR_MS, end: end + (cadence.gapDays === 0 ? 8 : 16) * HOUR_MS });
  }
  return dates;
};

const NUMBER_OF_FIRST = 11;

/** Adds a team's sprints: closed ones, the active one, dated future ones and undated ones. A kanban team has none. */
export const addTeamSprints = (store: Store, timeline: Timeline, team: TeamPlace, plan: Plan): TeamSprint[] => {
  const { cadence, domain } = team.archetype;
  if (cadence === undefined) return [];
  let ahead = 0;
  return listDates(timeline, cadence, plan).map((dates, k): TeamSprint => {
    const state = dates.end < timeline.now ? 'closed' : dates.start < timeline.now ? 'active' : 'future';
    if (state === 'future') ahead++;
    const dated = state !== 'future' || ahead <= cadence.datedAhead;
    const goal = domain.epics[(k + team.index) % domain.epics.length] ?? '';
    const sprint = addSprint(store, {
      boardId: team.board.id,
      name: `${team.name} Sprint ${NUMBER_OF_FIRST + k + (team.index % 5) * 3}`,
      state,
      createdDate: Math.min(dates.start - 40 * DAY_MS, timeline.now - (9 - (ahead % 8)) * DAY_MS),
      ...(dated ? { startDate: dates.start, endDate: dates.end } : {}),
      ...(state === 'closed' ? { completeDate: dates.end + HOUR_MS / 2 } : {}),
      ...(state === 'future' ? {} : { goal }),
    });
    return { sprint, ...dates };
  });
};

export type VersionOf = (projectId: string, instant: number) => Version;

/** Adds a version for each project and period, past ones released, and gives the one for a project and an instant. */
export const addVersions = (store: Store, timeline: Timeline, plan: Plan): VersionOf => {
  const earliest = -Math.ceil((plan.pastSprints * 2) / PERIOD_WEEKS);
  const known = new Map<string, Version>();
  for (const project of store.projects.values()) {
    for (let period = earliest; period <= 1; period++) {
      const start = timeline.periodStart + period * PERIOD_MS;
      const version = addVersion(store, project.id, {
        name: `Release ${releaseNumber(timeline, period)}`,
        startDate: toDay(start),
        releaseDate: toDay(start + PERIOD_MS - 3 * DAY_MS),
        released: period < 0,
        archived: period < -3,
      });
      known.set(`${project.id}/${period}`, version);
    }
  }
  return (projectId, instant) => {
    const period = Math.min(1, Math.max(earliest, periodOf(timeline, instant)));
    const version = known.get(`${projectId}/${period}`);
    if (version === undefined) throw new Error(`no version of ${projectId} for period ${period}`);
    return version;
  };
};
