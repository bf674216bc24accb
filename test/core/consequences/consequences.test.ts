import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { buildBoard } from '../../../src/core/board/build-board.ts';
import { consequencesBetween, consequencesOf } from '../../../src/core/consequences/consequences-of.ts';
import { cellKey, type CapacityOf } from '../../../src/core/consequences/consequences.ts';
import { factsOf } from '../../../src/core/consequences/facts.ts';
import { indexPlan } from '../../../src/core/consequences/plan-index.ts';
import { consequencesSentence } from '../../../src/core/consequences/sentence.ts';
import { applyMoves } from '../../../src/core/move/apply-moves.ts';
import type { DropTarget, Move, Wish } from '../../../src/core/move/move.ts';
import { planMove } from '../../../src/core/move/plan-move.ts';
import type { WorkItem } from '../../../src/core/work-item/work-item.ts';
import { blocks, buildItem, DOING, DONE, EPIC, STORY, SUBTASK, TODO } from '../build.ts';
import { planOf, SPRINTS, sourceOf } from '../move/source.ts';

const CAPACITY: CapacityOf = (teamId, sprintId) => (teamId === 'atlas' && sprintId === 'A4' ? 38 : undefined);

/** Atlas' Sprint 4 holds 33 points; PAY-42 of 8 points is in Sprint 3, and Borealis needs it from 26 Oct to 15 Nov. */
const EXAMPLE: readonly WorkItem[] = [
  buildItem('pay42', { key: 'PAY-42', sprintIds: ['A3'], estimates: { sp: 8 }, links: [blocks('shop7')] }),
  buildItem('shop7', { key: 'SHOP-7', projectId: '20', componentIds: ['c-b'], sprintIds: ['B2'] }),
  ...[20, 13].map((sp, n) => buildItem(`other${n}`, { sprintIds: ['A4'], estimates: { sp } })),
];
const look = (
  items: readonly WorkItem[],
  target: DropTarget,
  ids: readonly string[],
  capacityOf: CapacityOf = CAPACITY,
) => {
  const plan = planOf(sourceOf(items));
  const { moves } = planMove(target, ids, plan);
  const consequences = consequencesOf(indexPlan(plan), moves, capacityOf);
  return { consequences, sentence: consequencesSentence({ moves, target, plan }, consequences) };
};
const to = (sprintId: string): DropTarget => ({ at: { kind: 'sprint', sprintId } });

