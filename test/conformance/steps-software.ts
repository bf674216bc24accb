import { made } from './step.ts';
import type { Step } from './step.ts';

/** Boards and what is on them. */
export const boardSteps: readonly Step[] = [
  ['GET /rest/agile/1.0/board', ({ agile }) => agile.board.getAllBoards({ projectKeyOrId: 'PAY' })],
  [
    'GET /rest/agile/1.0/board/{boardId}',
    async ({ agile, ids }) => {
      for (const boardId of [ids.scrumBoard, ids.kanbanBoard]) await agile.board.getBoard({ boardId });
    },
  ],
  [
    'GET /rest/agile/1.0/board/{boardId}/configuration',
    async ({ agile, ids }) => {
      for (const boardId of [ids.scrumBoard, ids.kanbanBoard]) await agile.board.getConfiguration({ boardId });
    },
  ],
  [
    'GET /rest/agile/1.0/board/{boardId}/project',
    ({ agile, ids }) => agile.board.getProjects({ boardId: ids.scrumBoard }),
  ],
  [
    'GET /rest/agile/1.0/board/{boardId}/epic',
    ({ agile, ids }) => agile.board.getEpics({ boardId: ids.scrumBoard, done: 'false' }),
  ],
  [
    'GET /rest/agile/1.0/board/{boardId}/sprint',
    ({ agile, ids }) => agile.board.getAllSprints({ boardId: ids.scrumBoard }),
  ],
  [
    'GET /rest/agile/1.0/board/{boardId}/version',
    ({ agile, ids }) => agile.board.getAllVersions({ boardId: ids.scrumBoard }),
  ],
  ['GET /rest/agile/1.0/epic/{epicIdOrKey}', ({ agile, ids }) => agile.epic.getEpic({ epicIdOrKey: ids.epic })],
  [
    'GET /rest/agile/1.0/issue/{issueIdOrKey}',
    // Without the changelog: its `from` and `to` may be null, which jira.js knows for the platform's issues only.
    ({ agile, ids }) => agile.issue.getIssue({ issueIdOrKey: ids.story, expand: 'names,schema,transitions' }),
  ],
  [
    'GET /rest/agile/1.0/issue/{issueIdOrKey}/estimation',
    ({ agile, ids }) => agile.issue.getIssueEstimationForBoard({ issueIdOrKey: ids.story, boardId: ids.scrumBoard }),
  ],
  [
    'GET /rest/software/1.0/board/{boardId}/issue',
    async ({ agile, ids }) => {
      const asked = { boardId: ids.scrumBoard, maxResults: 2, expand: 'names,schema' };
      const { nextPageToken } = await agile.board.getIssuesForBoard(asked);
      if (nextPageToken === undefined) throw new Error('The board needs a second page.');
      await agile.board.getIssuesForBoard({ ...asked, nextPageToken });
    },
  ],
  [
    'GET /rest/software/1.0/board/{boardId}/issue/approximate-count',
    ({ agile, ids }) => agile.board.getApproximateIssueCountForBoard({ boardId: ids.scrumBoard }),
  ],
  [
    'GET /rest/software/1.0/board/{boardId}/backlog',
    ({ agile, ids }) => agile.board.getIssuesForBacklog({ boardId: ids.scrumBoard }),
  ],
  [
    'GET /rest/software/1.0/board/{boardId}/backlog/approximate-count',
    ({ agile, ids }) => agile.board.getApproximateIssueCountForBacklog({ boardId: ids.scrumBoard }),
  ],
  [
    'GET /rest/software/1.0/board/{boardId}/sprint/{sprintId}/issue',
    ({ agile, ids }) => agile.board.getBoardIssuesForSprint({ boardId: ids.scrumBoard, sprintId: ids.activeSprint }),
  ],
  [
    'GET /rest/software/1.0/board/{boardId}/epic/{epicId}/issue',
    ({ agile, ids }) => agile.board.getBoardIssuesForEpic({ boardId: ids.scrumBoard, epicId: ids.epicId }),
  ],
  [
    'GET /rest/software/1.0/board/{boardId}/epic/none/issue',
    ({ agile, ids }) => agile.board.getIssuesWithoutEpicForBoard({ boardId: ids.scrumBoard }),
  ],
  [
    'GET /rest/software/1.0/sprint/{sprintId}/issue',
    ({ agile, ids }) => agile.sprint.getIssuesForSprint({ sprintId: ids.activeSprint }),
  ],
  [
    'GET /rest/software/1.0/epic/{epicIdOrKey}/issue',
    ({ agile, ids }) => agile.epic.getIssuesForEpic({ epicIdOrKey: ids.epic }),
  ],
  ['GET /rest/software/1.0/epic/none/issue', ({ agile }) => agile.epic.getIssuesWithoutEpic({ maxResults: 10 })],
];

