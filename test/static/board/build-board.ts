import type { Board, BoardItem, BoardRow, BoardSprint } from '../../../src/core/board/board.ts';

const LOAD = { planned: 0, done: 0, items: 0, itemsDone: 0, estimated: 0, unestimated: 0 };

export const buildSprint = (id: string, start: string, end: string, more: Partial<BoardSprint> = {}): BoardSprint => ({
  id,
  name: `Sprint ${id}`,
  state: 'active',
  start,
  end,
  assumed: false,
  lane: 0,
  countedHere: true,
  load: LOAD,
  ...more,
});

export const buildRow = (teamId: string, sprints: readonly BoardSprint[], more: Partial<BoardRow> = {}): BoardRow => ({
  teamId,
  name: teamId,
  code: teamId.toUpperCase().slice(0, 3),
  mode: 'scrum',
  unit: { kind: 'count' },
  projectIds: ['1'],
  sprints,
  load: LOAD,
  ...more,
});

export const buildItem = (id: string, place: BoardItem['place'], more: Partial<BoardItem> = {}): BoardItem => ({
  id,
  key: `PAY-${id}`,
  summary: `Item ${id}`,
  projectId: '1',
  typeId: 'story',
  statusId: 'todo',
  teamId: 'atlas',
  place,
  ...more,
});

export const inSprint = (sprintId: string): BoardItem['place'] => ({
  kind: 'sprint',
  sprintId,
  reason: { kind: 'openSprint' },
});

/** A board over ten weeks from Monday 5 October 2026. */
export const buildBoard = (rows: readonly BoardRow[], items: readonly BoardItem[]): Board => ({
  asOf: '2026-10-20T09:41:00.000Z',
  today: '2026-10-20',
  program: { id: 'commerce', name: 'Commerce', timeZone: 'UTC', version: 1, levels: [] },
  periods: [
    {
      id: 'p1',
      name: 'PI 1',
      start: '2026-10-05',
      end: '2026-12-13',
      iterations: [
        { name: 'I1', kind: 'delivery', start: '2026-10-05', end: '2026-11-08' },
        { name: 'I2', kind: 'innovation', start: '2026-11-09', end: '2026-12-13' },
      ],
    },
  ],
  periodId: 'p1',
  periodChoice: { kind: 'current', sentence: 'This period holds today.' },
  types: [
    { id: 'story', name: 'Story', level: 0 },
    { id: 'epic', name: 'Epic', level: 1 },
    { id: 'sub', name: 'Sub-task', level: -1 },
  ],
  statuses: [{ id: 'todo', name: 'To do', category: 'todo' }],
  priorities: [],
  rows,
  items,
  dependencies: [],
  featureDependencies: [],
  unplaced: [],
  inProgress: [],
  blocked: [],
  next: [],
  counts: {
    placed: items.length,
    unplaced: 0,
    backlog: 0,
    withoutTeam: 0,
    coverage: { read: items.length, of: items.length },
  },
});
