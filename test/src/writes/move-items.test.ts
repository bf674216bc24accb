import { afterAll, afterEach, describe, expect, test } from '@jest/globals';
import { addIssue } from '../../../local/seeds/defaults.ts';
import type { Move } from '../../../src/core/move/move.ts';
import { planMove } from '../../../src/core/move/plan-move.ts';
import type { MoveOutcome } from '../../../src/core/move/outcome.ts';
import { addHidden, addStories, sprintNamed, startMoveSites, type MoveApp } from './move-site.ts';

const sites = startMoveSites();
afterAll(() => sites.host.close());
afterEach(() => sites.host.faults.clear());

const sprint = (app: MoveApp, name: string) => ({
  at: { kind: 'sprint' as const, sprintId: sprintNamed(app.store, name) },
});
const kinds = (outcomes: readonly MoveOutcome[]): readonly string[] => outcomes.map(({ kind }) => kind);
const undosOf = (outcomes: readonly MoveOutcome[]): readonly Move[] =>
  outcomes.flatMap((one) => ('undo' in one && one.undo !== undefined ? [one.undo] : []));
const sprintsOf = (app: MoveApp, key: string): readonly string[] =>
  app.store.issuesByKey.first(key)?.sprintIds.map((id) => app.store.sprints.get(id)?.name ?? '') ?? [];

