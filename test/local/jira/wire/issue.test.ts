import { expect, test } from '@jest/globals';
import type { Caller } from '../../../../local/jira/caller.ts';
import * as seeds from '../../../../local/seeds/defaults.ts';
import { renderIssue } from '../../../../local/jira/wire/issue.ts';
import { parseFieldSelection } from '../../../../local/jira/wire/field-selection.ts';

const { FIELD_IDS } = seeds;
const site = () => {
  const store = seeds.newStore();
  const ann = seeds.addUser(store, { name: 'Ann Ash', admin: true });
  const bob = seeds.addUser(store, { name: 'Bob Birch' });
  seeds.addProject(store, { key: 'PAY', leadId: ann.id });
  seeds.addProject(store, { key: 'HID', leadId: ann.id, isPrivate: true });
  const board = seeds.addBoard(store, { project: 'PAY' });
  const sprint = seeds.addSprint(store, {
    boardId: board.id,
    state: 'active',
    startDate: Date.UTC(2026, 10, 16, 8),
    endDate: Date.UTC(2026, 10, 30, 8),
  });
  const team = seeds.addTeam(store, 'Payments');
  const epic = seeds.addIssue(store, { projectKey: 'PAY', type: 'Epic', summary: 'Refunds' });
  const story = seeds.addIssue(store, {
    projectKey: 'PAY',
    parentId: epic.id,
    sprintIds: [sprint.id],
    points: 5,
    team: team.id,
    flagged: true,
    assigneeId: bob.id,
    created: Date.UTC(2026, 10, 22, 10, 5, 6),
    description: seeds.toDocument('As a payer'),
  });
  const caller: Caller = { accountId: bob.id };
  return { store, ann, bob, epic, story, sprint, team, caller };
};
type World = ReturnType<typeof site>;
const fieldsOf = ({ store, caller }: World, key: string, raw: readonly string[] = ['*all']) => {
  const issue = store.issuesByKey.first(key);
  if (issue === undefined) throw new Error(key);
  const bean = renderIssue({ store }, caller, issue, { fields: parseFieldSelection(store, raw, '*all') });
  // What goes over the wire.
  const { fields }: { fields: Record<string, unknown> } = JSON.parse(JSON.stringify(bean));
  return fields;
};

test('an issue shows its fields in the shapes of Jira', () => {
  const world = site();
  const fields = fieldsOf(world, 'PAY-2');
  expect(fields).toMatchObject({
    summary: 'PAY-2',
    created: '2026-11-22T11:05:06.000+0100',
    duedate: null,
    resolution: null,
    labels: [],
    assignee: { accountId: world.bob.id, displayName: 'Bob Birch', accountType: 'atlassian', active: true },
    status: { name: 'To Do', statusCategory: { id: 2, key: 'new', colorName: 'blue-gray', name: 'To Do' } },
    parent: { key: 'PAY-1', fields: { summary: 'Refunds', issuetype: { name: 'Epic', hierarchyLevel: 1 } } },
    project: { key: 'PAY', simplified: false, projectTypeKey: 'software' },
    description: { type: 'doc', version: 1 },
    votes: { votes: 0, hasVoted: false },
    comment: { comments: [], total: 0 },
  });
  expect(fields[FIELD_IDS.storyPoints]).toBe(5);
  expect(fields[FIELD_IDS.epicLink]).toBe('PAY-1');
  expect(fields[FIELD_IDS.rank]).toMatch(/^0\|/);
  expect(fields[FIELD_IDS.flagged]).toEqual([
    { self: 'http://localhost:4180/rest/api/3/customFieldOption/10019', value: 'Impediment', id: '10019' },
  ]);
  expect(fields[FIELD_IDS.team]).toMatchObject({ id: world.team.id, name: 'Payments' });
  expect(fields[FIELD_IDS.sprint]).toEqual([
    {
      id: Number(world.sprint.id),
      name: world.sprint.name,
      state: 'active',
      boardId: 1,
      goal: '',
      startDate: '2026-11-16T08:00:00.000Z',
      endDate: '2026-11-30T08:00:00.000Z',
    },
  ]);
});