/** Sprints through their life, and moves of issues. */
export const sprintSteps: readonly Step[] = [
  [
    'POST /rest/agile/1.0/sprint',
    async ({ agile, ids }) => {
      const sprint = await agile.sprint.createSprint({ name: 'Sprint X', originBoardId: ids.scrumBoard, goal: 'Ship' });
      ids.made['sprint'] = String(sprint.id);
    },
  ],
  [
    'POST /rest/agile/1.0/sprint/{sprintId}',
    (bench) =>
      bench.agile.sprint.partiallyUpdateSprint({
        sprintId: Number(made(bench, 'sprint')),
        startDate: '2026-12-01T09:00:00.000Z',
        endDate: '2026-12-14T09:00:00.000Z',
      }),
  ],
  [
    'PUT /rest/agile/1.0/sprint/{sprintId}',
    (bench) =>
      bench.agile.sprint.updateSprint({
        sprintId: Number(made(bench, 'sprint')),
        name: 'Sprint Y',
        state: 'future',
        startDate: '2026-12-01T09:00:00.000Z',
        endDate: '2026-12-14T09:00:00.000Z',
      }),
  ],
  [
    'GET /rest/agile/1.0/sprint/{sprintId}',
    (bench) => bench.agile.sprint.getSprint({ sprintId: Number(made(bench, 'sprint')) }),
  ],
  [
    'POST /rest/agile/1.0/sprint/{sprintId}/issue',
    (bench) =>
      bench.agile.sprint.moveIssuesToSprintAndRank({
        sprintId: Number(made(bench, 'sprint')),
        issues: [bench.ids.other],
      }),
  ],
  [
    'POST /rest/agile/1.0/backlog/issue',
    ({ agile, ids }) => agile.backlog.moveIssuesToBacklog({ issues: [ids.other] }),
  ],
  [
    'POST /rest/agile/1.0/board/{boardId}/issue',
    ({ agile, ids }) => agile.board.moveIssuesToBoard({ boardId: ids.scrumBoard, issues: [ids.other] }),
  ],
  [
    'POST /rest/agile/1.0/backlog/{boardId}/issue',
    ({ agile, ids }) => agile.backlog.moveIssuesToBacklogForBoard({ boardId: ids.scrumBoard, issues: [ids.other] }),
  ],
  [
    'POST /rest/agile/1.0/epic/{epicIdOrKey}/issue',
    ({ agile, ids }) => agile.epic.moveIssuesToEpic({ epicIdOrKey: ids.epic, issues: [ids.other] }),
  ],
  [
    'PUT /rest/agile/1.0/issue/rank',
    ({ agile, ids }) => agile.issue.rankIssues({ issues: [ids.other], rankBeforeIssue: ids.story }),
  ],
  [
    'PUT /rest/agile/1.0/issue/{issueIdOrKey}/estimation',
    ({ agile, ids }) =>
      agile.issue.estimateIssueForBoard({ issueIdOrKey: ids.story, boardId: ids.scrumBoard, value: '8' }),
  ],
  [
    'DELETE /rest/agile/1.0/sprint/{sprintId}',
    (bench) => bench.agile.sprint.deleteSprint({ sprintId: Number(made(bench, 'sprint')) }),
  ],
];