describe('a move ends in Jira’s changelog, as the person', () => {
  test('from sprint to sprint, shown on the board at once, and back by undo', async () => {
    const app = await sites.add((store) => addStories(store, 2, 'PAY 1'));
    const outcomes = await app.drop('bo', sprint(app, 'PAY 2'), ['PAY-1']);
    expect(kinds(outcomes)).toEqual(['moved']);
    expect(app.historyOf('PAY-1')).toEqual([
      `Sprint: ${sprintNamed(app.store, 'PAY 1')} -> ${sprintNamed(app.store, 'PAY 2')}`,
    ]);
    expect(app.store.historiesByIssue.of(app.idOf('PAY-1')).map(({ authorId }) => authorId)).toEqual(['bo']);
    // Without events or schedules: the index was brought up to it.
    const shown = (await app.sourceFor('cy')).items.find(({ key }) => key === 'PAY-1');
    expect(shown?.sprintIds).toEqual([sprintNamed(app.store, 'PAY 2')]);
    expect(kinds(await app.move('bo', undosOf(outcomes)))).toEqual(['moved']);
    expect(sprintsOf(app, 'PAY-1')).toEqual(['PAY 1']);
  });
  test('out of its sprint, a closed one staying as history, and back', async () => {
    const app = await sites.add((store) =>
      addIssue(store, { projectKey: 'PAY', sprintIds: ['PAY 0', 'PAY 1'].map((name) => sprintNamed(store, name)) }),
    );
    const outcomes = await app.drop('bo', { at: { kind: 'backlog' } }, ['PAY-1']);
    expect(sprintsOf(app, 'PAY-1')).toEqual(['PAY 0']);
    await app.move('bo', undosOf(outcomes));
    expect(sprintsOf(app, 'PAY-1')).toEqual(['PAY 0', 'PAY 1']);
  });
  test('kanban work by its days, start and due together, and back to none', async () => {
    const app = await sites.add((store) => {
      addIssue(store, { projectKey: 'OPS' });
      addIssue(store, { projectKey: 'OPS', startDate: '2026-11-10', dueDate: '2026-11-24' });
    });
    const outcomes = await app.drop('bo', { at: { kind: 'day', day: '2026-12-01' } }, ['OPS-1', 'OPS-2']);
    expect(kinds(outcomes)).toEqual(['moved', 'moved']);
    expect(app.historyOf('OPS-1')).toEqual(['duedate:  -> 2026-12-01']);
    expect(app.historyOf('OPS-2').toSorted()).toEqual([
      'Start date: 2026-11-10 -> 2026-11-17',
      'duedate: 2026-11-24 -> 2026-12-01',
    ]);
    expect(kinds(await app.move('bo', undosOf(outcomes)))).toEqual(['moved', 'moved']);
    expect(app.store.issuesByKey.first('OPS-1')?.dueDate).toBeUndefined();
    expect(app.store.issuesByKey.first('OPS-2')).toMatchObject({ dueDate: '2026-11-24' });
  });
  test('to another team by its component, and by its Team field', async () => {
    const app = await sites.add((store) => addStories(store, 2, 'PAY 1'));
    const byComponent = await app.drop('bo', { teamId: 'shop', ...sprint(app, 'SHOP 2') }, ['PAY-1']);
    expect(kinds(byComponent)).toEqual(['moved']);
    expect(app.historyOf('PAY-1').map((line) => line.split(':')[0])).toEqual(['Component', 'Sprint']);
    expect((await app.planFor('cy')).teamOf.get(app.idOf('PAY-1'))).toBe('shop');
    const byField = await app.drop('bo', { teamId: 'ops' }, ['PAY-2']);
    expect(kinds(byField)).toEqual(['moved']);
    expect((await app.planFor('cy')).teamOf.get(app.idOf('PAY-2'))).toBe('ops');
    expect(kinds(await app.move('bo', undosOf([...byComponent, ...byField])))).toEqual(['moved', 'moved']);
    const { teamOf } = await app.planFor('cy');
    expect(['PAY-1', 'PAY-2'].map((key) => teamOf.get(app.idOf(key)))).toEqual(['pay', 'pay']);
  });
  test('a feature with its stories, as offered', async () => {
    const app = await sites.add((store) => {
      const epic = addIssue(store, { projectKey: 'PAY', type: 'Epic', dueDate: '2026-11-26' });
      const sprintIds = [sprintNamed(store, 'PAY 1')];
      for (const status of ['To Do', 'In Progress']) {
        addIssue(store, { projectKey: 'PAY', parentId: epic.id, sprintIds, status });
      }
    });
    const plan = await app.planFor('bo');
    const { moves, offers } = planMove({ at: { kind: 'day', day: '2026-12-10' } }, [app.idOf('PAY-1')], plan);
    const both = [...moves, ...offers.flatMap((offer) => offer.moves)];
    expect(both).toHaveLength(2);
    expect(kinds(await app.move('bo', both))).toEqual(['moved', 'moved']);
    expect(app.store.issuesByKey.first('PAY-1')?.dueDate).toBe('2026-12-10');
    expect([sprintsOf(app, 'PAY-2'), sprintsOf(app, 'PAY-3')]).toEqual([['PAY 2'], ['PAY 1']]);
  });
  test('the order within a cell, several one behind the other, before and after an item, and back', async () => {
    const app = await sites.add((store) => addStories(store, 5, 'PAY 1'));
    const order = async () => {
      const { tree, compare } = await app.planFor('bo');
      return [...tree.items.values()]
        .sort(compare)
        .map(({ key }) => key.slice(4))
        .join('');
    };
    const drop = async (keys: readonly string[], rank: object, seen: object) => {
      const plan = await app.planFor('bo');
      return app.move('bo', planMove({ rank }, keys.map(app.idOf), plan, () => seen).moves);
    };
    const before = await drop(['PAY-4', 'PAY-5'], { before: app.idOf('PAY-2') }, { after: app.idOf('PAY-3') });
    expect([kinds(before), await order()]).toEqual([['moved', 'moved'], '14523']);
    expect(app.historyOf('PAY-4')).toEqual(['Rank:  -> ']);
    await app.move('bo', undosOf(before));
    expect(await order()).toBe('12345');
    await drop(['PAY-1', 'PAY-2'], { after: app.idOf('PAY-5') }, { before: app.idOf('PAY-3') });
    expect(await order()).toBe('34512');
  });
  test('into a sprint at a place in one call', async () => {
    const app = await sites.add((store) => {
      addStories(store, 2, 'PAY 2');
      addStories(store, 2, 'PAY 1');
    });
    await app.drop('bo', { ...sprint(app, 'PAY 2'), rank: { before: app.idOf('PAY-2') } }, ['PAY-3', 'PAY-4']);
    const { tree, compare } = await app.planFor('bo');
    expect([...tree.items.values()].sort(compare).map(({ key }) => key)).toEqual(['PAY-1', 'PAY-3', 'PAY-4', 'PAY-2']);
    expect(app.store.historiesByIssue.of(app.idOf('PAY-3'))).toHaveLength(1);
  });
});

