import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Store } from '../../local/jira/store.ts';
import { seedSite } from '../../local/seeds/seed-site.ts';
import type { Board } from '../../src/core/board/board.ts';
import { boardOf } from '../../src/operations/board-of.ts';
import type { ProgramDraft } from '../../src/core/program/program.ts';
import type { ProposeReply } from '../../src/operations/operations.ts';
import { searchIssues } from '../../local/jira/jql/index.ts';
import { startApp, valueOf, type AppHost } from './app-host.ts';

const NOW = Date.parse('2026-11-20T12:00:00Z');
let store: Store;
let app: AppHost;
let proposed: ProposeReply;
const person = (name: string): string => {
  const user = [...store.users.values()].find(({ displayName }) => displayName === name);
  if (user === undefined) throw new Error(`nobody is called ${name}`);
  return user.id;
};
const admin = (): string => person('Priya Raman');
const firstDraft = (): ProgramDraft => {
  const draft = proposed.proposals[0]?.draft;
  if (draft === undefined) throw new Error('nothing was proposed');
  return draft;
};
const load = async (name: string, periodId?: string): Promise<Board> => {
  const payload = { programId: firstDraft().id, ...(periodId === undefined ? {} : { periodId }) };
  return boardOf(valueOf(await app.ask(person(name), 'board.load', payload)));
};

beforeAll(async () => {
  store = seedSite('small', { today: '2026-11-20' });
  app = startApp(store, NOW);
  proposed = valueOf(await app.ask(admin(), 'program.propose', {}));
}, 60_000);
afterAll(() => app.host.close());

describe('program.propose', () => {
  test('finds one program over the linked projects, with teams from field, boards and projects', () => {
    const { teams, periods, dependencyTypes, levels } = firstDraft();
    expect(proposed.canSave).toBe(true);
    expect(new Set(teams.map((team) => team.rules[0]?.kind))).toEqual(new Set(['teamField', 'board', 'project']));
    expect(teams.length).toBe(8);
    expect(new Set(teams.map((team) => team.mode))).toEqual(new Set(['scrum', 'kanban']));
    expect(new Set(teams.map((team) => team.unit.kind))).toEqual(new Set(['points', 'hours', 'count']));
    expect(levels.map((level) => level.name)).toEqual(['Theme', 'Initiative', 'Epic', 'Story']);
    expect(dependencyTypes).toEqual([
      { linkTypeId: '10000', name: 'Blocks', provider: 'outward' },
      { linkTypeId: '10004', name: 'Dependency', provider: 'inward' },
    ]);
    expect(periods.filter((period) => period.start <= '2026-11-20' && period.end >= '2026-11-20')).toHaveLength(1);
  });
  test('says which links it left out, and that every item has a team', () => {
    expect(proposed.proposals[0]?.ignoredLinks.map((link) => link.name)).toContain('Relates');
    expect(proposed.proposals[0]?.matches).toMatchObject({ two: 0, none: 0 });
    expect(proposed.looked.items).toBe(proposed.looked.of);
  });
  test('proposes the same again', async () => {
    expect(valueOf(await app.ask(admin(), 'program.propose', {})).proposals[0]?.draft).toEqual(firstDraft());
  });
  test('shows a contractor nothing but what he may browse', async () => {
    const { proposals, canSave } = valueOf(await app.ask(person('Jonas Weber'), 'program.propose', {}));
    const shop = [...store.projects.values()].find((project) => project.key === 'SHOP')?.id;
    expect(canSave).toBe(false);
    expect(new Set(proposals.flatMap(({ draft }) => draft.teams.flatMap((team) => team.projectIds)))).toEqual(
      new Set([shop]),
    );
  });
});

