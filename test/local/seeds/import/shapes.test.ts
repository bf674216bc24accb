import { expect, test } from '@jest/globals';
import type { Issue } from '../../../../local/jira/entities.ts';
import type { Store } from '../../../../local/jira/store.ts';
import { APP_ACCOUNT_ID } from '../../../../local/seeds/defaults.ts';
import { canSeeIssue } from '../../../../local/jira/permissions.ts';
import { importExports } from '../../../../local/seeds/import/index.ts';
import { listFlaws } from '../integrity.ts';
import { person, platformIssue, sprintText, status, toFile, toLines } from './exports.ts';

const get = (store: Store, key: string): Issue => {
  const issue = store.issuesByKey.first(key);
  if (issue === undefined) throw new Error(`no ${key}`);
  return issue;
};
const EPIC = { id: '11', name: 'Epic', subtask: false };
const SUBTASK = { id: '12', name: 'Technical task', subtask: true };
const SPRINT_4 = sprintText({
  id: '4',
  rapidViewId: '75',
  state: 'CLOSED',
  name: 'Sprint 4, the long one',
  goal: '<null>',
  startDate: '2013-11-08T05:00:38.843Z',
  endDate: '2013-11-27T18:00:00.000Z',
  completeDate: '2013-12-03T00:54:15.876Z',
  sequence: '4',
});
const SPRINT_5 = sprintText({
  id: '5',
  rapidViewId: '<null>',
  state: 'ACTIVE',
  name: 'Sprint 5',
  startDate: '2013-12-09T05:00:00.000Z',
  endDate: '2013-12-20T05:00:00.000Z',
});

const sprintAt = (id: number, state: string): unknown => ({
  id,
  name: `Sprint ${id}`,
  state,
  originBoardId: 2,
  startDate: `2026-01-0${id}T09:00:00.000Z`,
  endDate: `2026-01-1${id}T09:00:00.000Z`,
});
const option = (id: string, value: string): unknown => ({ self: `x/customFieldOption/${id}`, id, value });

test('platform shape without a field list: roles come from what the values look like', async () => {
  const epic = platformIssue(1, { issuetype: EPIC, customfield_901: 'Refunds', customfield_903: '0|i0001r:' });
  const work = [2, 3, 5].map((points, i) =>
    platformIssue(i + 2, {
      customfield_900: 'PAY-1',
      customfield_902: points,
      customfield_903: `0|i0000${i}:`,
      customfield_904: [SPRINT_4],
    }),
  );
  const { store, report } = await importExports([toLines('a.jsonl', [epic, ...work])]);
  expect(store.settings.fields).toMatchObject({
    epicLink: 'customfield_900',
    epicName: 'customfield_901',
    storyPoints: 'customfield_902',
    rank: 'customfield_903',
    sprint: 'customfield_904',
  });
  expect(report.inferred.join('\n')).toContain('storyPoints is customfield_902');
  expect(get(store, 'PAY-2').parentId).toBe(get(store, 'PAY-1').id);
  expect(get(store, 'PAY-1').custom).toEqual({ customfield_901: 'Refunds' });
  expect(get(store, 'PAY-4').custom).toEqual({ customfield_902: 5 });
  expect(get(store, 'PAY-3').rank).toBe('0|i00001:');
  expect(listFlaws(store)).toEqual([]);
});

test('platform shape with a field list: roles come from type keys and names', async () => {
  const fields = [
    {
      id: 'customfield_1',
      name: 'Iteration',
      custom: true,
      clauseNames: [],
      schema: { type: 'array', items: 'json', custom: 'com.pyxis.greenhopper.jira:gh-sprint' },
    },
    {
      id: 'customfield_2',
      name: 'Story Points',
      custom: true,
      clauseNames: [],
      schema: { type: 'number', custom: 'x:float' },
    },
    { id: 'customfield_3', name: 'Size', custom: true, clauseNames: [], schema: { type: 'number', custom: 'x:float' } },
  ];
  const sprint = {
    id: 8,
    name: 'Sprint 8',
    state: 'active',
    boardId: 3,
    startDate: '2026-01-05T09:00:00.000Z',
    endDate: '2026-01-19T09:00:00.000Z',
  };
  const { store } = await importExports([
    toLines('issues.jsonl', [platformIssue(1, { customfield_1: [sprint], customfield_2: 3, customfield_3: 90 })]),
    toFile('fields.json', JSON.stringify(fields, null, 2)),
  ]);
  expect(store.settings.fields).toMatchObject({ sprint: 'customfield_1', storyPoints: 'customfield_2' });
  expect(get(store, 'PAY-1').custom).toEqual({ customfield_2: 3, customfield_3: 90 });
  expect(store.fields.get('customfield_1')?.name).toBe('Iteration');
  expect(store.sprints.get('8')).toMatchObject({ state: 'active', originBoardId: '3', name: 'Sprint 8' });
  expect(store.boards.get('3')).toMatchObject({ type: 'scrum', estimationFieldId: 'customfield_2' });
});

