import { expect, test } from '@jest/globals';
import { createSprint, deleteSprint, updateSprint } from '../../../../local/jira/writes/sprints.ts';
import { moveIssuesToBacklog, moveIssuesToSprint, setEstimation } from '../../../../local/jira/writes/sprint-moves.ts';
import { problemOf } from '../support/problem.ts';
import { ALL_PERMISSIONS, as, FIELDS, putIssue, scheme, START, writeSite } from '../support/write-site.ts';

const DATES = { startDate: '2026-12-01T09:00:00.000+01:00', endDate: '2026-12-15T09:00:00.000Z' };
const without = (permission: string) =>
  scheme(
    '0',
    ALL_PERMISSIONS.filter((one) => one !== permission).map((one) => [one, { type: 'group', parameter: 'g-users' }]),
  );

test('a sprint is created as a future one, with its event', () => {
  const { site, events } = writeSite();
  const sprint = createSprint(site, as('ann'), { name: ' Sprint A ', originBoardId: 7, goal: 'Ship', ...DATES });
  expect(sprint).toMatchObject({
    name: 'Sprint A',
    state: 'future',
    originBoardId: '7',
    goal: 'Ship',
    startDate: Date.UTC(2026, 11, 1, 8),
    endDate: Date.UTC(2026, 11, 15, 9),
    createdDate: START,
  });
  expect(events).toMatchObject([
    { eventType: 'avi:jira-software:created:sprint', payload: { sprint: { startDate: '2026-12-01T08:00:00.000Z' } } },
  ]);
});

test.each<[string, Record<string, unknown>, number]>([
  ['no name', { originBoardId: 7 }, 400],
  ['no board', { name: 'A' }, 400],
  ['a board that is not there', { name: 'A', originBoardId: 99 }, 404],
  ['a kanban board', { name: 'A', originBoardId: 8 }, 400],
  ['a long name', { name: 'x'.repeat(31), originBoardId: 7 }, 400],
  ['an end before the start', { name: 'A', originBoardId: 7, startDate: DATES.endDate, endDate: DATES.startDate }, 400],
])('a sprint with %s is refused', (_name, input, status) => {
  expect(problemOf(() => createSprint(writeSite().site, as('ann'), input)).status).toBe(status);
});

test('sprints need Manage sprints in the board’s project', () => {
  const { site, store } = writeSite();
  store.permissionSchemes.put(without('MANAGE_SPRINTS_PERMISSION'));
  expect(problemOf(() => createSprint(site, as('ann'), { name: 'A', originBoardId: 7 })).status).toBe(403);
  expect(problemOf(() => updateSprint(site, as('ann'), '72', { name: 'B' }, 'partial')).status).toBe(403);
  expect(problemOf(() => deleteSprint(site, as('ann'), '72')).status).toBe(403);
});

test('a partial update keeps what is not named, a full one clears it', () => {
  const { site, events } = writeSite();
  updateSprint(site, as('ann'), '72', { goal: 'Ship', ...DATES }, 'partial');
  const partial = updateSprint(site, as('ann'), '72', { name: 'B' }, 'partial');
  expect(partial).toMatchObject({ name: 'B', goal: 'Ship', endDate: Date.UTC(2026, 11, 15, 9) });
  const full = updateSprint(site, as('ann'), '72', { name: 'C', state: 'future' }, 'full');
  expect([full.name, full.goal, full.startDate]).toEqual(['C', undefined, undefined]);
  expect(events.at(-1)).toMatchObject({
    eventType: 'avi:jira-software:updated:sprint',
    payload: { sprint: { name: 'C' }, oldValue: { name: 'B', goal: 'Ship' } },
  });
});

test('a sprint starts with dates only, closes once, and never goes back', () => {
  const { site, store, events } = writeSite();
  const update = (id: string, body: Record<string, unknown>) => updateSprint(site, as('ann'), id, body, 'partial');
  expect(problemOf(() => update('72', { state: 'active' })).status).toBe(400);
  expect(update('72', { state: 'active', ...DATES })).toMatchObject({ state: 'active', activatedDate: START });
  expect(problemOf(() => update('72', { state: 'future' })).status).toBe(400);
  site.clock.now = () => START + 1000;
  expect(update('72', { state: 'closed' })).toMatchObject({ state: 'closed', completeDate: START + 1000 });
  expect(problemOf(() => update('72', { name: 'x' })).status).toBe(400);
  expect(problemOf(() => update('70', { state: 'active' })).status).toBe(400);
  expect(events.map((event) => event.eventType)).toEqual([
    'avi:jira-software:started:sprint',
    'avi:jira-software:closed:sprint',
  ]);
  expect(store.sprints.get('71')?.state).toBe('active');
});