describe('program.save', () => {
  test('refuses those who do not administer Jira', async () => {
    const reply = await app.ask(person('Elena Vasquez'), 'program.save', { draft: firstDraft(), baseVersion: 0 });
    expect(reply).toMatchObject({ ok: false, error: { code: 'FORBIDDEN' } });
  });
  test('refuses overlapping periods, unknown ids and repeated codes, naming each place', async () => {
    const draft = firstDraft();
    const [first, second, ...others] = draft.teams;
    const [one, ...periods] = draft.periods;
    if (first === undefined || second === undefined || one === undefined) throw new Error('too little was proposed');
    const broken: ProgramDraft = {
      ...draft,
      teams: [{ ...first, boardIds: ['99999'] }, { ...second, code: first.code }, ...others],
      periods: [one, { ...one, id: 'again' }, ...periods],
    };
    const reply = await app.ask(admin(), 'program.save', { draft: broken, baseVersion: 0 });
    expect(reply).toMatchObject({ ok: false, error: { code: 'INVALID' } });
    const paths = reply.ok ? [] : (reply.error.findings ?? []).map((finding) => finding.path);
    expect(paths).toEqual(expect.arrayContaining(['teams.0.boardIds', 'teams.1.code', 'periods.1.start']));
  });
  test('refuses a payload of another shape', async () => {
    expect(await app.askRaw(admin(), 'program.save', { draft: {}, baseVersion: 0 })).toMatchObject({
      ok: false,
      error: { code: 'BAD_PAYLOAD' },
    });
  });
  test('saves, accepts the same again, and refuses an edit of an older version', async () => {
    const draft = firstDraft();
    const saved = valueOf(await app.ask(admin(), 'program.save', { draft, baseVersion: 0 }));
    expect(saved.version).toBe(1);
    expect(valueOf(await app.ask(admin(), 'program.save', { draft, baseVersion: 0 }))).toEqual(saved);
    const renamed = { ...draft, name: 'Renamed' };
    expect(valueOf(await app.ask(admin(), 'program.save', { draft: renamed, baseVersion: 1 })).version).toBe(2);
    expect(await app.ask(admin(), 'program.save', { draft, baseVersion: 1 })).toMatchObject({
      ok: false,
      error: { code: 'CONFLICT' },
    });
  });
});

describe('program.list', () => {
  test('lists a program to those who see one of its projects, cut to those', async () => {
    const { programs, canSave } = valueOf(await app.ask(person('Jonas Weber'), 'program.list', {}));
    expect(canSave).toBe(false);
    expect(programs.map((program) => program.projectIds.length)).toEqual([1]);
  });
  test('says nothing to an account that sees none', async () => {
    expect(valueOf(await app.ask('no-such-account', 'program.list', {})).programs).toEqual([]);
    expect(await app.ask('no-such-account', 'board.load', { programId: firstDraft().id })).toMatchObject({
      ok: false,
      error: { code: 'NOT_FOUND' },
    });
  });
});

describe('board.load', () => {
  beforeAll(() => app.fill(), 60_000);
  test('opens the current period with work in every row', async () => {
    const board = await load('Priya Raman');
    expect(board.periodChoice.kind).toBe('current');
    expect(board.rows.filter((row) => row.load.items > 0)).toHaveLength(8);
    expect(board.counts.coverage.read).toBe(board.counts.coverage.of);
    expect(board.counts.coverage.because).toBeUndefined();
  });
  test('opens a chosen period, and refuses one that is not there', async () => {
    const [past] = firstDraft().periods;
    const board = await load('Priya Raman', past?.id);
    expect(board.periodId).toBe(past?.id);
    expect(board.items.some((item) => (item.ghosts ?? []).length > 0)).toBe(true);
    expect(await app.ask(admin(), 'board.load', { programId: firstDraft().id, periodId: 'never' })).toMatchObject({
      ok: false,
      error: { code: 'NOT_FOUND' },
    });
  });
  test('shows dependencies in every health that the site was seeded with', async () => {
    const states = new Set((await load('Marcus Lindqvist')).dependencies.map(({ health }) => health.state));
    const laidOut = ['moot', 'delivered', 'broken', 'deadlocked', 'unplanned', 'tight', 'onTrack'];
    expect([...states]).toEqual(expect.arrayContaining(laidOut));
  });
  test('shows each person exactly items that Jira’s own search gives them', async () => {
    for (const name of ['Priya Raman', 'Jonas Weber', 'Chioma Eze', 'Yuki Tanaka']) {
      const list = valueOf(await app.ask(person(name), 'program.list', {}));
      if (list.programs.length === 0) continue;
      const board = await load(name);
      const body = JSON.stringify({ jql: 'created > "2000-01-01"', fields: ['id'], maxResults: 5000 });
      const request = new Request('http://localhost/rest/api/3/search/jql', { method: 'POST', body });
      request.headers.set('content-type', 'application/json');
      const answer: unknown = await (await app.jira.fetch(request, { accountId: person(name) })).json();
      // The search's shape is the local site's own business; here only the ids matter.
      const visible = new Set((answer as { issues: { id: string }[] }).issues.map((issue) => issue.id));
      expect(board.items.filter((item) => !visible.has(item.id))).toEqual([]);
      expect(
        JSON.stringify(
          board.dependencies.flatMap((d) => [d.providerId, d.consumerId]).filter((id) => !visible.has(id)),
        ),
      ).toBe('[]');
    }
  });
  test('hidden work changes nothing visible: the contractor’s board names no other project', async () => {
    const board = await load('Jonas Weber');
    expect(new Set(board.items.map((item) => item.key.split('-')[0]))).toEqual(new Set(['SHOP']));
    const text = JSON.stringify(board);
    for (const key of ['PAY-', 'ATL-', 'HEL-', 'CIR-', 'ECH-']) expect(text).not.toContain(key);
    expect(board.rows.map((row) => row.code)).toEqual(['FAL', 'GLA']);
  });
});

