import { afterAll, afterEach, describe, expect, test } from '@jest/globals';
import type { Move } from '../../../src/core/move/move.ts';
import type { MoveOutcome } from '../../../src/core/move/outcome.ts';
import { addStories, sprintNamed, startMoveSites, type MoveApp } from './move-site.ts';

const sites = startMoveSites();
afterAll(() => sites.host.close());
afterEach(() => sites.host.faults.clear());

const kinds = (outcomes: readonly MoveOutcome[]): readonly string[] => outcomes.map(({ kind }) => kind);
const into = (app: MoveApp, name: string, keys: readonly string[], who = 'bo') =>
  app.planned(who, { at: { kind: 'sprint', sprintId: sprintNamed(app.store, name) } }, keys);
const sprintOf = (app: MoveApp, key: string): string | undefined =>
  app.store.sprints.get(app.store.issuesByKey.first(key)?.sprintIds.at(-1))?.name;

describe('two people move one card', () => {
  test('who comes second overwrites nothing, and hears what it is now', async () => {
    const app = await sites.add((store) => addStories(store, 1, 'PAY 1'));
    const [bo, cy] = [await into(app, 'PAY 2', ['PAY-1']), await into(app, 'PAY 3', ['PAY-1'], 'cy')];
    expect(kinds(await app.move('bo', bo))).toEqual(['moved']);
    expect(await app.move('cy', cy)).toMatchObject([
      {
        kind: 'changed',
        sentence: 'PAY-1 was changed meanwhile: it is in PAY 2 now. Nothing was overwritten.',
        now: { sprintIds: [sprintNamed(app.store, 'PAY 2')] },
      },
    ]);
    expect(sprintOf(app, 'PAY-1')).toBe('PAY 2');
  });
  test('days and ranks likewise', async () => {
    const app = await sites.add((store) => addStories(store, 4));
    const [one, two, three, four] = [1, 2, 3, 4].map((n) => app.idOf(`PAY-${n}`));
    const [itemId, a, b, c] = [one ?? '', two ?? '', three ?? '', four ?? ''];
    const rank = (after: string, before: string, seen: object): readonly Move[] => [
      { itemId, wish: { rank: { after, before } }, seen: { rank: seen } },
    ];
    expect(kinds(await app.move('bo', rank(b, c, { before: a })))).toEqual(['moved']);
    expect(kinds(await app.move('cy', rank(a, b, { before: a })))).toEqual(['changed']);
    const day = (dueDay: string): readonly Move[] => [{ itemId, wish: { dueDay }, seen: { dueDay: null } }];
    expect(kinds(await app.move('bo', day('2026-12-01')))).toEqual(['moved']);
    expect(await app.move('cy', day('2026-12-02'))).toMatchObject([{ kind: 'changed', now: { dueDay: '2026-12-01' } }]);
  });
  test('in the same moment: both hear of it, whoever comes last', async () => {
    let [met, quiet] = [0, 0];
    for (let round = 0; round < 12; round += 1) {
      const app = await sites.add((store) => addStories(store, 1, 'PAY 1'));
      const [bo, cy] = [await into(app, 'PAY 2', ['PAY-1']), await into(app, 'PAY 3', ['PAY-1'], 'cy')];
      // The later one begins a little later each round.
      const late = async () => {
        for (let turn = 0; turn < round * 3; turn += 1) await new Promise((resolve) => setImmediate(resolve));
        return app.move('cy', cy);
      };
      const [[first], [second]] = await Promise.all([app.move('bo', bo), late()]);
      const told = [first, second].map((one) => (one?.kind === 'moved' && one.note !== undefined ? 'note' : one?.kind));
      const writes = app.historyOf('PAY-1').length;
      // One wrote and the other was stopped; or both wrote, and one of them is told so.
      if (writes === 1) expect(told.toSorted()).toEqual(['changed', 'moved']);
      else expect(told.some((one) => one === 'note' || one === 'changed')).toBe(true);
      if (writes === 1) quiet += 1;
      else met += 1;
      const last = sprintOf(app, 'PAY-1');
      const winner = last === 'PAY 2' ? first : second;
      expect(winner?.kind).toBe('moved');
    }
    expect(met + quiet).toBe(12);
  });
});

