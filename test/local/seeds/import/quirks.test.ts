import { expect, test } from '@jest/globals';
import type { Store } from '../../../../local/jira/store.ts';
import { importExports } from '../../../../local/seeds/import/index.ts';
import type { ImportReport } from '../../../../local/seeds/import/index.ts';
import { person, platformIssue, toFile, toLines } from './exports.ts';
import type { Members } from './exports.ts';

const read = (...issues: readonly Members[]): Promise<{ store: Store; report: ImportReport }> =>
  importExports([toLines('a.jsonl', issues)]);
const issueOf = (store: Store, key: string) => [...store.issues.values()].find((issue) => issue.key === key);
const leftOut = (report: ImportReport, what: string) =>
  report.unplaced.filter((each) => each.what === what).map(({ reason, count }) => [reason, count]);

const bare = (id: string, fields: Members) => ({ id, key: `X-${id}`, fields: { summary: 'S', ...fields } });
const inStatus = (number: number, name: string, fields: Members = {}) =>
  platformIssue(number, { status: { id: name, name }, ...fields });
const typeBean = (id: string, name: string) => ({ id, name, subtask: false });
const epic = (number: number, fields: Members) =>
  platformIssue(number, { issuetype: { id: '1', name: 'Epic', subtask: false }, ...fields });
const BLOCKS = { id: '10', name: 'Blocks', inward: 'is blocked by', outward: 'blocks' };
const link = (id: string, end: 'inwardIssue' | 'outwardIssue', other: Members) => ({ id, type: BLOCKS, [end]: other });

test('a link to the issue itself is left out; one to a key of before a move is found by id', async () => {
  const { store, report } = await read(
    platformIssue(1, { issuelinks: [link('1', 'outwardIssue', { id: '1001', key: 'PAY-1' })] }),
    platformIssue(2, { issuelinks: [link('2', 'outwardIssue', { id: '1003', key: 'OLD-3' })] }),
    platformIssue(3),
  );
  expect([...store.links.values()]).toEqual([{ id: '2', typeId: '10', sourceId: '1002', destinationId: '1003' }]);
  expect(leftOut(report, 'link')).toEqual([['it leads from an issue to itself', 1]]);
});

test('an export of a few fields gets types and statuses, and says so', async () => {
  const { store, report } = await read(
    bare('1', {}),
    bare('2', { resolution: { id: '1', name: 'Fixed' } }),
    bare('3', { status: 'Doing' }),
  );
  const statuses = [...store.issues.values()].map((issue) => store.statuses.get(issue.statusId));
  expect(statuses.map((each) => [each?.name, each?.category])).toEqual([
    ['To Do', 'new'],
    ['Done', 'done'],
    ['Doing', 'indeterminate'],
  ]);
  expect(report.inferred).toEqual(
    expect.arrayContaining([
      expect.stringMatching(/^3 issues have no type/),
      expect.stringMatching(/^2 issues have no status/),
    ]),
  );
});

test('status categories: by id, else by what is resolved in them, in any language', async () => {
  const { store } = await read(
    inStatus(1, 'Erledigt', { resolution: { id: '1', name: 'Fertig' } }),
    inStatus(2, 'In Arbeit'),
    platformIssue(3, { status: { id: '5', name: 'Verified', statusCategory: { id: 3 } } }),
    platformIssue(4, { status: { id: '6', name: 'Odd', statusCategory: { id: 1, key: 'undefined' } } }),
  );
  const categories = [...store.statuses.values()].map(({ name, category }) => [name, category]);
  expect(categories).toEqual([
    ['Erledigt', 'done'],
    ['In Arbeit', 'indeterminate'],
    ['Verified', 'done'],
    ['Odd', 'new'],
  ]);
});

test('a few parents left over from changed types do not raise a whole type', async () => {
  const stories = Array.from({ length: 50 }, (_, i) => platformIssue(i + 1, { issuetype: typeBean('10', 'Story') }));
  const bug = platformIssue(99, { issuetype: typeBean('11', 'Bug'), parent: { id: '1001', key: 'PAY-1' } });
  const { store, report } = await read(...stories, bug);
  expect([...store.issueTypes.values()].map((each) => each.hierarchyLevel)).toEqual([0, 0]);
  expect(leftOut(report, 'parent')).toEqual([['it is not on a higher level', 1]]);
});