const ask = () => app.ask(admin(), 'board.load', { programId: firstDraft().id });

describe('when Jira fails', () => {
  const CHECK = '/rest/api/3/permissions/check';

  test('a long wait for the hourly quota is told with its length', async () => {
    const headers = { 'Retry-After': '1800', 'RateLimit-Reason': 'jira-quota-global-based' };
    app.jira.faults.add({ path: CHECK, status: 429, headers, times: 1 });
    const reply = await ask();
    expect(reply).toMatchObject({ ok: false, error: { code: 'RATE_LIMITED' } });
    const waitMs = reply.ok ? 0 : (reply.error.retryAfterMs ?? 0);
    // Up to a second more, so that not everybody comes back at the same moment.
    expect(waitMs).toBeGreaterThanOrEqual(1_800_000);
    expect(waitMs).toBeLessThan(1_801_000);
    app.jira.faults.clear();
  });
  test('an error of Jira’s own is told as such, without its inside', async () => {
    app.jira.faults.add({ path: CHECK, status: 500, body: { errorMessages: ['secret stack'] }, times: 1 });
    const reply = await ask();
    expect(reply).toMatchObject({ ok: false, error: { code: 'JIRA_UNAVAILABLE' } });
    expect(JSON.stringify(reply)).not.toContain('secret');
    app.jira.faults.clear();
  });
  test('an answer that is not Jira’s is refused, not guessed at', async () => {
    app.jira.faults.add({ path: CHECK, status: 200, body: { projectPermissions: 'none' }, times: 1 });
    expect(await ask()).toMatchObject({ ok: false, error: { code: 'JIRA_UNAVAILABLE' } });
    app.jira.faults.clear();
  });
});

describe('item.load', () => {
  // The clock stands still here, and buckets with it: what earlier tests drew never comes back.
  beforeAll(() => {
    app.jira.site.tuning.enforceLimits = false;
  });

  test('agrees with the board on team, sprint and dependencies', async () => {
    const board = await load('Marcus Lindqvist');
    const dependency = board.dependencies.find(({ health }) => health.state === 'broken' || health.state === 'tight');
    const item = board.items.find(({ id }) => id === dependency?.consumerId);
    if (item === undefined) throw new Error('no such dependency on the board');
    const payload = { itemId: item.id, projectId: item.projectId };
    const { programs } = valueOf(await app.ask(person('Marcus Lindqvist'), 'item.load', payload));
    const team = board.rows.find((row) => row.teamId === item.teamId);
    expect(programs).toHaveLength(1);
    expect(programs[0]?.teamName).toBe(team?.name);
    const healthOf = (consumerId: string, side: 'consumerId' | 'providerId'): readonly string[] =>
      board.dependencies.filter((one) => one[side] === consumerId).map(({ health }) => health.sentence);
    expect(programs[0]?.needs.map(({ health }) => health.sentence).toSorted()).toEqual(
      healthOf(item.id, 'consumerId').toSorted(),
    );
    expect(programs[0]?.owes.map(({ health }) => health.sentence).toSorted()).toEqual(
      healthOf(item.id, 'providerId').toSorted(),
    );
  });
  test('says nothing of an item that the person may not see, nor of links to it', async () => {
    const [hidden] = searchIssues(app.jira.site, person('Marcus Lindqvist'), 'project = HEL');
    if (hidden === undefined) throw new Error('no hidden item');
    const payload = { itemId: hidden.id, projectId: hidden.projectId };
    const reply = await app.ask(person('Jonas Weber'), 'item.load', payload);
    expect(reply).toMatchObject({ ok: true, value: { programs: [] } });
    const own = valueOf(await app.ask(person('Jonas Weber'), 'program.list', {})).programs[0]?.projectIds[0] ?? '';
    const disguised = await app.ask(person('Jonas Weber'), 'item.load', { itemId: hidden.id, projectId: own });
    expect(disguised).toMatchObject({ ok: true, value: { programs: [] } });
    const absent = await app.ask(person('Jonas Weber'), 'item.load', { itemId: '999999999', projectId: own });
    expect(disguised).toEqual(absent);
  });
  test('tells an item that the index does not have from one in a project that no program plans', async () => {
    const { programs } = valueOf(await app.ask(person('Marcus Lindqvist'), 'program.list', {}));
    const projectId = programs[0]?.projectIds[0] ?? '';
    const askFor = (payload: { itemId: string; projectId: string }) =>
      app.ask(person('Marcus Lindqvist'), 'item.load', payload);
    expect(valueOf(await askFor({ itemId: '999999999', projectId }))).toMatchObject({ programs: [], isPlanned: true });
    expect(valueOf(await askFor({ itemId: '999999999', projectId: '4711' }))).toMatchObject({ isPlanned: false });
  });
});
