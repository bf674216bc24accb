import { describe, expect, test } from '@jest/globals';
import type { DropTarget, Wish } from '../../../src/core/move/move.ts';
import { planMove } from '../../../src/core/move/plan-move.ts';
import type { WorkItem } from '../../../src/core/work-item/work-item.ts';
import { buildItem, DOING, DONE, EPIC, SUBTASK } from '../build.ts';
import { planOf, sourceOf } from './source.ts';

const sprint = (sprintId: string): DropTarget => ({ at: { kind: 'sprint', sprintId } });
const day = (on: string): DropTarget => ({ at: { kind: 'day', day: on } });
const BACKLOG: DropTarget = { at: { kind: 'backlog' } };
const plan = (target: DropTarget, item: WorkItem, others: readonly WorkItem[] = []) =>
  planMove(target, [item.id], planOf(sourceOf([item, ...others])));
const story = (changes: Partial<WorkItem> = {}) => buildItem('s', changes);
const kanban = (changes: Partial<WorkItem> = {}) => buildItem('k', { projectId: '40', ...changes });
const child = (id: string, changes: Partial<WorkItem>) => buildItem(id, { parentId: 'f', ...changes });
const feature = (changes: Partial<WorkItem> = {}) => buildItem('f', { type: EPIC, ...changes });

describe('a drop', () => {
  test.each<readonly [string, DropTarget, WorkItem, Wish]>([
    ['into a sprint', sprint('A4'), story(), { sprintId: 'A4' }],
    ['from sprint to sprint', sprint('A4'), story({ sprintIds: ['A1', 'A3'] }), { sprintId: 'A4' }],
    ['out of its sprint', BACKLOG, story({ sprintIds: ['A1', 'A3'] }), { sprintId: null }],
    ['out of its day', BACKLOG, kanban({ dueDay: '2026-11-10' }), { dueDay: null }],
    ['of kanban work on a day', day('2026-11-20'), kanban(), { dueDay: '2026-11-20' }],
    [
      'on a day, its start with it',
      day('2026-11-20'),
      kanban({ startDay: '2026-11-02', dueDay: '2026-11-10' }),
      { dueDay: '2026-11-20', startDay: '2026-11-12' },
    ],
    [
      'on a day before its start, which had no end',
      day('2026-11-01'),
      kanban({ startDay: '2026-11-02' }),
      { dueDay: '2026-11-01', startDay: '2026-11-01' },
    ],
    [
      'on a day, out of the sprint that would hold it',
      day('2026-11-20'),
      kanban({ sprintIds: ['A3'] }),
      { dueDay: '2026-11-20', sprintId: null },
    ],
    ['of a feature on a day', day('2026-11-20'), feature(), { dueDay: '2026-11-20' }],
    ['of a feature on a sprint: its last day', sprint('A4'), feature(), { dueDay: '2026-11-29' }],
    [
      'to a team with a Team field',
      { teamId: 'atlas', ...sprint('A4') },
      story({ projectId: '20', componentIds: ['c-b'] }),
      { teamId: 'atlas', sprintId: 'A4' },
    ],
    ['to a team with a component', { teamId: 'borealis' }, story(), { teamId: 'borealis' }],
    ['of a feature to a team with a Team field', { teamId: 'cirrus' }, feature(), { teamId: 'cirrus' }],
  ])('%s', (_what, target, item, wish) => {
    const { moves, refused } = plan(target, item);
    expect(refused).toEqual([]);
    expect(moves).toMatchObject([{ itemId: item.id }]);
    expect(moves[0]?.wish).toEqual(wish);
  });
  test('says what of the item the person saw, and nothing else of it', () => {
    const [into] = plan(sprint('A4'), story({ sprintIds: ['A1', 'A3'], dueDay: '2026-11-10' })).moves;
    expect(into?.seen).toEqual({ sprintIds: ['A1', 'A3'] });
    const [on] = plan(day('2026-11-20'), kanban({ startDay: '2026-11-02', dueDay: '2026-11-10' })).moves;
    expect(on?.seen).toEqual({ startDay: '2026-11-02', dueDay: '2026-11-10' });
    const [team] = plan({ teamId: 'borealis' }, story({ componentIds: ['x'] })).moves;
    expect(team?.seen).toEqual({ teamFieldId: null, componentIds: ['x'] });
  });
});

