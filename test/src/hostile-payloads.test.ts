import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { seededRandom } from '../../local/random.ts';
import { boardOf } from '../../src/operations/board-of.ts';
import { valueOf } from './app-host.ts';
import { OPERATION_NAMES } from '../../src/operations/payloads.ts';
import { startSmallSites } from './small-site.ts';

const sites = startSmallSites();
afterAll(() => sites.host.close());
let app: Awaited<ReturnType<typeof sites.add>>;
beforeAll(async () => {
  app = await sites.add();
});

const askAsAda = (name: string, payload: unknown): Promise<unknown> => app.askRaw('ada', name, payload);
const loadAsAda = async (programId: string) => boardOf(valueOf(await app.ask('ada', 'board.load', { programId })));
const save = (changes: object): Promise<unknown> =>
  askAsAda('program.save', { draft: { ...app.draft, id: 'other', ...changes }, baseVersion: 0 });
const team = (changes: object): object => ({ ...app.draft.teams[0], ...changes });
const refusal = (code: string): object => ({ ok: false, error: { code } });

/** JSON, since a literal would set the prototype instead of a member. */
const POLLUTED: unknown = JSON.parse('{ "__proto__": { "polluted": true }, "constructor": { "prototype": {} } }');

describe.each(OPERATION_NAMES)('%s', (name) => {
  test.each([
    ['text', 'text'],
    ['a number', 7],
    ['a list', []],
    ['an unknown member', { accountId: 'bo' }],
    ['prototype members', POLLUTED],
  ])('refuses %s, saying where', async (_what, payload) => {
    const reply = await askAsAda(name, payload);
    expect(reply).toMatchObject({ ok: false, error: { code: 'BAD_PAYLOAD', findings: expect.anything() } });
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });
});

test.each(['__proto__', 'ünï', 'a b', '../x', '', 'x'.repeat(255), 'a\u0000b', '"; DROP'])(
  'board.load refuses the program id %j',
  async (programId) => expect(await askAsAda('board.load', { programId })).toMatchObject(refusal('BAD_PAYLOAD')),
);
test.each(['PAY-1', '-1', '1e3', '__proto__', '10000 OR 1=1', '9'.repeat(40)])(
  'item.load refuses the item id %j',
  async (itemId) =>
    expect(await askAsAda('item.load', { itemId, projectId: '10000' })).toMatchObject(refusal('BAD_PAYLOAD')),
);
test('item.load tells nothing of an item under another project than its own', async () => {
  const [own, other] = [...app.store.projects.values()].map((project) => project.id);
  const [item] = app.store.issuesByProject.of(own ?? '');
  const honest = await askAsAda('item.load', { itemId: item?.id, projectId: own });
  expect(honest).toMatchObject({ ok: true, value: { programs: [{ programId: app.draft.id }] } });
  expect(await askAsAda('item.load', { itemId: item?.id, projectId: other })).toMatchObject({ ok: true });
  expect(await askAsAda('item.load', { itemId: item?.id, projectId: '4711' })).toMatchObject({
    value: { programs: [] },
  });
});

describe('program.save', () => {
  test('refuses thousands of teams', async () =>
    expect(await save({ teams: Array.from({ length: 5_000 }, () => ({})) })).toMatchObject(refusal('BAD_PAYLOAD')));
  test('tells at most a hundred findings', async () => {
    const reply = await save({ teams: Array.from({ length: 200 }, () => ({})) });
    expect(reply).toMatchObject(refusal('BAD_PAYLOAD'));
    expect((reply as { error: { findings: unknown[] } }).error.findings).toHaveLength(100);
  });
  test('refuses what Forge storage would not take, saying what to do', async () => {
    // Programs are stored packed: words that do not repeat.
    const random = seededRandom(1);
    const word = (): string => Array.from({ length: 1_500 }, () => Math.floor(random() * 36).toString(36)).join('');
    const teams = Array.from({ length: 250 }, (_, at) =>
      team({ id: `t${at}`, code: `A${1_000 + at}`, rules: [{ kind: 'jql', jql: `labels = ${word()}` }] }),
    );
    expect(await save({ teams })).toMatchObject({ error: { code: 'INVALID', message: /Use fewer teams/ } });
  });
  test('the platform itself refuses more than 500 KB', async () => {
    await expect(save({ name: 'x'.repeat(600_000) })).rejects.toThrow('512000 are allowed');
  });
  test.each([
    ') OR (1=1',
    'labels = red) OR project IS NOT EMPTY OR (labels = blue',
    'project = "NOPE"',
    'issue = "NOPE-1"',
    'nofield = 1',
    'labels = a ORDER BY nofield',
    '\u0000',
    '"',
  ])('refuses the rule %j in Jira’s words, where it stands', async (jql) => {
    const reply = await save({ teams: [team({ rules: [{ kind: 'jql', jql }] })] });
    expect(reply).toMatchObject({ error: { code: 'INVALID', findings: [{ path: 'teams.0.rules.0' }] } });
  });
  test('a rule stands for itself: no other rule’s brackets or order reach into it', async () => {
    const jql = 'labels = nothing OR summary ~ "PAY-1" ORDER BY created';
    expect(await save({ id: 'alone', teams: [team({ rules: [{ kind: 'jql', jql }] })] })).toMatchObject({ ok: true });
    await app.fill();
    expect(await loadAsAda('alone')).toMatchObject({ rows: [{ load: { items: 1 } }] });
  });
  test('refuses days that no calendar reaches, and repeated or unknown ids', async () => {
    const far = { id: 'x', name: 'far', start: '0001-01-01', end: '9999-12-31', iterations: [] };
    expect(await save({ periods: [far] })).toMatchObject(refusal('BAD_PAYLOAD'));
    expect(await save({ teams: [team({}), team({})] })).toMatchObject(refusal('INVALID'));
    expect(await save({ teams: [team({ projectIds: ['999'], boardIds: ['x'] })] })).toMatchObject(refusal('INVALID'));
    expect(await save({ timeZone: 'Mars/Phobos' })).toMatchObject(refusal('INVALID'));
  });
  test('keeps control characters out of names, and takes ids that JavaScript has its own mind about', async () => {
    const name = 'a\u0000\u202Eb\n';
    const reply = await save({
      id: 'odd',
      name,
      teams: [team({ id: '__proto__' }), team({ id: 'constructor', code: 'ZZ' })],
    });
    expect(reply).toMatchObject({ ok: true, value: { name: 'a b' } });
    expect(await loadAsAda('odd')).toMatchObject({
      rows: [{ teamId: '__proto__' }, { teamId: 'constructor' }],
    });
  });
});

