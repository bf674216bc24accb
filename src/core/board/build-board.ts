import { joinByFeature } from '../dependency/judge.ts';
import { isInProgress } from '../flow/flow.ts';
import type { ProjectId, TeamId, WorkItemId } from '../ids.ts';
import type { Place } from '../placement/placement.ts';
import type { Period } from '../period/period.ts';
import { isDone, isSubtask, type WorkItem } from '../work-item/work-item.ts';
import type { Board, BoardItem, Coverage } from './board.ts';
import { buildItems } from './items.ts';
import { buildPlan, type Plan } from './plan.ts';
import { buildRows } from './rows.ts';
import { selectForPeriod, type Selection } from './select.ts';
import type { BoardSource } from './source.ts';

const uniqueById = <T extends { readonly id: string }>(list: readonly T[]): readonly T[] => [
  ...new Map(list.map((one) => [one.id, one])).values(),
];

const countAside = (plan: Plan, { shown, places }: Selection): { backlog: number; withoutTeam: number } => {
  const projects = new Set<ProjectId>(plan.program.teams.flatMap((team) => team.projectIds));
  let [backlog, withoutTeam] = [0, 0];
  for (const item of plan.tree.items.values()) {
    if (isSubtask(item) || isDone(item)) continue;
    const place = places.get(item.id);
    const isTeamless = !plan.teamOf.has(item.id) && item.type.level === 0;
    if (isTeamless && projects.has(item.projectId)) withoutTeam += 1;
    const isWaiting = place?.kind === 'unplaced' || (place?.kind === 'kanban' && place.column === 'next');
    if (isWaiting && !shown.has(item.id)) backlog += 1;
  }
  return { backlog, withoutTeam };
};

/** Teams with a browsable project, or with an item on the board. */
const visibleTeams = ({ program }: BoardSource, items: readonly BoardItem[]): ReadonlySet<TeamId> => {
  const visible = new Set<TeamId>(items.flatMap((item) => item.teamId ?? []));
  for (const team of program.teams) if (team.projectIds.length > 0) visible.add(team.id);
  return visible;
};

/** A board item takes about 550 bytes, and a reply holds 5 MB (platform.md 1.1). */
const MAX_SHOWN = 7_000;

const isPlaced = (place: Place | undefined): boolean =>
  place?.kind === 'sprint' || place?.kind === 'day' || place?.kind === 'kanban';

/** Says it where not all that belongs here fits. */
const coverageOf = (coverage: Coverage, { members, shown }: Selection): Coverage => {
  const here = [...members].filter((id) => shown.has(id)).length;
  if (here === members.size) return coverage;
  const why = `only ${here} of ${members.size} work items of this period are shown: a reply holds no more`;
  return { ...coverage, because: coverage.because === undefined ? why : `${coverage.because}; ${why}` };
};

/** The period that a source is of. */
const periodOf = ({ program, periodId }: BoardSource): Period => {
  const period = program.periods.find(({ id }) => id === periodId);
  if (period === undefined) throw new Error(`The program has no period ${periodId}.`);
  return period;
};

/** Thin items that this board would show if all was known of them: to be read before it is built. */
export const findLacking = (source: BoardSource): readonly WorkItemId[] =>
  source.thin.length === 0 ? [] : selectForPeriod(buildPlan({ ...source, period: periodOf(source) })).lacking;

/** Builds the board of one period for one viewer, from what that viewer may see and nothing else (design.md 5, 6). */
export const buildBoard = (source: BoardSource): Board => {
  const period = periodOf(source);
  const plan = buildPlan({ ...source, period });
  const selection = selectForPeriod(plan, MAX_SHOWN);
  const items = buildItems(plan, selection);
  const bearers: readonly WorkItem[] = items.flatMap((item) => plan.tree.items.get(item.id) ?? []);
  const isHere = (id: WorkItemId): boolean => selection.members.has(id) && selection.shown.has(id);
  const { id, name, timeZone, version, levels, periods } = source.program;
  return {
    asOf: source.asOf,
    today: plan.today,
    program: { id, name, timeZone, version, levels },
    periods,
    periodId: period.id,
    periodChoice: source.choice,
    types: uniqueById(bearers.map((item) => item.type)),
    statuses: uniqueById(bearers.map((item) => item.status)),
    priorities: source.priorities,
    rows: buildRows(plan, selection, visibleTeams(source, items)),
    items,
    dependencies: selection.dependencies,
    featureDependencies: joinByFeature(selection.dependencies, plan.tree),
    unplaced: items.filter((item) => item.place.kind === 'unplaced').map((item) => item.id),
    inProgress: bearers.filter((item) => isHere(item.id) && isInProgress(item, plan.tree)).map((item) => item.id),
    blocked: plan.blocked.filter(({ itemId }) => isHere(itemId)),
    next: selection.next,
    counts: {
      placed: [...selection.members].filter((one) => isPlaced(selection.places.get(one))).length,
      unplaced: selection.unplaced,
      ...countAside(plan, selection),
      coverage: coverageOf(source.coverage, selection),
    },
  };
};
