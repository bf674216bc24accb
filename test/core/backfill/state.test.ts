import { describe, expect, test } from '@jest/globals';
import {
  changeRun,
  claimTurn,
  compareStamps,
  findReadAt,
  followProjects,
  hasWork,
  needsWaking,
  newRun,
  nextRun,
  NO_BACKFILL,
  uncounted,
  WAKE_GRACE_MS,
  type BackfillState,
  type ProjectRun,
} from '../../../src/core/backfill/state.ts';

const NOW = Date.UTC(2026, 10, 22, 9);
const run = (projectId: string, more: Partial<ProjectRun> = {}): ProjectRun => ({ ...newRun(projectId, NOW), ...more });
const state = (...runs: readonly ProjectRun[]): BackfillState => ({ ...NO_BACKFILL, runs });
const counted = (projectId: string, more: Partial<ProjectRun> = {}) => run(projectId, { phase: 'counted', ...more });
/** All of them, in the order in which they are taken up. */
const orderOf = (...runs: readonly ProjectRun[]): readonly string[] => {
  const next = nextRun(state(...runs), NOW);
  return next === undefined ? [] : [next.projectId, ...orderOf(...runs.filter((one) => one !== next))];
};

describe('what is next', () => {
  test('what is begun goes on before what waits, and sweeps come last', () => {
    const all = [
      run('1', { phase: 'closing', mustSweep: true }),
      counted('2'),
      run('3', { phase: 'closing' }),
      run('4', { phase: 'reading' }),
    ];
    expect(orderOf(...all)).toEqual(['4', '3', '2', '1']);
  });

  test('then what pages have nothing of, the last wish first, the smallest of it first', () => {
    const [earlier, later] = [NOW - 10, NOW - 5];
    const all = [
      counted('again', { requestedAt: NOW, finishedAt: 1 }),
      counted('earlier', { requestedAt: earlier, about: 1 }),
      counted('large', { requestedAt: later, about: 5_000 }),
      counted('small', { requestedAt: later, about: 20 }),
    ];
    expect(orderOf(...all)).toEqual(['small', 'large', 'earlier', 'again']);
  });

  test('what was not counted is counted, and not read before', () => {
    const all = state(run('1'), counted('2'), run('3', { leftAt: NOW }), run('4', { isCancelled: true }));
    expect(uncounted(all, NOW).map(({ projectId }) => projectId)).toEqual(['1']);
    expect(orderOf(...all.runs)).toEqual(['2']);
    expect(hasWork(state(run('1')), NOW)).toBe(true);
  });

  test('what is done, cancelled, left or set aside is not', () => {
    const aside = { code: 'access', retryAt: NOW + 10 } as const;
    const none = state(
      run('1', { phase: 'done' }),
      run('2', { isCancelled: true }),
      run('3', { leftAt: NOW }),
      counted('4', { problem: aside }),
    );
    expect(nextRun(none, NOW)).toBeUndefined();
    expect(hasWork(none, NOW)).toBe(false);
    expect(nextRun(none, NOW + 10)?.projectId).toBe('4');
  });
});

describe('turns', () => {
  test('an event takes its turn once; another of the same turn is a repeat', () => {
    const first = claimTurn(NO_BACKFILL, { turn: 0, eventId: 'a' }, NOW);
    expect(first).toMatchObject({ turn: 1, claimedBy: 'a', wakeAt: NOW });
    expect(first && claimTurn(first, { turn: 0, eventId: 'b' }, NOW)).toBeUndefined();
  });

  test('an event that was killed goes on with the turn that it took, until another took the next', () => {
    const first = claimTurn(NO_BACKFILL, { turn: 0, eventId: 'a' }, NOW) ?? NO_BACKFILL;
    expect(claimTurn(first, { turn: 0, eventId: 'a' }, NOW + 5)).toMatchObject({ turn: 1, wakeAt: NOW + 5 });
    const second = claimTurn(first, { turn: 1, eventId: 'b' }, NOW) ?? NO_BACKFILL;
    expect(claimTurn(second, { turn: 0, eventId: 'a' }, NOW)).toBeUndefined();
  });

  test('work is woken where nothing is on its way, or what was is overdue', () => {
    const waiting = state(run('1'));
    expect(needsWaking(waiting, NOW)).toBe(true);
    expect(needsWaking({ ...waiting, wakeAt: NOW }, NOW + WAKE_GRACE_MS)).toBe(false);
    expect(needsWaking({ ...waiting, wakeAt: NOW }, NOW + WAKE_GRACE_MS + 1)).toBe(true);
    expect(needsWaking(state(run('1', { phase: 'done' })), NOW)).toBe(false);
  });
});

