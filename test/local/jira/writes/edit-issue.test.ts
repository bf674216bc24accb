import { expect, test } from '@jest/globals';
import type { ChangeItem, Issue } from '../../../../local/jira/entities.ts';
import { assignIssue, editIssue, transitionIssue } from '../../../../local/jira/writes/edit-issue.ts';
import { ALL_PERMISSIONS, as, FIELDS, putIssue, scheme, START, writeSite } from '../support/write-site.ts';
import { problemOf } from '../support/problem.ts';

const doc = (text: string) => ({
  type: 'doc',
  version: 1,
  content: [{ type: 'paragraph', content: [{ type: 'text', text }] }],
});

const edited = (
  body: Record<string, unknown>,
  more: Partial<Issue> = {},
): { issue: Issue; items: readonly Partial<ChangeItem>[]; events: readonly string[] } => {
  const { site, store, events } = writeSite();
  putIssue(store, 'PAY-1', { issueTypeId: '10000' });
  putIssue(store, 'PAY-2', more);
  site.clock.now = () => START + 1000;
  const issue = editIssue(site, as('lea'), { issue: 'PAY-2', body });
  const items = store.historiesByIssue.of(issue.id).flatMap((history) => history.items);
  return { issue, items, events: events.map((event) => event.eventType) };
};
const item = (field: string, fieldId: string | undefined, sides: readonly (string | null)[], fieldtype = 'jira') => ({
  field,
  fieldtype,
  ...(fieldId === undefined ? {} : { fieldId }),
  from: sides[0],
  fromString: sides[1],
  to: sides[2],
  toString: sides[3],
});