describe('refused, with the reason', () => {
  const story0 = story();
  test.each<readonly [string, DropTarget, WorkItem, string, RegExp]>([
    ['done work', sprint('A4'), story({ status: DONE }), 'done', /s is done/],
    ['a sub-task', sprint('A4'), story({ type: SUBTASK, parentId: 'story' }), 'subtask', /moves with story/],
    ['a closed sprint', sprint('A1'), story(), 'closedSprint', /Sprint 1 is closed/],
    ['another team’s sprint', sprint('B3'), story(), 'otherTeamsSprint', /Borealis 3 is not a sprint of Atlas/],
    ['a sprint that nobody knows', sprint('nope'), story(), 'otherTeamsSprint', /not a sprint of Atlas/],
    ['kanban work in a sprint', sprint('A4'), kanban(), 'needsDay', /Cirrus works without sprints/],
    ['a day for a team with sprints', day('2026-11-20'), story(), 'needsSprint', /drop s on Sprint 4/],
    ['a day on which it has no sprint', day('2027-02-20'), story(), 'noSprint', /no sprint on 2027-02-20: create one/],
    ['a team of another project', { teamId: 'comet' }, story(), 'otherProject', /does not work in the project of s/],
    [
      'a team whose rules no move can set',
      { teamId: 'comet' },
      story({ projectId: '30', componentIds: ['c-b'] }),
      'fixedTeam',
      /follows from its project, board or JQL/,
    ],
    ['a feature by a component', { teamId: 'borealis' }, feature(), 'fixedTeam', /most of its children/],
    [
      'the backlog at a release day',
      BACKLOG,
      story({ fixVersions: [{ id: '1', name: '3.0', releaseDay: '2026-11-20', released: false }] }),
      'fixedPlace',
      /release of 3\.0/,
    ],
    ['the backlog in progress', BACKLOG, story({ status: DOING }), 'fixedPlace', /in progress/],
    ['where it is', sprint('A3'), story({ sprintIds: ['A3'] }), 'alreadyThere', /there already/],
    ['the backlog from the backlog', BACKLOG, story(), 'alreadyThere', /there already/],
    ['an order that Jira does not keep', { rank: { after: 'story' } }, story0, 'noRank', /no order/],
  ])('%s', (_what, target, item, kind, sentence) => {
    const { moves, refused } = plan(target, item, [buildItem('story')]);
    expect(moves).toEqual([]);
    expect(refused).toMatchObject([{ itemId: item.id, kind, sentence: expect.stringMatching(sentence) }]);
  });
  test('what is not on the board, or known too little', () => {
    const thin = { id: 't', projectId: '10', level: 0, category: 'todo' as const, sprintIds: [], estimates: {} };
    const { refused } = planMove(sprint('A4'), ['nowhere', 't'], planOf(sourceOf([], { thin: [thin] })));
    expect(refused.map(({ kind }) => kind)).toEqual(['unknown', 'unknown']);
  });
});

describe('several items at once', () => {
  const items = ['a', 'b', 'c', 'd'].map((id, n) => buildItem(id, { rank: `0|i0000${n}:`, sprintIds: ['A3'] }));
  test('keep the order they come in, and the refused ones leave no gap', () => {
    const done = buildItem('x', { status: DONE });
    const source = sourceOf([...items, done]);
    const { moves, refused } = planMove({ rank: { before: 'a' } }, ['d', 'x', 'c'], planOf(source), () => ({
      after: 'b',
    }));
    expect(moves.map(({ itemId, wish }) => [itemId, wish.rank])).toEqual([
      ['d', { before: 'a' }],
      ['c', { before: 'a' }],
    ]);
    expect(moves[0]?.seen).toEqual({ rank: { after: 'b' } });
    expect(refused).toMatchObject([{ itemId: 'x', kind: 'done' }]);
  });
  test('behind an item go in pieces, each behind the one before', () => {
    const many = Array.from({ length: 120 }, (_, n) =>
      buildItem(`m${n}`, { rank: `0|j${String(n).padStart(5, '0')}:` }),
    );
    const ids = many.map(({ id }) => id);
    const { moves } = planMove({ rank: { after: 'a' } }, ids, planOf(sourceOf([...items, ...many])));
    const after = moves.map(({ wish }) => wish.rank?.after);
    expect([after[0], after[49], after[50], after[99], after[100]]).toEqual(['a', 'a', 'm49', 'm49', 'm99']);
  });
  test('an item named twice moves once', () => {
    expect(planMove(sprint('A4'), ['a', 'a'], planOf(sourceOf(items))).moves).toHaveLength(1);
  });
});

describe('a feature that moves', () => {
  const epic = feature({ dueDay: '2026-11-15' });
  test('offers its unstarted stories the sprint or day as much later, and touches none that is started or done', () => {
    const children = [
      child('sprint', { sprintIds: ['A3'] }),
      child('far', { sprintIds: ['A5'] }),
      child('days', { startDay: '2026-11-02', dueDay: '2026-11-10' }),
      child('other', { projectId: '20', componentIds: ['c-b'], sprintIds: ['B2'] }),
      child('doing', { sprintIds: ['A3'], status: DOING }),
      child('done', { sprintIds: ['A1'], status: DONE }),
      child('open', {}),
    ];
    const { offers, moves } = plan(day('2026-11-29'), epic, children);
    expect(moves).toHaveLength(1);
    expect(offers).toEqual([
      {
        featureId: 'f',
        days: 14,
        staying: 2,
        moves: [
          {
            itemId: 'days',
            wish: { startDay: '2026-11-16', dueDay: '2026-11-24' },
            seen: { startDay: '2026-11-02', dueDay: '2026-11-10' },
          },
          { itemId: 'sprint', wish: { sprintId: 'A4' }, seen: { sprintIds: ['A3'] } },
        ],
        refused: [{ itemId: 'far', kind: 'noSprint', sentence: 'far: Atlas has no sprint on 2026-12-14.' }],
      },
    ]);
  });
  test('offers nothing where its day stays', () => expect(plan({ teamId: 'cirrus' }, epic).offers).toEqual([]));
  test('is told where it stands if its children end later', () => {
    const { notes } = plan(day('2026-11-10'), feature({}), [child('late', { sprintIds: ['A4'] })]);
    expect(notes).toEqual([
      { itemId: 'f', sentence: 'f stands where its last child ends, on 2026-11-29, until that moves too.' },
    ]);
  });
});