describe('one run', () => {
  const reading = run('1', { phase: 'reading', startedAt: NOW, cursor: 1_000 });
  const after = { ...reading, cursor: 2_000 };

  test('goes on from where it was read', () => {
    expect(changeRun(state(reading), reading, after).runs).toEqual([after]);
  });
  test('that someone else took further, or that began anew, stays as it is', () => {
    for (const other of [{ ...reading, cursor: 1_500 }, newRun('1', NOW)]) {
      const there = state(other);
      expect(changeRun(there, reading, after)).toBe(there);
    }
  });
  test('that was cancelled meanwhile keeps what was read and stays cancelled', () => {
    const { runs } = changeRun(state({ ...reading, isCancelled: true }), reading, after);
    expect(runs).toEqual([{ ...after, isCancelled: true }]);
  });
});

const stampOf = (id: string): string => (id === '1' ? 'new' : 'same');

describe('programs', () => {
  test('their projects wait; what all of them left is marked; what comes back is read anew and stays usable', () => {
    const first = followProjects(NO_BACKFILL, ['1', '2'], NOW);
    expect(first.runs).toEqual([run('1'), run('2')]);
    expect(followProjects(first, ['2', '1'], NOW + 1)).toBe(first);
    const done = state(run('1', { phase: 'done', finishedAt: NOW, about: 7 }), run('2'));
    const left = followProjects(done, ['2'], NOW + 1);
    expect(left.runs[0]).toMatchObject({ phase: 'done', leftAt: NOW + 1 });
    expect(followProjects(left, ['2'], NOW + 2)).toBe(left);
    const back = followProjects(left, ['1', '2'], NOW + 3).runs[0];
    expect(back).toEqual({ ...run('1'), requestedAt: NOW + 3, finishedAt: NOW, about: 7 });
  });

  test('whose teams ask other questions have their projects read again; a change during the comparison counts anew', () => {
    const stored = {
      ...state(run('1', { phase: 'done', stamp: 'old', finishedAt: NOW }), run('2', { stamp: 'same' })),
      changes: 2,
    };
    expect(hasWork({ ...stored, runs: [] }, NOW)).toBe(true);
    const compared = compareStamps(stored, stampOf, { seen: 1, now: NOW + 1 });
    expect(compared.runs[0]).toMatchObject({ phase: 'waiting', finishedAt: NOW, requestedAt: NOW + 1 });
    expect(compared.runs[1]).toBe(stored.runs[1]);
    expect(hasWork({ ...compared, runs: [] }, NOW)).toBe(true);
    expect(hasWork({ ...compareStamps(stored, stampOf, { seen: 2, now: NOW }), runs: [] }, NOW)).toBe(false);
  });
});

test('before anybody looked, all is as of the oldest reading that ended, or of one that goes on; a new one takes nothing away', () => {
  const fresh = newRun('1', 900);
  const ended = { ...fresh, startedAt: 100, finishedAt: 200 };
  expect(findReadAt([fresh])).toBeUndefined();
  expect(findReadAt([ended, { ...fresh, startedAt: 300 }])).toBe(200);
  expect(
    findReadAt([
      { ...ended, finishedAt: 500 },
      { ...fresh, startedAt: 300 },
    ]),
  ).toBe(300);
  expect(findReadAt([newRun('1', 900, ended)])).toBe(200);
});