test('the older parent link above epics is found without a field list', async () => {
  const initiative = platformIssue(1, { issuetype: { id: '2', name: 'Initiative', subtask: false } });
  const data = { showField: true, data: { id: 1001, key: 'PAY-1' } };
  const byObject = await read(initiative, epic(2, { customfield_1: data }));
  expect(issueOf(byObject.store, 'PAY-2')?.parentId).toBe('1001');
  const byKey = await read(initiative, epic(2, { customfield_1: 'PAY-1' }));
  expect(issueOf(byKey.store, 'PAY-2')?.parentId).toBe('1001');
});

test.each(['Estimate (SP)', 'Size', 'Complexity points'])('points under the name %s are points', async (name) => {
  const points = [1, 2, 3, 5, 8].map((value, i) => platformIssue(i + 1, { [name]: value, 'Cost Center': 100_000 }));
  const { store } = await read(...points);
  const field = store.fields.get(store.settings.fields.storyPoints ?? '');
  expect(field?.name).toBe(name);
  expect(issueOf(store, 'PAY-3')?.custom[field?.id ?? '']).toBe(3);
});

test.each([
  ['an object', { id: 't-1', name: 'Atlas', isShared: true }, 't-1', 'Atlas'],
  ['a choice', { id: '10500', value: 'Atlas' }, '10500', 'Atlas'],
  ['a text', 'Atlas', 'Atlas', 'Atlas'],
])('a Team field that holds %s names teams', async (_, value, id, name) => {
  const { store } = await read(platformIssue(1, { Team: value }), platformIssue(2, { Team: null }));
  expect(store.teams.get(id)?.name).toBe(name);
  expect(issueOf(store, 'PAY-1')?.custom[store.settings.fields.team]).toBe(id);
  expect(issueOf(store, 'PAY-2')?.custom).toEqual({});
});

test('boards of a board list are there without sprints too; of unknown projects they are reported', async () => {
  const boards = [
    { id: 4, name: 'Flow', type: 'kanban', location: { projectKey: 'PAY' } },
    { id: 5, name: 'Gone', type: 'scrum', location: { projectKey: 'GONE' } },
  ];
  const files = [toLines('a.jsonl', [platformIssue(1)]), toFile('b.json', JSON.stringify({ values: boards }))];
  const { store, report } = await importExports(files);
  expect([...store.boards.values()].map(({ id, name, type }) => [id, name, type])).toEqual([['4', 'Flow', 'kanban']]);
  expect(leftOut(report, 'board')).toEqual([['no issue of its project is in the export', 1]]);
});

test('a field list of GET /field/search is one too', async () => {
  const field = { id: 'customfield_1', name: 'Points', schema: { type: 'number', custom: 'x:float' } };
  const files = [
    toLines('a.jsonl', [platformIssue(1, { customfield_1: 3 })]),
    toFile('f.json', `{"values":[${JSON.stringify(field)}]}`),
  ];
  const { store, report } = await importExports(files);
  expect(store.fields.get('customfield_1')?.name).toBe('Points');
  expect(leftOut(report, 'value')).toEqual([]);
});

test.each([
  ['Jira Server', { key: 'JIRAUSER10100', name: 'ana', displayName: 'Ana' }, 'JIRAUSER10100'],
  ['an export without ids', { displayName: 'Ana' }, 'Ana'],
  ['an export of names', 'Ana', 'Ana'],
])('people of %s keep their work', async (_, assignee, id) => {
  const { store } = await read(platformIssue(1, { assignee }));
  expect(issueOf(store, 'PAY-1')?.assigneeId).toBe(id);
  expect(store.users.get(id)?.displayName).toBe('Ana');
});

test('histories of the changelog resource and comments as a bare list are placed', async () => {
  const history = { id: '7', author: person('Ben'), created: '2014-01-03T00:00:00.000+0000', items: [] };
  const comment = { id: '8', author: person('Cy'), created: '2014-01-03T00:00:00.000+0000', body: 'Hm' };
  const { store } = await read(platformIssue(1, { comment: [comment] }, { changelog: { values: [history] } }));
  expect(store.histories.get('7')?.authorId).toBe('id-Ben');
  expect(store.comments.get('8')?.authorId).toBe('id-Cy');
  expect(store.users.get('id-Ben')?.displayName).toBe('Ben');
});
