import type { Period } from '../../src/core/period/period.ts';
import type { Program } from '../../src/core/program/program.ts';
import type { DatedSprint, Sprint } from '../../src/core/sprint/sprint.ts';
import type { Team } from '../../src/core/team/team.ts';
import type { Link, Status, WorkItem, WorkType } from '../../src/core/work-item/work-item.ts';

export const STORY: WorkType = { id: 'story', name: 'Story', level: 0 };
export const EPIC: WorkType = { id: 'epic', name: 'Epic', level: 1 };
export const SUBTASK: WorkType = { id: 'sub', name: 'Sub-task', level: -1 };
export const TODO: Status = { id: '1', name: 'To Do', category: 'todo' };
export const DOING: Status = { id: '2', name: 'In Progress', category: 'inProgress' };
export const DONE: Status = { id: '3', name: 'Done', category: 'done' };

export const at = (day: string, time = '12:00'): number => Date.parse(`${day}T${time}:00Z`);

/** A story of project 10, to do, without any date; its key is its id. */
export const buildItem = (id: string, changes: Partial<WorkItem> = {}): WorkItem => ({
  id,
  key: id,
  summary: `Summary of ${id}`,
  projectId: '10',
  type: STORY,
  status: TODO,
  flagged: false,
  sprintIds: [],
  created: at('2026-01-05'),
  updated: at('2026-01-05'),
  fixVersions: [],
  labels: [],
  componentIds: [],
  estimates: {},
  links: [],
  ...changes,
});

/** The outward side of a link: for a Blocks link "this blocks other". */
export const blocks = (otherId: string, typeId = 'blocks'): Link => ({
  id: `link-${otherId}`,
  typeId,
  direction: 'outward',
  otherId,
});

export const buildTeam = (id: string, changes: Partial<Team> = {}): Team => ({
  id,
  name: `Team ${id}`,
  code: id.toUpperCase(),
  mode: 'scrum',
  unit: { kind: 'points', fieldId: 'sp', name: 'Story Points' },
  rules: [{ kind: 'project', projectId: '10' }],
  boardIds: ['1'],
  projectIds: ['10'],
  ...changes,
});

/** As Jira holds it: from the start of the first day to the end of the last, UTC. */
export const buildSprint = (id: string, start: string, end: string, changes: Partial<Sprint> = {}): Sprint => ({
  id,
  name: `Sprint ${id}`,
  state: 'closed',
  boardId: '1',
  start: at(start, '09:00'),
  end: at(end, '17:00'),
  ...changes,
});

export const buildDated = (
  id: string,
  start: string,
  end: string,
  changes: Partial<DatedSprint> = {},
): DatedSprint => ({
  id,
  name: `Sprint ${id}`,
  state: 'closed',
  boardId: '1',
  start,
  end,
  assumed: false,
  ...changes,
});

export const buildPeriod = (start: string, end: string, changes: Partial<Period> = {}): Period => ({
  id: `p-${start}`,
  name: `Period ${start}`,
  start,
  end,
  iterations: [{ name: 'Iteration 1', kind: 'delivery', start, end }],
  ...changes,
});

export const buildProgram = (changes: Partial<Program> = {}): Program => ({
  id: 'prog',
  name: 'Program',
  timeZone: 'UTC',
  version: 1,
  levels: [{ level: 0, name: 'Story' }],
  teams: [buildTeam('a')],
  dependencyTypes: [{ linkTypeId: 'blocks', name: 'Blocks', provider: 'outward' }],
  periods: [buildPeriod('2026-03-02', '2026-05-10')],
  ...changes,
});
