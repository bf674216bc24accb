import { expect, test } from '@jest/globals';
import { createIssue, createIssues } from '../../../../local/jira/writes/create-issue.ts';
import { ALL_PERMISSIONS, as, FIELDS, putIssue, scheme, START, writeSite } from '../support/write-site.ts';
import { problemOf } from '../support/problem.ts';

const DOC = { type: 'doc', version: 1, content: [{ type: 'paragraph', content: [{ type: 'text', text: 'Hello' }] }] };
const STORY = { project: { key: 'PAY' }, issuetype: { name: 'Story' }, summary: 'Pay by card' };

const errorsOf = (fields: Record<string, unknown>, who = 'ann'): Readonly<Record<string, string>> =>
  problemOf(() => createIssue(writeSite().site, as(who), { fields })).errors;

test('an issue is created with Jira’s defaults, the next key and rank, and an event', () => {
  const { site, store, events } = writeSite();
  const first = createIssue(site, as('ann'), { fields: STORY });
  const second = createIssue(site, as('bob'), { fields: { ...STORY, description: DOC, labels: ['b', 'a'] } });
  expect(first).toMatchObject({
    key: 'PAY-1',
    projectId: '100',
    issueTypeId: '10001',
    statusId: '1',
    priorityId: '3',
    reporterId: 'ann',
    creatorId: 'ann',
    created: START,
    statusCategoryChanged: START,
  });
  expect(second).toMatchObject({ key: 'PAY-2', description: DOC, labels: ['a', 'b'] });
  expect(second.rank > first.rank).toBe(true);
  expect(store.historiesByIssue.of(first.id)).toEqual([]);
  expect(events.map((event) => [event.eventType, event.atlassianId])).toEqual([
    ['avi:jira:created:issue', 'ann'],
    ['avi:jira:created:issue', 'bob'],
  ]);
  expect(events[0]?.payload['issue']).toMatchObject({
    key: 'PAY-1',
    fields: { created: '2026-11-22T10:00:00.000+0100' },
  });
});

test('every kind of field can be given at creation', () => {
  const { site, store } = writeSite();
  const epic = putIssue(store, 'PAY-1', { issueTypeId: '10000' });
  const issue = createIssue(site, as('ann'), {
    fields: {
      ...STORY,
      priority: { name: 'High' },
      assignee: { accountId: 'bob' },
      reporter: { id: 'rob' },
      components: [{ name: 'Core' }],
      fixVersions: [{ id: '1001' }],
      versions: [{ name: 'R2' }],
      duedate: '2026-12-24',
      timetracking: { originalEstimate: '1d 2h' },
      [FIELDS.epicLink]: 'PAY-1',
      [FIELDS.storyPoints]: 5,
      [FIELDS.sprint]: 72,
      [FIELDS.team]: '3f6a2c1e-0000-4000-8000-000000000001',
      [FIELDS.startDate]: '2026-12-01',
      [FIELDS.flagged]: [{ value: 'Impediment' }],
      customfield_10101: { value: 'High' },
      customfield_10102: { accountId: 'lea' },
      customfield_10103: { name: 'jira-users' },
      customfield_10104: DOC,
      customfield_10105: '2026-12-01T08:00:00.000+0100',
      customfield_10106: [{ accountId: 'lea' }, { accountId: 'bob' }],
    },
  });
  expect(issue).toMatchObject({
    priorityId: '2',
    assigneeId: 'bob',
    reporterId: 'rob',
    componentIds: ['1005'],
    fixVersionIds: ['1001'],
    affectsVersionIds: ['1002'],
    dueDate: '2026-12-24',
    originalEstimateSeconds: 36_000,
    remainingEstimateSeconds: 36_000,
    parentId: epic.id,
    sprintIds: ['72'],
    flagged: true,
    custom: {
      [FIELDS.storyPoints]: 5,
      [FIELDS.team]: '3f6a2c1e-0000-4000-8000-000000000001',
      [FIELDS.startDate]: '2026-12-01',
      customfield_10101: '1',
      customfield_10102: 'lea',
      customfield_10103: 'g-users',
      customfield_10104: DOC,
      customfield_10105: '2026-12-01T08:00:00.000+0100',
      customfield_10106: ['lea', 'bob'],
    },
  });
});