test('Agile shape: sprint, closed sprints, epic and flag', async () => {
  const { store } = await importExports([
    toFile(
      'page.json',
      JSON.stringify({
        issues: [
          platformIssue(1, { issuetype: EPIC }),
          platformIssue(2, {
            sprint: sprintAt(3, 'active'),
            closedSprints: [sprintAt(2, 'closed'), sprintAt(1, 'closed')],
            epic: { id: 1001, key: 'PAY-1', name: 'Refunds' },
            flagged: true,
          }),
        ],
      }),
    ),
  ]);
  const issue = get(store, 'PAY-2');
  expect(issue.sprintIds).toEqual(['1', '2', '3']);
  expect(issue.flagged).toBe(true);
  expect(issue.parentId).toBe('1001');
  expect(
    store.sprintsByBoard
      .of('2')
      .map((sprint) => sprint.state)
      .sort(),
  ).toEqual(['active', 'closed', 'closed']);
});

test('display-name shape with a bare changelog: names lead to ids, which the changelog tells', async () => {
  const { store, report } = await importExports([
    toLines('a.jsonl', [
      {
        id: '1',
        key: 'IMP-1',
        changelog: [
          {
            id: '8',
            author: person('Ben'),
            created: '2024-03-02T10:00:00.000+0000',
            items: [
              {
                field: 'status',
                fieldtype: 'jira',
                fieldId: 'status',
                from: '1',
                fromString: 'Open',
                to: '3',
                toString: 'In Progress',
              },
            ],
          },
          {
            id: '7',
            created: '2024-03-01T10:00:00.000+0000',
            items: [
              {
                field: 'Start date',
                fieldtype: 'custom',
                fieldId: 'customfield_10015',
                from: null,
                fromString: null,
                to: '2024-03-05',
              },
            ],
          },
        ],
        fields: {
          Summary: 'Sharing',
          'Issue Type': { id: '10', name: 'Initiative', hierarchyLevel: 2 },
          Status: status('In Progress'),
          'Start date': '2024-03-05',
          'Due date': '2024-04-05',
          'Story points median': 20,
          'Fix versions': [{ id: '70', name: 'R1', released: false, archived: false }],
          Created: '2024-01-01T10:00:00.000-0600',
        },
      },
    ]),
  ]);
  const issue = get(store, 'IMP-1');
  expect(issue).toMatchObject({
    summary: 'Sharing',
    dueDate: '2024-04-05',
    fixVersionIds: ['70'],
    created: Date.UTC(2024, 0, 1, 16),
  });
  expect(issue.custom).toMatchObject({ customfield_10015: '2024-03-05' });
  expect(Object.values(issue.custom)).toContain(20);
  expect(store.settings.fields.startDate).toBe('customfield_10015');
  expect(store.issueTypes.get('10')?.hierarchyLevel).toBe(2);
  expect(store.projectsByKey.first('IMP')?.name).toBe('IMP');
  const histories = store.historiesByIssue.of('1');
  expect(histories.map((each) => [each.id, each.authorId])).toEqual([
    ['7', undefined],
    ['8', 'id-Ben'],
  ]);
  expect(histories[0]?.items[0]).toMatchObject({ to: '2024-03-05', toString: null });
  expect(issue.updated).toBe(Date.UTC(2024, 2, 2, 10));
  expect(report.counts['changelog entries']).toEqual({ read: 2, placed: 2 });
});