describe('what administrators may do', () => {
  test.each(['status.rebuild', 'status.cancel', 'status.resume'])(
    '%s refuses thousands of projects, and no ids',
    async (name) => {
      for (const projectIds of [Array.from({ length: 5_000 }, () => '10000'), [''], [7], 'x', ['x'.repeat(300)]]) {
        expect(await askAsAda(name, { projectIds })).toMatchObject(refusal('BAD_PAYLOAD'));
      }
      const odd = ['__proto__', 'constructor', '../x', '10000 OR 1=1'];
      expect(await askAsAda(name, { projectIds: odd })).toMatchObject({ ok: true, value: { projects: 0 } });
    },
  );
  test.each([{}, { withPrograms: 'yes' }, { withPrograms: null }, { withPrograms: true, force: true }])(
    'nothing is removed for %j',
    async (payload) => {
      expect(await askAsAda('app.prepareUninstall', payload)).toMatchObject(refusal('BAD_PAYLOAD'));
      expect(await askAsAda('status.load', {})).not.toHaveProperty('value.stopped');
    },
  );
});

const move = (changes: object, itemId = '10000'): object => ({
  itemId,
  wish: { dueDay: '2026-12-01' },
  seen: { dueDay: null },
  ...changes,
});
const moveAsAda = (moves: unknown): Promise<unknown> => askAsAda('item.move', { programId: app.draft.id, moves });

describe('item.move', () => {
  test.each<readonly [string, unknown]>([
    ['no moves', []],
    ['more than a piece', Array.from({ length: 51 }, (_, n) => move({}, String(10_000 + n)))],
    ['an item twice', [move({}), move({})]],
    ['a key for an item', [move({}, 'PAY-1')]],
    ['nothing wished for', [move({ wish: {} })]],
    ['what was not seen', [move({ seen: {} })]],
    ['an order that was not seen', [move({ wish: { rank: { after: '10001' } }, seen: {} })]],
    ['a neighbour that is none', [move({ wish: { rank: {} }, seen: { rank: { after: '10001' } } })]],
    ['an item beside itself', [move({ wish: { rank: { after: '10000' } }, seen: { rank: { after: '10001' } } })]],
    ['an address for a sprint', [move({ wish: { sprintId: '1/issue?x=' }, seen: { sprintIds: [] } })]],
    ['no day', [move({ wish: { dueDay: 'tomorrow' } })]],
    ['a field of its own choice', [move({ wish: { dueDay: '2026-12-01', summary: 'x' } })]],
    [
      'two ways to a team',
      [move({ wish: { teamId: 'a', teamFieldId: 'b' }, seen: { teamFieldId: null, componentIds: [] } })],
    ],
  ])('refuses %s', async (_what, moves) => expect(await moveAsAda(moves)).toMatchObject(refusal('BAD_PAYLOAD')));
  test('writes nothing for ids that JavaScript has its own mind about', async () => {
    const before = app.store.histories.size;
    const reply = await moveAsAda([
      move({ wish: { teamId: '__proto__' }, seen: { teamFieldId: null, componentIds: [] } }),
    ]);
    expect(reply).toMatchObject({ value: { outcomes: [{ kind: 'refused' }] } });
    expect(app.store.histories.size).toBe(before);
  });
});

test.each<readonly [string, object]>([
  ['nothing', {}],
  ['an empty summary', { summary: { seen: 'x', wish: ' \n ' } }],
  ['a negative estimate', { estimate: { teamId: 'a', seen: null, wish: -1 } }],
  ['an estimate without end', { estimate: { teamId: 'a', seen: null, wish: Number.MAX_VALUE } }],
])('item.edit refuses %s', async (_what, edit) =>
  expect(await askAsAda('item.edit', { programId: app.draft.id, edit: { itemId: '10000', ...edit } })).toMatchObject(
    refusal('BAD_PAYLOAD'),
  ),
);