test.each<[string, Record<string, unknown>, Partial<Issue>, readonly unknown[]]>([
  [
    'summary',
    { fields: { summary: 'New' } },
    {},
    [item('summary', 'summary', [null, 'Summary of PAY-2', null, 'New'])],
  ],
  [
    'description',
    { fields: { description: doc('b') } },
    { description: doc('a') },
    [item('description', 'description', [null, 'a', null, 'b'])],
  ],
  [
    'assignee',
    { fields: { assignee: { accountId: 'bob' } } },
    {},
    [item('assignee', 'assignee', [null, null, 'bob', 'Bob'])],
  ],
  [
    'no assignee',
    { fields: { assignee: null } },
    { assigneeId: 'bob' },
    [item('assignee', 'assignee', ['bob', 'Bob', null, null])],
  ],
  [
    'automatic assignee',
    { fields: { assignee: { accountId: '-1' } } },
    {},
    [item('assignee', 'assignee', [null, null, 'lea', 'Lea'])],
  ],
  [
    'priority',
    { fields: { priority: { id: '2' } } },
    { priorityId: '3' },
    [item('priority', 'priority', ['3', 'Medium', '2', 'High'])],
  ],
  [
    'type',
    { fields: { issuetype: { name: 'Task' } } },
    {},
    [item('issuetype', 'issuetype', ['10001', 'Story', '10002', 'Task'])],
  ],
  [
    'labels',
    { update: { labels: [{ add: 'b' }, { add: 'c' }, { remove: 'a' }] } },
    { labels: ['a'] },
    [item('labels', 'labels', [null, 'a', null, 'b c'])],
  ],
  [
    'fix versions',
    { update: { fixVersions: [{ add: { name: 'R2' } }, { remove: { name: 'R1' } }] } },
    { fixVersionIds: ['1001'] },
    [
      item('Fix Version', 'fixVersions', ['1001', 'R1', null, null]),
      item('Fix Version', 'fixVersions', [null, null, '1002', 'R2']),
    ],
  ],
  [
    'components',
    { fields: { components: [{ id: '1005' }] } },
    {},
    [item('Component', 'components', [null, null, '1005', 'Core'])],
  ],
  [
    'due date',
    { fields: { duedate: '2026-12-24' } },
    {},
    [item('duedate', 'duedate', [null, null, '2026-12-24', '2026-12-24 00:00:00.0'])],
  ],
  [
    'security',
    { fields: { security: { id: '900' } } },
    {},
    [item('security', 'security', [null, null, '900', 'Leads'])],
  ],
  [
    'points',
    { fields: { [FIELDS.storyPoints]: 8 } },
    { custom: { [FIELDS.storyPoints]: 5 } },
    [item('Story Points', FIELDS.storyPoints, [null, '5', null, '8'], 'custom')],
  ],
  [
    'no points',
    { fields: { [FIELDS.storyPoints]: null } },
    { custom: { [FIELDS.storyPoints]: 5 } },
    [item('Story Points', FIELDS.storyPoints, [null, '5', null, ''], 'custom')],
  ],
  [
    'start date',
    { fields: { [FIELDS.startDate]: '2026-02-03' } },
    {},
    [item('Start date', FIELDS.startDate, [null, null, '2026-02-03', '3/Feb/26'], 'custom')],
  ],
  [
    'team',
    { fields: { [FIELDS.team]: '3f6a2c1e-0000-4000-8000-000000000001' } },
    {},
    [item('Team', FIELDS.team, [null, null, null, 'Blue'], 'custom')],
  ],
  [
    'sprint',
    { fields: { [FIELDS.sprint]: 72 } },
    { sprintIds: ['70', '71'] },
    [item('Sprint', FIELDS.sprint, ['70, 71', 'Sprint 70, Sprint 71', '70, 72', 'Sprint 70, Sprint 72'], 'custom')],
  ],
  [
    'no sprint',
    { fields: { [FIELDS.sprint]: null } },
    { sprintIds: ['71'] },
    [item('Sprint', FIELDS.sprint, ['71', 'Sprint 71', '', ''], 'custom')],
  ],
  [
    'flag',
    { update: { [FIELDS.flagged]: [{ add: { value: 'Impediment' } }] } },
    {},
    [item('Flagged', FIELDS.flagged, ['', '', '[10019]', 'Impediment'], 'custom')],
  ],
  [
    'option',
    { fields: { customfield_10101: { id: '2' } } },
    { custom: { customfield_10101: '1' } },
    [item('Risk', 'customfield_10101', ['1', 'High', '2', 'Low'], 'custom')],
  ],
  [
    'estimates',
    { update: { timetracking: [{ edit: { originalEstimate: '2h', remainingEstimate: '30m' } }] } },
    {},
    [
      item('timeoriginalestimate', 'timeoriginalestimate', [null, null, '7200', '7200']),
      item('timeestimate', 'timeestimate', [null, null, '1800', '1800']),
    ],
  ],
])('an edit of %s writes its item as Jira does', (_name, body, before, items) => {
  const result = edited(body, before);
  expect(result.items).toEqual(items);
  expect(result.issue.updated).toBe(START + 1000);
  expect(result.events).toContain('avi:jira:updated:issue');
});

test.each(['parent', FIELDS.epicLink, FIELDS.parentLink])(
  'a parent set through %s is an IssueParentAssociation without fieldId',
  (field) => {
    const value = field === 'parent' ? { key: 'PAY-1' } : 'PAY-1';
    const { issue, items } = edited({ fields: { [field]: value } });
    expect(items).toEqual([item('IssueParentAssociation', undefined, [null, null, issue.parentId ?? '', 'PAY-1'])]);
  },
);

test('an edit that changes nothing writes nothing', () => {
  const { issue, items, events } = edited({ fields: { summary: 'Summary of PAY-2' } });
  expect([issue.updated, items, events]).toEqual([START, [], []]);
});

test('a wrong field leaves the whole edit undone', () => {
  const { site, store, events } = writeSite();
  const issue = putIssue(store, 'PAY-1');
  const body = { fields: { summary: 'New', duedate: 'soon' } };
  expect(problemOf(() => editIssue(site, as('ann'), { issue: 'PAY-1', body })).status).toBe(400);
  expect(store.issues.get(issue.id)).toEqual(issue);
  expect(events).toEqual([]);
});

