import { expect, test } from '@jest/globals';
import { openSite } from './jql/open-site.ts';
import { look } from './support/read-site.ts';

const { call, store } = openSite();
store.properties.put({
  id: `issue/${store.issuesByKey.first('PAY-2')?.id ?? ''}/plan`,
  entityType: 'issue',
  entityId: store.issuesByKey.first('PAY-2')?.id ?? '',
  key: 'plan',
  value: { goals: [1, 2] },
});
const context = { issue: { key: 'PAY-2' }, project: { key: 'WEB' }, sprint: 12 };
const ask = (expression: string, more: object = {}) =>
  call('POST', '3/expression/evaluate?expand=meta.complexity', { expression, context: { ...context, ...more } });

test.each([
  ['1 + 2 * 3', 7],
  ["'a' + 1", 'a1'],
  ['issue.key', 'PAY-2'],
  ["issue['summary'].length", 16],
  ['issue.assignee.accountId == user.accountId', true],
  ['issue.assignee == user && !issue.flagged', true],
  ['issue.resolution == null', true],
  ['issue.resolution?.name', null],
  ['issue.status.category.key', 'new'],
  ['issue.issueType.hierarchyLevel >= 0 ? issue.issueType.name : null', 'Story'],
  ['issue.labels.includes("backend")', true],
  ['issue.links.map(link => link.linkedIssue.key)', ['WEB-1', 'PAY-4']],
  ["issue.links.filter(l => l.type.name == 'Blocks').length", 1],
  ["issue.links.some(l => l.direction == 'inward') && issue.subtasks.every(s => s.parent == issue)", true],
  ['issue.parent.key', 'PAY-1'],
  ['issue.epic.isEpic', true],
  ['issue.sprint.name', 'PAY 2'],
  ['issue.closedSprints.map(s => s.id)', [11]],
  ['issue.customfield_10016', 5],
  ["issue.properties['plan'].goals[1]", 2],
  ["issue.properties.get('plan').goals.length", 2],
  ["issue.properties['none']", null],
  [
    '{ project: project.key, sprint: sprint.state, list: [1, "x", null] }',
    { project: 'WEB', sprint: 'active', list: [1, 'x', null] },
  ],
])('%s', async (expression, expected) => {
  const { status, body } = await ask(expression);
  expect([status, look(body, 'value')]).toEqual([200, expected]);
});

test('issues come from JQL, and complexity is told where it is asked for', async () => {
  const issues = { jql: { query: 'project = WEB order by key' } };
  const { body } = await ask('issues.map(i => i.key)', { issues });
  expect(body).toMatchObject({
    value: ['WEB-1', 'WEB-2'],
    meta: {
      issues: { jql: { isLast: true, nextPageToken: null } },
      complexity: { steps: { value: 8, limit: 10_000 }, primitiveValues: { value: 2, limit: 10_000 } },
    },
  });
  const plain = await call('POST', '3/expression/evaluate', { expression: '1' });
  expect(plain.body).toEqual({ value: 1 });
});

test('custom variables are users, issues, JSON and lists of them', async () => {
  const custom = {
    me: { type: 'user', accountId: 'ada' },
    config: { type: 'json', value: { max: 3 } },
    some: [{ type: 'issue', key: 'PAY-2' }],
  };
  const { body } = await ask('me == user && config.max == 3 && some.includes(issue)', { custom });
  expect(look(body, 'value')).toBe(true);
});

test.each([
  [
    "issue['a' + 'b']",
    /^Evaluation failed: "issue\['a' \+ 'b'\]" - Unrecognized property of `issue`: "ab" \('a' \+ 'b'\)\. Available properties of type 'Issue' are: 'assignee', /,
  ],
  [
    'issue.resolution.name',
    /^Evaluation failed: "issue\.resolution\.name" - Cannot read the property 'name' of null\./,
  ],
  ['nobody.name', /Unrecognized variable: "nobody"/],
  ['new Date()', /'new' or 'typeof'/],
  [
    'issue.labels.reduce((a, b) => a)',
    /Unrecognized property of `issue\.labels`: "reduce".*not supported on type 'List'/,
  ],
  ['issue.labels.map(x => { return 1 })', /function body in braces/],
  ['issue.key === 1', /operator '===' is not supported/],
  ['1 < "a"', /does not compare Number with String/],
  ['issue.(', /^Parsing failed: /],
])('%s is refused by name', async (expression, message) => {
  const { status, body } = await ask(expression);
  expect([status, look(body, 'errorMessages.0')]).toEqual([400, expect.stringMatching(message)]);
});

test('what the caller may not see is not found, nor shown on what is', async () => {
  const expression = 'issue.key';
  const asked = (changed: object) => call('POST', '3/expression/evaluate', { expression, context: changed });
  expect((await asked({ issue: { key: 'SEC-1' } })).status).toBe(404);
  expect((await asked({ project: { key: 'SEC' } })).status).toBe(404);
  expect((await asked({ sprint: 99 })).status).toBe(404);
});

test('an expression that does too much is stopped', async () => {
  const numbers = `[${Array.from({ length: 120 }, (_, index) => index).join(', ')}]`;
  const { status, body } = await ask(`${numbers}.map(a => ${numbers}.map(b => a))`);
  expect([status, look(body, 'errorMessages.0')]).toEqual([
    400,
    expect.stringMatching(/too complex: more than 10000 steps/),
  ]);
});

test('the older eval is gone', async () => {
  expect((await call('POST', '3/expression/eval', { expression: '1' })).status).toBe(410);
});
