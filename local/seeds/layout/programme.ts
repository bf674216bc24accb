import type { Project, Status } from '../../jira/entities.ts';
import { seededRandom, seedOf } from '../../random.ts';
import { INITIATIVES, THEMES } from '../words/phrases.ts';
import { SEGMENTS } from '../words/names.ts';
import { DAY_MS, PERIOD_MS, weekdayOf } from './calendar.ts';
import { between, chance, pick } from './chance.ts';
import type { Draft, State } from './draft.ts';
import { settleSteps } from './draft.ts';
import type { Ground } from './ground.ts';

export interface ProgrammeSize {
  readonly themes: number;
  readonly initiatives: number;
}
/** One initiative a team up to the large site's 200, one theme for about three of them. */
export const programmeSize = (teams: number): ProgrammeSize => ({
  themes: Math.min(24, Math.max(3, Math.round(teams / 6))),
  initiatives: Math.max(8, teams),
});

const names = (list: readonly string[], i: number): string => {
  const segment = SEGMENTS[Math.floor(i / list.length) % SEGMENTS.length] ?? '';
  return `${list[i % list.length] ?? ''} ${segment}`.trim();
};

interface Statuses {
  readonly open: Status;
  readonly started: Status;
}

const draftTop = (
  ground: Ground,
  project: Project,
  statuses: Statuses,
  input: Pick<Draft, 'type' | 'summary' | 'order'>,
): Draft => {
  const { now, periodStart } = ground.timeline;
  const { productManager, trainEngineer } = ground.people.named;
  const created = periodStart - 2 * PERIOD_MS - input.order * 3_600_000;
  const due =
    input.type === 'Theme' ? undefined : weekdayOf(periodStart + (1 + (input.order % 2)) * PERIOD_MS - 4 * DAY_MS);
  const initial: State = {
    status: statuses.open,
    priorityId: '2',
    sprints: [],
    versions: [],
    due,
    assignee: productManager,
  };
  const begin = {
    at: periodStart - PERIOD_MS + input.order * 3_600_000,
    by: trainEngineer,
    change: { status: statuses.started },
  };
  return {
    ...input,
    team: undefined,
    projectId: project.id,
    reporter: productManager,
    initial,
    span: undefined,
    created,
    steps: settleSteps(created, input.order % 4 === 3 ? [] : [begin], now),
    ...(due === undefined ? {} : { startDate: weekdayOf(periodStart - (input.order % 2) * PERIOD_MS + DAY_MS) }),
    labels: [],
    componentIds: [],
    id: '',
    key: '',
  };
};

/** The themes and initiatives above the teams' epics; nine of ten epics get an initiative as parent. */
export const draftProgramme = (
  ground: Ground,
  project: Project,
  statuses: Statuses,
  epics: readonly Draft[],
): Draft[] => {
  const random = seededRandom(seedOf('programme'));
  const size = programmeSize(ground.plan.teams);
  const themes = Array.from({ length: size.themes }, (_, i) =>
    draftTop(ground, project, statuses, { type: 'Theme', summary: names(THEMES, i), order: i }),
  );
  const initiatives = Array.from({ length: size.initiatives }, (_, i) => {
    const draft = draftTop(ground, project, statuses, {
      type: 'Initiative',
      summary: names(INITIATIVES, i),
      order: size.themes + i,
    });
    const theme = themes[i % themes.length];
    return theme === undefined ? draft : { ...draft, parent: theme };
  });
  for (const epic of epics) {
    if (chance(random, 0.1)) continue;
    const own = initiatives[(epic.team?.index ?? 0) % initiatives.length];
    const chosen = own === undefined || chance(random, 0.35) ? pick(random, initiatives) : own;
    epic.parent = chosen;
    if (chosen.created > epic.created) chosen.created = epic.created - between(random, 1, 9) * DAY_MS;
    const theme = chosen.parent;
    if (theme !== undefined && theme.created > chosen.created) theme.created = chosen.created - DAY_MS;
  }
  return [...themes, ...initiatives];
};