test('a sub-task takes sprint and security level from its parent and nothing else', () => {
  const { site, store } = writeSite();
  const parent = putIssue(store, 'PAY-1', {
    sprintIds: ['71'],
    securityLevelId: '900',
    labels: ['x'],
    assigneeId: 'bob',
  });
  const fields = { ...STORY, issuetype: { name: 'Sub-task' }, parent: { key: 'PAY-1' } };
  const child = createIssue(site, as('lea'), { fields });
  expect(child).toMatchObject({ parentId: parent.id, sprintIds: ['71'], securityLevelId: '900', labels: [] });
  expect(child.assigneeId).toBeUndefined();
});

const onScreen = (field: string): string =>
  `Field '${field}' cannot be set. It is not on the appropriate screen, or unknown.`;
test.each<[string, Record<string, unknown>, Record<string, string>]>([
  ['no project', { summary: 'x' }, { project: 'Specify a valid project ID or key' }],
  [
    'a project that is not there',
    { ...STORY, project: { key: 'NO' } },
    { project: 'Specify a valid project ID or key' },
  ],
  ['no type', { ...STORY, issuetype: undefined }, { issuetype: 'Specify an issue type' }],
  ['another site’s type', { ...STORY, issuetype: { id: '77' } }, { issuetype: 'Specify a valid issue type' }],
  ['no summary', { ...STORY, summary: '' }, { summary: 'You must specify a summary of the issue.' }],
  ['a long summary', { ...STORY, summary: 'x'.repeat(256) }, { summary: 'Summary must be less than 255 characters.' }],
  [
    'a plain description',
    { ...STORY, description: 'x' },
    { description: 'Operation value must be an Atlassian Document (see the Atlassian Document Format)' },
  ],
  ['an unknown field', { ...STORY, customfield_999: 1 }, { customfield_999: onScreen('customfield_999') }],
  ['the rank', { ...STORY, [FIELDS.rank]: '0|x:' }, { [FIELDS.rank]: onScreen(FIELDS.rank) }],
  ['the status', { ...STORY, status: { id: '2' } }, { status: onScreen('status') }],
  [
    'a text of points',
    { ...STORY, [FIELDS.storyPoints]: '5' },
    { [FIELDS.storyPoints]: 'Operation value must be a number' },
  ],
  ['a bad date', { ...STORY, duedate: '2026-02-30' }, { duedate: 'Error parsing date string: 2026-02-30' }],
  [
    'a label with a space',
    { ...STORY, labels: ['a b'] },
    { labels: "The label 'a b' contains spaces which is invalid." },
  ],
  ['labels as a text', { ...STORY, labels: 'a' }, { labels: 'data was not an array' }],
  ['an unknown assignee', { ...STORY, assignee: { id: 'nobody' } }, { assignee: "User 'nobody' does not exist." }],
  [
    'an unassignable assignee',
    { ...STORY, assignee: { id: 'out' } },
    { assignee: "User 'out' cannot be assigned issues." },
  ],
  [
    'a closed sprint',
    { ...STORY, [FIELDS.sprint]: 70 },
    { [FIELDS.sprint]: 'Issue can be assigned only active or future sprints.' },
  ],
  [
    'another project’s version',
    { ...STORY, fixVersions: [{ id: '1011' }] },
    { fixVersions: "Version id '1011' is not valid" },
  ],
  [
    'a sub-task alone',
    { ...STORY, issuetype: { name: 'Sub-task' } },
    { parent: 'Issue type is a sub-task but parent issue key or id not specified.' },
  ],
  ['a hidden parent', { ...STORY, parent: { key: 'PAY-77' } }, { parent: 'Could not find issue by id or key.' }],
  [
    'several wrong fields at once',
    { ...STORY, labels: 'a', duedate: 'soon' },
    { labels: 'data was not an array', duedate: 'Error parsing date string: soon' },
  ],
])('%s is refused in Jira’s words', (_name, fields, errors) => {
  expect(errorsOf(fields)).toEqual(errors);
});