test('the same field in fields and update is refused', () => {
  const body = { fields: { labels: ['a'] }, update: { labels: [{ add: 'b' }] } };
  expect(problemOf(() => edited(body)).errors).toEqual({
    labels: "Field 'labels' cannot appear in both 'fields' and 'update'",
  });
});

test('without Edit issues no field is on the screen, and what is hidden is not found', () => {
  const { site, store } = writeSite();
  putIssue(store, 'PAY-1');
  const rest = ALL_PERMISSIONS.filter((one) => one !== 'EDIT_ISSUES');
  store.permissionSchemes.put(
    scheme(
      '0',
      rest.map((one) => [one, { type: 'group', parameter: 'g-users' }]),
    ),
  );
  const edit = (who: string) =>
    problemOf(() => editIssue(site, as(who), { issue: 'PAY-1', body: { fields: { summary: 'x' } } }));
  expect(edit('ann').errors).toEqual({
    summary: "Field 'summary' cannot be set. It is not on the appropriate screen, or unknown.",
  });
  expect([edit('out').status, edit('out').errorMessages]).toEqual([
    404,
    ['Issue does not exist or you do not have permission to see it.'],
  ]);
});

test('an edit can add a comment, a link and a property beside its fields', () => {
  const { site, store, events } = writeSite();
  const [one, two] = [putIssue(store, 'PAY-1'), putIssue(store, 'PAY-2')];
  editIssue(site, as('ann'), {
    issue: 'PAY-1',
    body: {
      update: {
        comment: [{ add: { body: doc('hi') } }],
        issuelinks: [{ add: { type: { name: 'Blocks' }, outwardIssue: { key: 'PAY-2' } } }],
      },
      properties: [{ key: 'k', value: 1 }],
    },
  });
  expect(store.commentsByIssue.count(one.id)).toBe(1);
  expect(store.linksByIssue.of(two.id)).toMatchObject([{ sourceId: one.id, destinationId: two.id }]);
  expect(store.properties.get(`issue/${one.id}/k`)?.value).toBe(1);
  expect(events.map((event) => event.eventType)).toContain('avi:jira:created:issuelink');
});

test('sub-tasks follow their parent’s sprint and level without a history of their own', () => {
  const { site, store } = writeSite();
  const parent = putIssue(store, 'PAY-1');
  const child = putIssue(store, 'PAY-2', { issueTypeId: '10003', parentId: parent.id });
  editIssue(site, as('lea'), { issue: 'PAY-1', body: { fields: { [FIELDS.sprint]: 72, security: { id: '900' } } } });
  expect(store.issues.get(child.id)).toMatchObject({ sprintIds: ['72'], securityLevelId: '900' });
  expect(store.historiesByIssue.of(child.id)).toEqual([]);
  const direct = { issue: 'PAY-2', body: { fields: { [FIELDS.sprint]: 71 } } };
  expect(problemOf(() => editIssue(site, as('lea'), direct)).errors[FIELDS.sprint]).toContain('is a sub-task');
});

test('a transition writes status and resolution, their dates, and one event with both items', () => {
  const { site, store, events } = writeSite();
  const issue = putIssue(store, 'PAY-1', { statusId: '2' });
  site.clock.now = () => START + 5000;
  transitionIssue(site, as('ann'), { issue: 'PAY-1', body: { transition: { id: '31' } } });
  expect(store.issues.get(issue.id)).toMatchObject({
    statusId: '3',
    resolutionId: '10000',
    resolved: START + 5000,
    statusCategoryChanged: START + 5000,
    updated: START + 5000,
  });
  expect(store.historiesByIssue.of(issue.id)[0]?.items).toEqual([
    item('resolution', 'resolution', [null, null, '10000', 'Done']),
    item('status', 'status', ['2', 'In Progress', '3', 'Done']),
  ]);
  expect(events).toHaveLength(1);
  expect(events[0]?.payload).toMatchObject({
    jiraEventTypeName: 'issue_generic',
    associatedStatuses: [{ id: '2' }, { id: '3' }],
  });
  const reopened = transitionIssue(site, as('ann'), { issue: 'PAY-1', body: { transition: { id: 11 } } });
  expect([reopened.statusId, reopened.resolutionId, reopened.resolved]).toEqual(['1', undefined, undefined]);
});