test('closing carries what is not done into the chosen sprint and leaves the rest in the closed one', () => {
  const { site, store } = writeSite();
  const board = store.boards.get('7');
  if (board === undefined) throw new Error('no board');
  const columns = [
    { name: 'Open', statusIds: ['1', '2'] },
    { name: 'Done', statusIds: ['3'] },
  ];
  store.boards.put({ ...board, columns });
  const open = putIssue(store, 'PAY-1', { sprintIds: ['71'] });
  const done = putIssue(store, 'PAY-2', { sprintIds: ['71'], statusId: '3' });
  const child = putIssue(store, 'PAY-3', { sprintIds: ['71'], issueTypeId: '10003', parentId: open.id });
  updateSprint(site, as('ann'), '71', { state: 'closed', incompleteTo: 72 }, 'partial');
  expect([open, done, child].map(({ id }) => store.issues.get(id)?.sprintIds)).toEqual([
    ['71', '72'],
    ['71'],
    ['71', '72'],
  ]);
  expect(store.historiesByIssue.of(open.id)[0]?.items).toMatchObject([
    { field: 'Sprint', from: '71', fromString: 'Sprint 71', to: '71, 72', toString: 'Sprint 71, Sprint 72' },
  ]);
});

test('deleting a sprint takes its issues back to the backlog', () => {
  const { site, store, events } = writeSite();
  const issue = putIssue(store, 'PAY-1', { sprintIds: ['70', '72'] });
  deleteSprint(site, as('ann'), '72');
  expect(store.issues.get(issue.id)?.sprintIds).toEqual(['70']);
  expect(events.map((event) => event.eventType)).toEqual([
    'avi:jira:updated:issue',
    'avi:jira-software:deleted:sprint',
  ]);
});

test('moves into a sprint keep closed sprints, rank on demand, and write one entry each', () => {
  const { site, store } = writeSite();
  const [first, second, third] = ['PAY-1', 'PAY-2', 'PAY-3'].map((key) =>
    putIssue(store, key, { sprintIds: ['70', '71'] }),
  );
  if (first === undefined || second === undefined || third === undefined) throw new Error('no issues');
  moveIssuesToSprint(site, as('ann'), { sprintId: '72', issues: ['PAY-3', second.id], rankBeforeIssue: 'PAY-1' });
  const ranks = [third, second, first].map(({ id }) => store.issues.get(id)?.rank ?? '');
  expect(ranks.toSorted()).toEqual(ranks);
  expect(store.issues.get(third.id)?.sprintIds).toEqual(['70', '72']);
  expect(
    store.historiesByIssue.of(third.id).map((history) => history.items.map((item) => [item.field, item.toString])),
  ).toEqual([
    [
      ['Sprint', 'Sprint 70, Sprint 72'],
      ['Rank', 'Ranked higher'],
    ],
  ]);
  moveIssuesToBacklog(site, as('ann'), { issues: ['PAY-3'] });
  expect(store.issues.get(third.id)?.sprintIds).toEqual(['70']);
});

test('a move that one issue forbids moves none', () => {
  const { site, store } = writeSite();
  const issue = putIssue(store, 'PAY-1');
  putIssue(store, 'PAY-2', { issueTypeId: '10003', parentId: issue.id });
  const move = (sprintId: string, issues: readonly string[]) =>
    problemOf(() => moveIssuesToSprint(site, as('ann'), { sprintId, issues })).status;
  expect(move('72', ['PAY-1', 'PAY-2'])).toBe(400);
  expect(move('72', ['PAY-1', 'PAY-9'])).toBe(404);
  expect(move('70', ['PAY-1'])).toBe(400);
  expect(move('99', ['PAY-1'])).toBe(404);
  expect(
    move(
      '72',
      Array.from({ length: 51 }, () => 'PAY-1'),
    ),
  ).toBe(400);
  store.permissionSchemes.put(without('SCHEDULE_ISSUES'));
  expect(move('72', ['PAY-1'])).toBe(403);
  expect(store.issues.get(issue.id)).toEqual(issue);
});

test('an estimate goes into the board’s field', () => {
  const { site, store } = writeSite();
  const issue = putIssue(store, 'PAY-1');
  setEstimation(site, as('ann'), { issue: 'PAY-1', boardId: '7', value: '8.0' });
  expect(store.issues.get(issue.id)?.custom[FIELDS.storyPoints]).toBe(8);
  expect(problemOf(() => setEstimation(site, as('ann'), { issue: 'PAY-1', boardId: '8', value: '8' })).status).toBe(
    400,
  );
  store.permissionSchemes.put(without('EDIT_ISSUES'));
  expect(problemOf(() => setEstimation(site, as('ann'), { issue: 'PAY-1', boardId: '7', value: '3' })).status).toBe(
    403,
  );
});