test('sprints of the text form keep commas in names, and those without a board share one of their project', async () => {
  const { store } = await importExports([
    toLines('a.jsonl', [
      platformIssue(1, { customfield_5: [SPRINT_5, SPRINT_4] }),
      platformIssue(2, { customfield_5: [SPRINT_5] }),
    ]),
  ]);
  expect(store.sprints.get('4')).toMatchObject({
    name: 'Sprint 4, the long one',
    state: 'closed',
    originBoardId: '75',
    startDate: Date.parse('2013-11-08T05:00:38.843Z'),
  });
  expect(get(store, 'PAY-1').sprintIds).toEqual(['4', '5']);
  const board = store.boards.get(store.sprints.get('5')?.originBoardId ?? '');
  expect(board?.id).not.toBe('75');
  expect(store.filters.get(board?.filterId)?.jql).toBe('project = PAY ORDER BY Rank ASC');
});

test('a link that both ends show is one link with its direction', async () => {
  const type = { id: '100', name: 'Blocks', inward: 'is blocked by', outward: 'blocks' };
  const { store, report } = await importExports([
    toLines('a.jsonl', [
      platformIssue(1, {
        issuelinks: [
          { id: '55', type, outwardIssue: { id: '1002', key: 'PAY-2' } },
          { id: '56', type, inwardIssue: { id: '77', key: 'OUT-7' } },
        ],
      }),
      platformIssue(2, { issuelinks: [{ id: '55', type, inwardIssue: { id: '1001', key: 'PAY-1' } }] }),
    ]),
  ]);
  expect([...store.links.values()]).toEqual([{ id: '55', typeId: '100', sourceId: '1001', destinationId: '1002' }]);
  expect(report.counts.links).toEqual({ read: 2, placed: 1 });
  expect(report.unplaced).toContainEqual({
    what: 'link',
    reason: 'its other end is not in the export',
    count: 1,
    samples: ['OUT-7 to PAY-1'],
  });
});

test('parents: sub-tasks, epics by key, and those that are outside or not above', async () => {
  const { store, report } = await importExports([
    toLines('a.jsonl', [
      platformIssue(1, { issuetype: EPIC }),
      platformIssue(2, { customfield_8: 'PAY-1' }),
      platformIssue(3, { issuetype: SUBTASK, parent: { id: '1002', key: 'PAY-2' } }),
      platformIssue(4, { customfield_8: 'OLD-9' }),
      platformIssue(5, { issuetype: EPIC, customfield_8: 'PAY-1' }),
    ]),
  ]);
  expect(['PAY-2', 'PAY-3', 'PAY-4', 'PAY-5'].map((key) => get(store, key).parentId)).toEqual([
    '1001',
    '1002',
    undefined,
    undefined,
  ]);
  expect(store.issueTypes.get('12')?.hierarchyLevel).toBe(-1);
  expect(report.counts.parents).toEqual({ read: 4, placed: 2 });
  const reasons = report.unplaced.filter((each) => each.what === 'parent').map((each) => each.reason);
  expect(reasons.sort()).toEqual(['it is not in the export', 'it is not on a higher level']);
});

test('levels above epic are found from who is whose parent', async () => {
  const { store } = await importExports([
    toLines('a.jsonl', [
      platformIssue(1, { issuetype: { id: '20', name: 'Goal' } }),
      platformIssue(2, { issuetype: EPIC, parent: { id: '1001', key: 'PAY-1' } }),
      platformIssue(3, { parent: { id: '1002', key: 'PAY-2' } }),
    ]),
  ]);
  expect([...store.issueTypes.values()].map((type) => [type.name, type.hierarchyLevel])).toEqual([
    ['Goal', 2],
    ['Epic', 1],
    ['Story', 0],
  ]);
});