test('a transition that the workflow does not offer is refused in Jira’s words', () => {
  const { site, store } = writeSite();
  putIssue(store, 'PAY-1');
  const words = (body: Record<string, unknown>) =>
    problemOf(() => transitionIssue(site, as('ann'), { issue: 'PAY-1', body })).errorMessages;
  expect(words({ transition: { id: '31' } })).toEqual(["Transition id '31' is not valid for this issue."]);
  expect(words({})).toEqual(["Missing 'transition' identifier"]);
});

test('assigning needs Assign issues and someone who can be assigned', () => {
  const { site, store, events } = writeSite();
  putIssue(store, 'PAY-1');
  const assign = (accountId: unknown) => assignIssue(site, as('ann'), { issue: 'PAY-1', body: { accountId } });
  expect(assign('bob').assigneeId).toBe('bob');
  expect(events.map((event) => event.eventType)).toEqual(['avi:jira:updated:issue', 'avi:jira:assigned:issue']);
  expect(problemOf(() => assign('out')).errors).toEqual({ assignee: "User 'out' cannot be assigned issues." });
  expect(assign(null).assigneeId).toBeUndefined();
  store.permissionSchemes.put(scheme('0', [['BROWSE_PROJECTS', { type: 'applicationRole' }]]));
  expect(problemOf(() => assign('bob')).status).toBe(403);
});

test('an archived issue cannot be changed', () => {
  const { site, store } = writeSite();
  putIssue(store, 'PAY-1', { archived: true });
  expect(
    problemOf(() => editIssue(site, as('ann'), { issue: 'PAY-1', body: { fields: { summary: 'x' } } })).status,
  ).toBe(400);
});

test('a sprint of a board that one may not see is as absent', () => {
  const { site, store } = writeSite();
  putIssue(store, 'WEB-1');
  store.permissionSchemes.put(scheme('9', []));
  const pay = store.projects.get('100');
  if (pay === undefined) throw new Error('no project');
  store.projects.put({ ...pay, permissionSchemeId: '9' });
  const sprintError = (id: number) =>
    problemOf(() => editIssue(site, as('ann'), { issue: 'WEB-1', body: { fields: { [FIELDS.sprint]: id } } })).errors;
  expect(sprintError(72)).toEqual({ [FIELDS.sprint]: 'Sprint with id 72 does not exist.' });
  expect(sprintError(999)).toEqual({ [FIELDS.sprint]: 'Sprint with id 999 does not exist.' });
});

test('an event tells who caused it, through which installation, and what changed', () => {
  const { site, store, events } = writeSite();
  putIssue(store, 'PAY-1');
  const app = { installationId: 'i1', scopes: [], via: 'as-user' } as const;
  editIssue(site, { accountId: 'ann', app }, { issue: 'PAY-1', body: { fields: { summary: 'New' } } });
  expect(events).toEqual([
    {
      eventType: 'avi:jira:updated:issue',
      atlassianId: 'ann',
      byInstallation: 'i1',
      timestamp: START,
      payload: {
        issue: expect.objectContaining({ key: 'PAY-1', fields: expect.objectContaining({ summary: 'New' }) }),
        jiraEventTypeName: 'issue_updated',
        changelog: { id: '10000', items: [item('summary', 'summary', [null, 'Summary of PAY-1', null, 'New'])] },
        associatedUsers: [],
        associatedStatuses: [],
      },
    },
  ]);
});