describe('what follows from a move', () => {
  test('is told as in the picture: breaks 1, heals 0, 3 points over', () => {
    const { consequences, sentence } = look(EXAMPLE, to('A4'), ['pay42']);
    expect(sentence).toBe('PAY-42 to Atlas Sprint 4: breaks 1, heals 0, 3 points over');
    expect(consequences.breaks).toMatchObject([
      {
        providerId: 'pay42',
        consumerId: 'shop7',
        before: { expected: '2026-11-15' },
        after: { expected: '2026-11-29', health: { state: 'broken' } },
      },
    ]);
    expect(consequences.loads).toMatchObject([
      { sprintId: 'A3', before: { planned: 8 }, after: { planned: 0 } },
      { sprintId: 'A4', before: { planned: 33 }, after: { planned: 41 }, capacity: 38, over: 3 },
    ]);
  });
  test('and the way back heals it', () => {
    const after = applyMoves(sourceOf(EXAMPLE), planMove(to('A4'), ['pay42'], planOf(sourceOf(EXAMPLE))).moves).items;
    expect(look(after, to('A3'), ['pay42']).sentence).toBe(
      'PAY-42 to Atlas Sprint 3: breaks 0, heals 1, 8 points planned',
    );
  });
  test.each([
    [undefined, 'PAY-42 to Atlas Sprint 4: breaks 1, heals 0, 41 points planned'],
    [41, 'PAY-42 to Atlas Sprint 4: breaks 1, heals 0, full'],
    [40, 'PAY-42 to Atlas Sprint 4: breaks 1, heals 0, 1 point over'],
    [50, 'PAY-42 to Atlas Sprint 4: breaks 1, heals 0, 9 points free'],
  ])('says the load against a capacity of %s', (capacity, sentence) => {
    expect(look(EXAMPLE, to('A4'), ['pay42'], () => capacity).sentence).toBe(sentence);
  });
  test.each<readonly [DropTarget, readonly string[], string]>([
    [{ at: { kind: 'backlog' } }, ['pay42'], 'PAY-42 to the backlog: breaks 0, heals 0'],
    [to('A5'), ['pay42', 'other0'], '2 items to Atlas Sprint 5: breaks 1, heals 0, 28 points planned'],
    [{ teamId: 'borealis', ...to('B3') }, ['pay42'], 'PAY-42 to Borealis 3: breaks 0, heals 0, 8 points planned'],
  ])('to %j', (target, ids, sentence) => expect(look(EXAMPLE, target, ids).sentence).toBe(sentence));
  test('a dependency whose consumer starts before its provider ends becomes tight, and says so', () => {
    const items = [
      buildItem('give', { sprintIds: ['A2', 'A3'], links: [blocks('need')] }),
      buildItem('need', { projectId: '20', componentIds: ['c-b'], sprintIds: ['B3'] }),
    ];
    expect(look(items, to('A4'), ['give'])).toMatchObject({
      sentence: 'give to Atlas Sprint 4: breaks 0, heals 0, makes 1 tight, 38 points free',
      consequences: { tightens: [{ before: { health: { state: 'onTrack' } } }], breaks: [] },
    });
  });
  test('a feature whose story leaves its due day behind is told', () => {
    const items = [
      buildItem('epic', { type: EPIC, dueDay: '2026-11-15' }),
      buildItem('story', { parentId: 'epic', sprintIds: ['A3'] }),
    ];
    const { consequences, sentence } = look(items, to('A5'), ['story']);
    expect(consequences.mismatches).toEqual([
      { itemId: 'epic', after: { dueDay: '2026-11-15', childrenEnd: '2026-12-13', sprintsApart: 2 } },
    ]);
    expect(sentence).toContain('1 feature apart from its due day');
  });
  test('nothing follows from a change of order', () => {
    const items = EXAMPLE.map((item, n) => ({ ...item, rank: `0|i0000${n}:` }));
    expect(look(items, { rank: { after: 'other1' } }, ['other0'])).toMatchObject({
      sentence: 'other0 to another rank: breaks 0, heals 0',
      consequences: { dependencies: [], loads: [], mismatches: [] },
    });
  });
});

const sprintIds = fc.subarray([...SPRINTS.map(({ id }) => id), 'unknown'], { maxLength: 3 });
const day = fc.option(fc.constantFrom('2026-10-20', '2026-11-10', '2026-11-20', '2026-12-01', '2027-01-10'), {
  nil: undefined,
});
const drawItem = fc.record({
  level: fc.constantFrom(-1, 0, 0, 0, 0, 1),
  project: fc.constantFrom('10', '10', '20', '30', '40'),
  component: fc.boolean(),
  field: fc.constantFrom(undefined, undefined, undefined, 'uuid-a', 'uuid-k'),
  status: fc.constantFrom(TODO, TODO, DOING, DONE),
  sprintIds,
  dueDay: day,
  startDay: day,
  points: fc.constantFrom(undefined, 1, 2.5, 8),
  parent: fc.nat(),
  links: fc.array(fc.nat(), { maxLength: 2 }),
});
type Drawn = typeof drawItem extends fc.Arbitrary<infer T> ? T : never;
const TYPES: Readonly<Record<string, WorkItem['type']>> = { '-1': SUBTASK, '0': STORY, '1': EPIC };
const toItems = (drawn: readonly Drawn[]): readonly WorkItem[] =>
  drawn.map((one, n) =>
    buildItem(String(n), {
      type: TYPES[one.level] ?? STORY,
      projectId: one.project,
      status: one.status,
      sprintIds: one.sprintIds,
      parentId: String(one.parent % drawn.length),
      componentIds: one.component ? ['c-b'] : [],
      rank: `0|i${String(n).padStart(5, '0')}:`,
      links: one.links.map((to_, at) => ({ ...blocks(String(to_ % drawn.length)), id: `${n}-${at}` })),
      ...(one.field === undefined ? {} : { teamFieldId: one.field }),
      ...(one.dueDay === undefined ? {} : { dueDay: one.dueDay }),
      ...(one.startDay === undefined ? {} : { startDay: one.startDay }),
      ...(one.points === undefined ? {} : { estimates: { sp: one.points } }),
    }),
  );
