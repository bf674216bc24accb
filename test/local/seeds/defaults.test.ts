import { expect, test } from '@jest/globals';
import {
  addBoard,
  addIssue,
  addLink,
  addProject,
  addSprint,
  addUser,
  APP_ACCOUNT_ID,
  GROUP_IDS,
  newStore,
  ROLE_IDS,
} from '../../../local/seeds/defaults.ts';

test('a fresh site has the hierarchy from theme to sub-task', () => {
  const levels = [...newStore().issueTypes.values()].map((type) => [type.name, type.hierarchyLevel]);
  expect(levels).toEqual([
    ['Theme', 3],
    ['Initiative', 2],
    ['Epic', 1],
    ['Story', 0],
    ['Task', 0],
    ['Bug', 0],
    ['Sub-task', -1],
  ]);
});

test('every field that the settings name exists with a custom type', () => {
  const store = newStore();
  for (const id of Object.values(store.settings.fields)) expect(store.fields.get(id)?.schema?.custom).toBeDefined();
});

test('keys, ids and ranks follow one another', () => {
  const store = newStore();
  addProject(store, { key: 'PAY' });
  const [a, b] = [addIssue(store), addIssue(store)];
  expect([a.key, b.key]).toEqual(['PAY-1', 'PAY-2']);
  expect(Number(b.id)).toBe(Number(a.id) + 1);
  expect([a.rank, b.rank]).toEqual(['0|i00007:', '0|i0000f:']);
});

test('an issue in a done status is resolved unless told otherwise', () => {
  const store = newStore();
  addProject(store, { key: 'PAY' });
  const resolved = addIssue(store, { status: 'Done' });
  expect(resolved.resolutionId).toBe('10000');
  expect(resolved.resolved).toBe(resolved.updated);
  expect(addIssue(store, { status: 'Done', resolutionId: null }).resolutionId).toBeUndefined();
});

test('a team-managed project has types, statuses and points of its own', () => {
  const store = newStore();
  const project = addProject(store, { key: 'NEXT', style: 'next-gen' });
  const issue = addIssue(store, { projectKey: 'NEXT', points: 5 });
  expect(store.issueTypes.get(issue.issueTypeId)?.projectId).toBe(project.id);
  expect(store.statuses.get(issue.statusId)?.projectId).toBe(project.id);
  expect(issue.custom).toEqual({ customfield_10031: 5 });
});

test('the app is in the apps role of a project unless it is kept out', () => {
  const store = newStore();
  const open = addProject(store, { key: 'A' });
  const closed = addProject(store, { key: 'B', appAccess: false });
  expect(open.roleActors[ROLE_IDS.addons]?.userIds).toEqual([APP_ACCOUNT_ID]);
  expect(closed.roleActors[ROLE_IDS.addons]?.userIds).toEqual([]);
});

test('an administrator is in both groups', () => {
  const store = newStore();
  const user = addUser(store, { name: 'Ana Sørensen', admin: true });
  expect(user.emailAddress).toBe('ana.sorensen@example.com');
  expect(store.groupsByMember.of(user.id).map((group) => group.id)).toEqual([
    GROUP_IDS.jiraUsers,
    GROUP_IDS.siteAdmins,
  ]);
});

test('a sprint joins its board and a link finds both ends by key', () => {
  const store = newStore();
  addProject(store, { key: 'PAY' });
  const board = addBoard(store, { project: 'PAY' });
  const sprint = addSprint(store, { boardId: board.id });
  const issue = addIssue(store, { sprintIds: [sprint.id] });
  const link = addLink(store, { source: issue.key, destination: addIssue(store).key });
  expect(store.sprintsByBoard.of(board.id)).toEqual([sprint]);
  expect(store.issuesBySprint.of(sprint.id)).toEqual([issue]);
  expect(store.linksByIssue.of(issue.id)).toEqual([link]);
});

test('an unknown name is an error, not a default', () => {
  const store = newStore();
  addProject(store, { key: 'PAY' });
  expect(() => addIssue(store, { type: 'Saga' })).toThrow('no type Saga');
  expect(() => addIssue(store, { status: 'Limbo' })).toThrow('no status Limbo');
  expect(() => addIssue(store, { projectKey: 'X' })).toThrow('no project X');
});