test('custom values keep people, options, versions and teams by id, under types inferred from values', async () => {
  const { store } = await importExports([
    toLines('a.jsonl', [
      platformIssue(1, {
        customfield_1: person('Zoe'),
        customfield_2: [option('7', 'High'), option('8', 'Low')],
        customfield_3: option('9', 'Yes'),
        customfield_4: { id: 'team-1', name: 'Atlas', isShared: true },
        customfield_5: '2026-01-02',
        customfield_6: 'some words',
        customfield_7: { wonder: true },
      }),
    ]),
  ]);
  expect(get(store, 'PAY-1').custom).toEqual({
    customfield_1: 'id-Zoe',
    customfield_2: ['7', '8'],
    customfield_3: '9',
    customfield_4: 'team-1',
    customfield_5: '2026-01-02',
    customfield_6: 'some words',
    customfield_7: { wonder: true },
  });
  const types = [1, 2, 3, 4, 5, 6, 7].map((n) => store.fields.get(`customfield_${n}`)?.schema?.type);
  expect(types).toEqual(['user', 'array', 'option', 'team', 'date', 'string', 'any']);
  expect(store.fields.get('customfield_2')?.options).toEqual([
    { id: '7', value: 'High' },
    { id: '8', value: 'Low' },
  ]);
  expect(store.teams.get('team-1')?.name).toBe('Atlas');
  expect(store.users.get('id-Zoe')?.emailAddress).toBe('id-zoe@example.invalid');
});

test('what has no place is counted with its reason', async () => {
  const { report } = await importExports([
    toLines('a.jsonl', [
      platformIssue(
        1,
        {
          votes: { votes: 3 },
          comment: { total: 2, created: ['2014-01-01', '2014-01-02'] },
          mystery: 1,
          subtasks: [{ id: '5', key: 'PAY-99' }],
        },
        { operations: {}, changelog: { total: 5, histories: [] } },
      ),
    ]),
  ]);
  const counts = Object.fromEntries(report.unplaced.map((each) => [each.what, each.count]));
  expect(counts).toMatchObject({
    votes: 3,
    comment: 2,
    'member operations': 1,
    'changelog entry': 5,
    'sub-task': 1,
  });
  expect(report.counts['custom fields']).toEqual({ read: 1, placed: 1 });
});

test('names stand in where an export gives no objects', async () => {
  const { store } = await importExports([
    toLines('a.jsonl', [
      {
        key: 'APP-1',
        fields: {
          Summary: 'Plain',
          'Issue Type': 'Bug',
          Status: 'Closed',
          Project: 'APP',
          Assignee: 'zoe',
          'Fix versions': ['1.0'],
          Sprint: [SPRINT_4],
        },
      },
    ]),
  ]);
  const issue = get(store, 'APP-1');
  expect(store.statuses.get(issue.statusId)).toMatchObject({ name: 'Closed', category: 'done' });
  expect(store.users.get(issue.assigneeId)?.displayName).toBe('zoe');
  expect(store.versions.get(issue.fixVersionIds[0])?.name).toBe('1.0');
  expect(issue.sprintIds).toEqual(['4']);
  expect(listFlaws(store)).toEqual([]);
});

test('workflows lead from any status seen in a project to any other', async () => {
  const { store } = await importExports([
    toLines('a.jsonl', [
      platformIssue(1, {
        status: status('Closed'),
        resolution: { id: '1', name: 'Fixed' },
        resolutiondate: '2014-02-02T10:00:00.000+0100',
      }),
      platformIssue(2),
    ]),
  ]);
  const workflow = store.workflows.get(store.projectsByKey.first('PAY')?.workflowIds.default);
  expect(workflow?.transitions.map((each) => [each.name, each.resolutionId])).toEqual([
    ['Open', null],
    ['Closed', '1'],
  ]);
  expect(get(store, 'PAY-1')).toMatchObject({ resolutionId: '1', resolved: Date.UTC(2014, 1, 2, 9) });
});

test('everybody logged in sees imported work, the app too, but a security level holds', async () => {
  const { store } = await importExports([
    toLines('a.jsonl', [
      platformIssue(1),
      platformIssue(2, { security: { id: '30', name: 'Private' }, assignee: person('Zoe') }),
      platformIssue(3, { assignee: person('Max') }),
    ]),
  ]);
  const seenBy = (id: string): string[] =>
    [...store.issues.values()].filter((issue) => canSeeIssue(store, id, issue)).map((issue) => issue.key);
  expect(seenBy(APP_ACCOUNT_ID)).toEqual(['PAY-1', 'PAY-2', 'PAY-3']);
  expect(seenBy('id-Zoe')).toEqual(['PAY-1', 'PAY-2', 'PAY-3']);
  expect(seenBy('id-Max')).toEqual(['PAY-1', 'PAY-3']);
});