const drawTarget: fc.Arbitrary<DropTarget> = fc
  .record({
    teamId: fc.constantFrom(undefined, undefined, 'atlas', 'borealis', 'cirrus'),
    at: fc.oneof(
      fc.constantFrom(...SPRINTS.map(({ id }) => ({ kind: 'sprint' as const, sprintId: id }))),
      fc.constantFrom('2026-11-12', '2026-11-25', '2026-12-08').map((on) => ({ kind: 'day' as const, day: on })),
      fc.constant({ kind: 'backlog' as const }),
    ),
  })
  .map(({ teamId, at }) => ({ at, ...(teamId === undefined ? {} : { teamId }) }));

const rawWish = ({ at, teamId }: DropTarget): Wish => ({
  ...(at?.kind === 'sprint' ? { sprintId: at.sprintId } : {}),
  ...(at?.kind === 'day' ? { dueDay: at.day, startDay: at.day } : {}),
  ...(at?.kind === 'backlog' ? { sprintId: null, dueDay: null } : {}),
  ...(teamId === undefined ? {} : { teamId }),
});

test('the quick way tells what the whole recomputation tells, and loads are those of the board', () => {
  let [told, moved] = [0, 0];
  fc.assert(
    fc.property(
      fc.array(drawItem, { minLength: 2, maxLength: 25 }),
      drawTarget,
      fc.array(fc.nat(), { minLength: 1, maxLength: 4 }),
      fc.boolean(),
      fc.boolean(),
      (drawn, target, picked, isThin, isRaw) => {
        const all = toItems(drawn);
        const thin = isThin
          ? all.slice(-3).map(({ id, projectId, parentId, type, status, sprintIds: joined, estimates }) => ({
              id,
              projectId,
              level: type.level,
              category: status.category,
              sprintIds: joined,
              estimates,
              ...(parentId === undefined ? {} : { parentId }),
            }))
          : [];
        const { own } = sourceOf(all);
        const source = sourceOf(all.slice(0, all.length - thin.length), { thin, own });
        const plan = planOf(source);
        const ids = picked.map((n) => String(n % all.length));
        const { moves, offers } = planMove(target, ids, plan);
        // Also what no plan would propose: Jira may hold anything.
        const raw = ids
          .filter((id) => !plan.thinIds.has(id))
          .map((itemId): Move => ({ itemId, seen: {}, wish: rawWish(target) }));
        const both = isRaw ? raw : [...moves, ...offers.flatMap((offer) => offer.moves)];
        const quick = consequencesOf(indexPlan(plan), both, CAPACITY);
        const after = applyMoves(source, both);
        expect(quick).toEqual(consequencesBetween(plan, planOf(after), CAPACITY));
        told += quick.dependencies.length + quick.loads.length + quick.mismatches.length;
        moved += both.length;
        const { loads } = factsOf(plan);
        for (const { teamId, sprints } of buildBoard(source).rows) {
          for (const { id, load } of sprints.filter((one) => one.load.items > 0)) {
            expect(loads.get(cellKey(teamId, id))?.load).toEqual(load);
          }
        }
      },
    ),
    { numRuns: 400, seed: 20_261_122 },
  );
  expect(moved).toBeGreaterThan(300);
  expect(told).toBeGreaterThan(500);
});

test('moves change neither the plan that they are looked at on nor the source', () => {
  const source = sourceOf(EXAMPLE);
  const plan = planOf(source);
  const [before, spots] = [JSON.stringify(source), JSON.stringify([...plan.spots])];
  const { moves } = planMove(to('A4'), ['pay42'], plan);
  consequencesOf(indexPlan(plan), moves);
  applyMoves(source, moves);
  expect([JSON.stringify(source), JSON.stringify([...plan.spots])]).toEqual([before, spots]);
});