test('a parent must stand exactly one level above', () => {
  const { site, store } = writeSite();
  putIssue(store, 'PAY-1', { issueTypeId: '10004' });
  const fields = { ...STORY, parent: { key: 'PAY-1' } };
  expect(problemOf(() => createIssue(site, as('ann'), { fields })).errors).toHaveProperty('parentId');
  const epic = createIssue(site, as('ann'), { fields: { ...fields, issuetype: { name: 'Epic' } } });
  expect(epic.parentId).toBe(store.issuesByKey.first('PAY-1')?.id);
});

test('who may browse but not create is told so, and who may not browse sees no project', () => {
  const { site, store } = writeSite();
  store.permissionSchemes.put(scheme('0', [['BROWSE_PROJECTS', { type: 'group', parameter: 'g-users' }]]));
  const errors = (who: string) => problemOf(() => createIssue(site, as(who), { fields: STORY })).errors;
  expect(errors('ann')).toEqual({ project: 'You cannot create issues in this project.' });
  expect(errors('out')).toEqual({ project: 'Specify a valid project ID or key' });
  expect(store.issues.size).toBe(0);
});

test.each([
  ['SCHEDULE_ISSUES', 'duedate', '2026-12-24'],
  ['SCHEDULE_ISSUES', FIELDS.sprint, 72],
  ['ASSIGN_ISSUES', 'assignee', { accountId: 'bob' }],
  ['MODIFY_REPORTER', 'reporter', { accountId: 'bob' }],
  ['SET_ISSUE_SECURITY', 'security', { id: '900' }],
  ['RESOLVE_ISSUES', 'fixVersions', [{ name: 'R1' }]],
])('without %s the field %s is not on the screen', (permission, field, value) => {
  const { site, store } = writeSite();
  const rest = ALL_PERMISSIONS.filter((one) => one !== permission);
  store.permissionSchemes.put(
    scheme(
      '0',
      rest.map((one) => [one, { type: 'group', parameter: 'g-users' }]),
    ),
  );
  const act = () => createIssue(site, as('lea'), { fields: { ...STORY, [field]: value } });
  expect(problemOf(act).errors).toEqual({ [field]: onScreen(field) });
});

test('only people of a security level can set it', () => {
  const { site } = writeSite();
  const fields = { ...STORY, security: { name: 'Leads' } };
  expect(createIssue(site, as('lea'), { fields }).securityLevelId).toBe('900');
  expect(problemOf(() => createIssue(site, as('ann'), { fields })).errors).toHaveProperty('security');
});

test('fields that the project requires are asked for by name', () => {
  const { site, store } = writeSite();
  const project = store.projects.get('100');
  if (project === undefined) throw new Error('no project');
  store.projects.put({ ...project, requiredFieldIds: { default: [FIELDS.storyPoints] } });
  const errors = problemOf(() => createIssue(site, as('ann'), { fields: STORY })).errors;
  expect(errors).toEqual({ [FIELDS.storyPoints]: 'Story Points is required.' });
});

test('a bulk creates what it can and reports the rest by number', () => {
  const { site } = writeSite();
  const outcome = createIssues(site, as('ann'), {
    issueUpdates: [{ fields: STORY }, { fields: { ...STORY, summary: '' } }, { fields: STORY }],
  });
  expect(outcome.issues.map((issue) => issue.key)).toEqual(['PAY-1', 'PAY-2']);
  expect(outcome.failures.map(({ index, problem }) => [index, Object.keys(problem.errors)])).toEqual([
    [1, ['summary']],
  ]);
  const tooMany = { issueUpdates: Array.from({ length: 51 }, () => ({ fields: STORY })) };
  expect(problemOf(() => createIssues(site, as('ann'), tooMany)).status).toBe(400);
});