describe('what Jira does not allow', () => {
  test('is told item by item, and the others move', async () => {
    const app = await sites.add((store) => {
      addStories(store, 3);
      const id = store.projectsByKey.first('SHOP')?.id ?? '';
      // Bo reads SHOP and works in PAY.
      addIssue(store, { projectId: id });
    });
    const target = { sprintId: sprintNamed(app.store, 'PAY 2') };
    const moves = ['PAY-1', 'SHOP-1', 'PAY-2'].map((key) => ({
      itemId: app.idOf(key),
      seen: { sprintIds: [] },
      wish: target,
    }));
    const outcomes = await app.move('bo', moves);
    expect(outcomes).toMatchObject([
      { kind: 'moved' },
      {
        kind: 'refused',
        sentence: 'Jira does not let you move SHOP-1: you lack its permission "Schedule Issues" there.',
      },
      { kind: 'moved' },
    ]);
    expect([sprintsOf(app, 'PAY-1'), sprintsOf(app, 'SHOP-1'), sprintsOf(app, 'PAY-2')]).toEqual([
      ['PAY 2'],
      [],
      ['PAY 2'],
    ]);
    const alone = await app.move('bo', moves.slice(1, 2));
    expect(alone).toMatchObject([{ kind: 'refused', sentence: expect.stringContaining('schedule issue SHOP-1') }]);
  });
  test('ranks and days likewise, in Jira’s words', async () => {
    const app = await sites.add((store) => {
      addStories(store, 3);
      addIssue(store, { projectKey: 'SHOP' });
    });
    const rank = { after: app.idOf('PAY-2') };
    const outcomes = await app.move('bo', [
      { itemId: app.idOf('SHOP-1'), wish: { rank }, seen: { rank: { after: app.idOf('PAY-3') } } },
      {
        itemId: app.idOf('PAY-1'),
        wish: { rank: { after: app.idOf('SHOP-1') } },
        seen: { rank: { before: app.idOf('PAY-2') } },
      },
    ]);
    expect(kinds(outcomes)[0]).toBe('moved');
    const day = await app.move('bo', [
      { itemId: app.idOf('SHOP-1'), wish: { dueDay: '2026-12-01' }, seen: { dueDay: null } },
    ]);
    expect(day).toMatchObject([{ kind: 'refused', sentence: expect.stringContaining('duedate') }]);
  });
  test('a sub-task among others is found by halves, in Jira’s words', async () => {
    const app = await sites.add((store) => {
      addStories(store, 6);
      addIssue(store, { projectKey: 'PAY', type: 'Sub-task', parentId: store.issuesByKey.first('PAY-1')?.id ?? '' });
    });
    const wish = { sprintId: sprintNamed(app.store, 'PAY 2') };
    const ids = [1, 2, 3, 7, 5, 6].map((n) => app.idOf(`PAY-${n}`));
    const outcomes = await app.move(
      'bo',
      ids.map((itemId) => ({ itemId, wish, seen: { sprintIds: [] } })),
    );
    expect(kinds(outcomes)).toEqual(['moved', 'moved', 'moved', 'refused', 'moved', 'moved']);
    expect(outcomes[3]).toMatchObject({ sentence: expect.stringContaining("'PAY-7' is a sub-task") });
  });
  test('archived work is as good as gone', async () => {
    const app = await sites.add((store) => {
      addStories(store, 1);
      const issue = store.issuesByKey.first('PAY-1');
      if (issue !== undefined) store.issues.put({ ...issue, archived: true });
    });
    const moves = [{ itemId: app.idOf('PAY-1'), wish: { dueDay: '2026-12-01' }, seen: { dueDay: null } }];
    expect(await app.move('bo', moves)).toMatchObject([{ kind: 'refused', sentence: /is gone/ }]);
  });
  test('a sprint that was closed meanwhile takes nothing', async () => {
    const app = await sites.add((store) => addStories(store, 1, 'PAY 1'));
    const moves = await app.planned('bo', sprint(app, 'PAY 2'), ['PAY-1']);
    const target = app.store.sprints.get(sprintNamed(app.store, 'PAY 2'));
    if (target !== undefined) app.store.sprints.put({ ...target, state: 'closed' });
    expect(await app.move('bo', moves)).toMatchObject([{ kind: 'refused', sentence: /^PAY 2 is closed/ }]);
    expect(app.historyOf('PAY-1')).toEqual([]);
  });
  test('what is hidden and what is gone are told alike', async () => {
    const app = await sites.add((store) => {
      addStories(store, 1);
      addHidden(store);
    });
    const wish = { dueDay: '2026-12-01' };
    const ask = (itemId: string) => app.move('bo', [{ itemId, wish, seen: { dueDay: null } }]);
    const [[hidden], [gone]] = [await ask(app.idOf('HID-1')), await ask('999999')];
    expect({ ...hidden, itemId: '' }).toEqual({ ...gone, itemId: '' });
    expect(hidden).toMatchObject({ kind: 'refused' });
  });
  test('a program that someone may not see is not there for them', async () => {
    const app = await sites.add((store) => addStories(store, 1));
    const moves = [{ itemId: app.idOf('PAY-1'), wish: { dueDay: '2026-12-01' }, seen: { dueDay: null } }];
    for (const [who, programId] of [
      ['zoe', 'prog'],
      ['bo', 'none'],
    ] as const) {
      expect(await app.ask(who, 'item.move', { programId, moves })).toMatchObject({ error: { code: 'NOT_FOUND' } });
    }
  });
});