test('fields are chosen by id, by groups and by exclusion', () => {
  const world = site();
  expect(Object.keys(fieldsOf(world, 'PAY-1', ['summary,status', 'nonsense']))).toEqual(['status', 'summary']);
  const navigable = fieldsOf(world, 'PAY-1', ['*navigable', '-labels']);
  expect(navigable).toHaveProperty('status');
  expect(navigable).not.toHaveProperty('labels');
  expect(navigable).not.toHaveProperty('comment');
  expect(fieldsOf(world, 'PAY-1', ['-summary'])).not.toHaveProperty('summary');
  const { store, story, caller } = world;
  const only = (raw: string[]) =>
    renderIssue({ store }, caller, story, { fields: parseFieldSelection(store, raw, 'id') });
  expect(only([])).toEqual({ id: story.id });
  expect(only(['key'])).toEqual({
    expand: '',
    id: story.id,
    key: 'PAY-2',
    self: `http://localhost:4180/rest/api/3/issue/${story.id}`,
  });
});

test('a link whose other end is hidden does not exist for the viewer', () => {
  const world = site();
  const { store, ann } = world;
  seeds.addIssue(store, { projectKey: 'HID' });
  seeds.addLink(store, { source: 'PAY-1', destination: 'PAY-2' });
  seeds.addLink(store, { source: 'HID-1', destination: 'PAY-2' });
  const links = (one: World) => fieldsOf(one, 'PAY-2', ['issuelinks'])['issuelinks'];
  expect(links(world)).toMatchObject([{ type: { name: 'Blocks' }, inwardIssue: { key: 'PAY-1' } }]);
  expect(links({ ...world, caller: { accountId: ann.id } })).toMatchObject([
    { inwardIssue: { key: 'PAY-1' } },
    { inwardIssue: { key: 'HID-1' } },
  ]);
  expect(fieldsOf(world, 'PAY-1', ['issuelinks'])['issuelinks']).toMatchObject([{ outwardIssue: { key: 'PAY-2' } }]);
});

test('hidden parents and sub-tasks do not show, nor do their hours', () => {
  const world = site();
  const { store, ann } = world;
  const hidden = seeds.addIssue(store, { projectKey: 'HID', type: 'Epic' });
  const story = seeds.addIssue(store, { projectKey: 'PAY', parentId: hidden.id, timeSpentSeconds: 3600 });
  const subtask = { type: 'Sub-task', parentId: story.id, timeSpentSeconds: 7200 };
  seeds.addIssue(store, { ...subtask, projectKey: 'PAY' });
  seeds.addIssue(store, { ...subtask, projectKey: 'HID' });
  const mine = fieldsOf(world, story.key);
  expect(mine).not.toHaveProperty('parent');
  expect(mine[FIELD_IDS.epicLink]).toBeNull();
  expect(mine['subtasks']).toMatchObject([{ key: 'PAY-4' }]);
  expect(mine['aggregatetimespent']).toBe(10_800);
  const lead = fieldsOf({ ...world, caller: { accountId: ann.id } }, story.key);
  expect(lead).toMatchObject({ parent: { key: 'HID-1' }, aggregatetimespent: 18_000 });
  expect(lead[FIELD_IDS.epicLink]).toBe('HID-1');
});

const assignee = (one: World): unknown => fieldsOf(one, 'PAY-2', ['assignee'])['assignee'];

test('the app does not get e-mail addresses, scripts and people do', () => {
  const world = site();
  const app = { installationId: 'i', scopes: [], via: 'as-user' } as const;
  expect(assignee(world)).toHaveProperty('emailAddress', 'bob.birch@example.com');
  expect(assignee({ ...world, caller: { accountId: undefined } })).not.toHaveProperty('emailAddress');
  const asApp = { accountId: seeds.APP_ACCOUNT_ID, app: { ...app, via: 'as-app' as const } };
  expect(assignee({ ...world, caller: asApp })).not.toHaveProperty('emailAddress');
});

test('a field of a team-managed project is on that project only', () => {
  const world = site();
  const { store } = world;
  const project = seeds.addProject(store, { key: 'TEA', style: 'next-gen' });
  const field = { id: 'customfield_10900', name: 'Mood', custom: true, orderable: true, navigable: true };
  store.fields.put({ ...field, searchable: true, clauseNames: [], schema: { type: 'string' }, projectId: project.id });
  const issue = seeds.addIssue(store, { projectKey: 'TEA', custom: { customfield_10900: 'good' } });
  expect(fieldsOf(world, issue.key)).toHaveProperty('customfield_10900', 'good');
  expect(fieldsOf(world, issue.key)).not.toHaveProperty(FIELD_IDS.epicLink);
  expect(fieldsOf(world, 'PAY-1')).not.toHaveProperty('customfield_10900');
});