describe('the same request again', () => {
  test('changes nothing, and still says how to undo it', async () => {
    const app = await sites.add((store) => addStories(store, 3, 'PAY 1'));
    const moves = await into(app, 'PAY 2', ['PAY-1', 'PAY-2', 'PAY-3']);
    const first = await app.move('bo', moves);
    const before = app.store.histories.size;
    expect(await app.move('bo', moves)).toEqual(first);
    expect(app.store.histories.size).toBe(before);
  });
  test.each([0, 1, 2, 3, 4, 5])('goes on where an end after effect %i left it', async (afterEffect) => {
    const app = await sites.add((store) => addStories(store, 4, 'PAY 1'));
    const sprintMoves = await into(app, 'PAY 2', ['PAY-1', 'PAY-2', 'PAY-3']);
    const moves = sprintMoves.map((move) => ({
      ...move,
      wish: { ...move.wish, dueDay: '2026-12-01' },
      seen: { ...move.seen, dueDay: null },
    }));
    sites.host.faults.addKill({ afterEffect, functionKey: 'item.move', times: 1 });
    await expect(app.move('bo', moves)).rejects.toThrow('item.move');
    const outcomes = await app.move('bo', moves);
    expect(kinds(outcomes)).toEqual(['moved', 'moved', 'moved']);
    for (const key of ['PAY-1', 'PAY-2', 'PAY-3']) {
      expect([sprintOf(app, key), app.store.issuesByKey.first(key)?.dueDate]).toEqual(['PAY 2', '2026-12-01']);
      expect(app.historyOf(key)).toHaveLength(2);
    }
    const undone = await app.move(
      'bo',
      outcomes.flatMap((one) => ('undo' in one && one.undo ? [one.undo] : [])),
    );
    expect(kinds(undone)).toEqual(['moved', 'moved', 'moved']);
    expect([sprintOf(app, 'PAY-1'), app.store.issuesByKey.first('PAY-1')?.dueDate]).toEqual(['PAY 1', undefined]);
  });
  test('after Jira’s limit: what was not tried is pending, with the wait', async () => {
    const app = await sites.add((store) => addStories(store, 2, 'PAY 1'));
    const moves = [...(await into(app, 'PAY 2', ['PAY-1'])), ...(await into(app, 'PAY 3', ['PAY-2']))];
    const headers = { 'Retry-After': '1800', 'RateLimit-Reason': 'jira-burst-based' };
    app.jira.faults.add({ method: 'POST', path: '/rest/agile/1.0/sprint/*/issue', status: 429, headers, times: 1 });
    const outcomes = await app.move('bo', moves);
    expect(kinds(outcomes)).toEqual(['pending', 'pending']);
    expect(outcomes[0]).toMatchObject({ retryAfterMs: expect.any(Number) });
    expect(app.store.histories.size).toBe(0);
    expect(kinds(await app.move('bo', moves))).toEqual(['moved', 'moved']);
  });
  test('an answer that was lost after Jira wrote is no second write', async () => {
    const app = await sites.add((store) => addStories(store, 1, 'PAY 1'));
    const moves = await into(app, 'PAY 2', ['PAY-1']);
    app.jira.faults.add({ method: 'POST', path: '/rest/agile/1.0/sprint/*/issue', drop: 'after', times: 9 });
    expect(kinds(await app.move('bo', moves))).toEqual(['pending']);
    app.jira.faults.clear();
    expect(kinds(await app.move('bo', moves))).toEqual(['moved']);
    expect(app.historyOf('PAY-1')).toHaveLength(1);
  });
});

test('a full piece of 50 is a few calls', async () => {
  const one = startMoveSites();
  const app = await one.add((store) => addStories(store, 50, 'PAY 1'));
  const keys = Array.from({ length: 50 }, (_, n) => `PAY-${n + 1}`);
  const payload = { programId: 'prog', moves: await into(app, 'PAY 2', keys) };
  one.clock.advance(1_000);
  const call = {
    moduleKey: 'program-page',
    functionKey: 'item.move',
    payload,
    accountId: 'bo',
    installation: 'site-0',
  };
  const { meter } = await one.host.invoke(call);
  await one.host.close();
  expect(sprintOf(app, 'PAY-50')).toBe('PAY 2');
  expect(meter.jiraCalls).toBeLessThanOrEqual(8);
  expect(meter.sequentialRoundTrips).toBeLessThanOrEqual(20);
});

test('storage that fails after the write takes nothing back: it is moved, and said so', async () => {
  const app = await sites.add((store) => addStories(store, 1, 'PAY 1'));
  const moves = await into(app, 'PAY 2', ['PAY-1']);
  sites.host.faults.addStorage({ path: '/api/v1/transaction', status: 500, code: 'INTERNAL', times: 50 });
  expect(kinds(await app.move('bo', moves))).toEqual(['moved']);
  expect(sprintOf(app, 'PAY-1')).toBe('PAY 2');
});
