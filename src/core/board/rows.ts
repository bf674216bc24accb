import { isWithin, overlaps } from '../day/day.ts';
import type { SprintId, TeamId } from '../ids.ts';
import { addLoads, loadOf } from '../rollup/load.ts';
import { assignLanes } from '../sprint/find-sprint.ts';
import type { BoardTeam } from '../team/team.ts';
import type { WorkItem } from '../work-item/work-item.ts';
import type { BoardRow, BoardSprint } from './board.ts';
import type { Plan } from './plan.ts';
import type { Selection } from './select.ts';

/** A team's stories in the period by where they are; `rest` are on a day or in a kanban column. */
interface Cells {
  readonly bySprint: Map<SprintId, WorkItem[]>;
  readonly ghosts: Map<SprintId, WorkItem[]>;
  readonly rest: WorkItem[];
}
const push = (cells: Map<SprintId, WorkItem[]>, id: SprintId, item: WorkItem): void => {
  const cell = cells.get(id);
  if (cell === undefined) cells.set(id, [item]);
  else cell.push(item);
};

const fillCells = (plan: Plan, selection: Selection): ReadonlyMap<TeamId, Cells> => {
  const cells = new Map<TeamId, Cells>(
    plan.program.teams.map((team) => [team.id, { bySprint: new Map(), ghosts: new Map(), rest: [] }]),
  );
  for (const id of selection.members) {
    const item = plan.tree.items.get(id);
    const own = cells.get(plan.teamOf.get(id) ?? '');
    // A feature's estimate would count its stories twice.
    if (item === undefined || own === undefined || item.type.level !== 0) continue;
    const place = selection.places.get(id);
    if (place?.kind === 'sprint') push(own.bySprint, place.sprintId, item);
    if (place?.kind === 'day' || place?.kind === 'kanban') own.rest.push(item);
    for (const ghost of selection.ghosts.get(id) ?? []) push(own.ghosts, ghost.sprintId, item);
  }
  return cells;
};

const sprintsOf = (team: BoardTeam, cells: Cells | undefined, plan: Plan): readonly BoardSprint[] => {
  const { period } = plan;
  const sprints = (plan.sprintsOfTeam.get(team.id) ?? []).filter((sprint) => overlaps(sprint, period));
  const lanes = assignLanes(sprints);
  return sprints.map((sprint) => ({
    ...sprint,
    lane: lanes.get(sprint.id) ?? 0,
    countedHere: isWithin(sprint.end, period),
    load: loadOf(team, cells?.bySprint.get(sprint.id) ?? [], cells?.ghosts.get(sprint.id) ?? []),
  }));
};

/** The rows of these teams, in the program's order. */
export const buildRows = (plan: Plan, selection: Selection, teams: ReadonlySet<TeamId>): readonly BoardRow[] => {
  const cells = fillCells(plan, selection);
  return plan.program.teams
    .filter((team) => teams.has(team.id))
    .map((team) => {
      const own = cells.get(team.id);
      const sprints = sprintsOf(team, own, plan);
      const counted = sprints.filter((sprint) => sprint.countedHere).map((sprint) => sprint.load);
      return {
        teamId: team.id,
        name: team.name,
        code: team.code,
        mode: team.mode,
        unit: team.unit,
        projectIds: team.projectIds,
        sprints,
        load: addLoads([...counted, loadOf(team, own?.rest ?? [])]),
      };
    });
};
