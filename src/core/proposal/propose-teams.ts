import type { BoardId, ProjectId, WorkItemId } from '../ids.ts';
import type { Team, TeamRule } from '../team/team.ts';
import type { WorkItem } from '../work-item/work-item.ts';
import { groupBy } from './count.ts';
import type { LookBoard, LookProject, SiteLook } from './look.ts';
import { findOwnBoards } from './own-boards.ts';
import { proposeUnit } from './propose-unit.ts';
import { chooseCode } from './team-code.ts';

/** A project is told apart by its Team field, or its boards, from these shares of its work on. */
const TEAM_FIELD_SHARE = 0.6;
const BOARD_SHARE = 0.1;
const MAX_BOARD_OVERLAP = 0.2;

export interface ProposedTeam {
  readonly team: Team;
  readonly because: string;
  readonly items: number;
}
/** Work that belongs together, before it gets a code, boards and a unit. */
interface Crew {
  readonly name: string;
  readonly wish?: string;
  readonly rule: TeamRule;
  readonly items: readonly WorkItem[];
  readonly projectIds: readonly ProjectId[];
  readonly boardId?: BoardId;
  readonly because: string;
}

const fieldCrews = (items: readonly WorkItem[], look: SiteLook): readonly Crew[] => {
  const withField = items.filter((item) => item.teamFieldId !== undefined);
  return [...groupBy(withField, (item) => item.teamFieldId ?? '')].map(([value, own]) => {
    const name = look.teamNames.get(value) ?? `Team ${value.slice(0, 8)}`;
    const projectIds = [...new Set(own.map((item) => item.projectId))];
    const because = `${own.length} work items name it in the Team field`;
    return { name, rule: { kind: 'teamField', value }, items: own, projectIds, because };
  });
};

/** Boards that divide a project: each with a share of its work, hardly any of it on two of them. */
const boardCrews = (
  project: LookProject,
  items: readonly WorkItem[],
  boards: readonly LookBoard[],
): readonly Crew[] => {
  const crews = boards.flatMap((board): readonly Crew[] => {
    const own = items.filter((item) => board.itemIds?.has(item.id) === true);
    if (own.length === 0 || own.length < items.length * BOARD_SHARE) return [];
    return [
      {
        name: board.name,
        rule: { kind: 'board', boardId: board.id },
        items: own,
        projectIds: [project.id],
        boardId: board.id,
        because: `board ${board.name} with ${own.length} work items of ${project.name}`,
      },
    ];
  });
  const total = crews.reduce((sum, crew) => sum + crew.items.length, 0);
  const distinct = new Set(crews.flatMap((crew) => crew.items.map((item) => item.id))).size;
  const isDivided = crews.length > 1 && total - distinct <= distinct * MAX_BOARD_OVERLAP;
  return isDivided ? crews : [];
};

/** The teams of one project that its Team field does not tell apart. */
const projectCrews = (project: LookProject, items: readonly WorkItem[], look: SiteLook): readonly Crew[] => {
  const boards = look.boards.filter((board) => board.projectId === project.id);
  const divided = boardCrews(project, items, boards);
  if (divided.length > 0) return divided;
  return [
    {
      name: project.name,
      wish: project.key,
      rule: { kind: 'project', projectId: project.id },
      items,
      projectIds: [project.id],
      because: `project ${project.key} with ${items.length} work items`,
    },
  ];
};

/** Epics whose children are all in other projects: a portfolio, not a team's work. */
const isPortfolio = (epic: WorkItem, children: ReadonlyMap<WorkItemId | undefined, readonly WorkItem[]>): boolean => {
  const own = children.get(epic.id) ?? [];
  return own.length > 0 && own.every((child) => child.projectId !== epic.projectId);
};

/** What a project's team works on: stories, or epics where it plans in nothing smaller. */
const workOf = (items: readonly WorkItem[]): ReadonlyMap<ProjectId, readonly WorkItem[]> => {
  const children = groupBy(items, (item) => item.parentId);
  return new Map(
    [...groupBy(items, (item) => item.projectId)].map(([id, own]) => {
      const stories = own.filter((item) => item.type.level === 0);
      const epics = own.filter((item) => item.type.level === 1 && !isPortfolio(item, children));
      return [id, stories.length > 0 ? stories : epics];
    }),
  );
};

const findCrews = (projects: readonly LookProject[], items: readonly WorkItem[], look: SiteLook): readonly Crew[] => {
  const work = workOf(items);
  const byField: WorkItem[] = [];
  const crews: Crew[] = [];
  for (const project of projects) {
    const own = work.get(project.id) ?? [];
    if (own.length === 0) continue;
    const withField = own.filter((item) => item.teamFieldId !== undefined);
    if (withField.length >= own.length * TEAM_FIELD_SHARE) byField.push(...withField);
    else crews.push(...projectCrews(project, own, look));
  }
  // A Team field rule is the narrower one, so it goes first.
  return [...fieldCrews(byField, look), ...crews];
};

/** Boards whose sprints hold the crew's work; else the boards that live in its projects. */
const boardsOf = (crew: Crew, look: SiteLook): readonly BoardId[] => {
  if (crew.boardId !== undefined) return [crew.boardId];
  const used = findOwnBoards(crew.items, look.sprints);
  if (used.length > 0) return used;
  const local = look.boards.filter((board) => crew.projectIds.some((id) => board.projectId === id));
  return crew.rule.kind === 'project' ? local.map((board) => board.id) : [];
};

/** A team with sprints, or planning by days, is scrum; one whose boards are all kanban and have no sprints is kanban. */
const modeOf = (boards: readonly LookBoard[], hasSprints: boolean): Team['mode'] =>
  !hasSprints && boards.length > 0 && boards.every((board) => board.type !== 'scrum') ? 'kanban' : 'scrum';

/** Teams of these projects, from the Team field, boards or projects, whichever tells the work apart best. */
export const proposeTeams = (
  projects: readonly LookProject[],
  items: readonly WorkItem[],
  look: SiteLook,
): readonly ProposedTeam[] => {
  const boardById = new Map(look.boards.map((board) => [board.id, board]));
  const codes = new Set<string>();
  return findCrews(projects, items, look).map((crew, index) => {
    const boardIds = boardsOf(crew, look);
    const boards = boardIds.flatMap((id) => boardById.get(id) ?? []);
    const code = chooseCode(crew.name, crew.wish, codes);
    codes.add(code);
    const hasSprints =
      crew.items.some((item) => item.sprintIds.length > 0) ||
      look.sprints.some((sprint) => sprint.boardId !== undefined && boardIds.includes(sprint.boardId));
    const mode = modeOf(boards, hasSprints);
    const team: Team = {
      id: `t${index + 1}-${code.toLowerCase()}`,
      name: crew.name,
      code,
      mode,
      unit: proposeUnit(crew.items, boards[0], look),
      rules: [crew.rule],
      boardIds: mode === 'kanban' ? boardIds.slice(0, 1) : boardIds,
      projectIds: crew.projectIds,
    };
    return { team, because: crew.because, items: crew.items.length };
  });
};
