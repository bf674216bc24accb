import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { addIssue } from '../../../../local/seeds/defaults.ts';
import { BudgetSpentError } from '../../../../src/jira/errors.ts';
import { openCut, openParts } from '../../../../src/work-index/upkeep/parts.ts';
import { smallStore } from '../../small-site.ts';
import { startKept, type KeptSite } from './kept-site.ts';

// Threads start slowly on a busy machine.
jest.setTimeout(120_000);

let site: KeptSite;
beforeEach(async () => {
  site = await startKept(smallStore());
});
afterEach(() => site.host.close());

/** The schedule with few points, and no queue after it. */
const poorHour = async (): Promise<void> => {
  site.clock.advance(3_600_000);
  await site.call('test.grant', 600);
  expect(await site.host.schedule('upkeep-hourly')).toMatchObject({ outcome: 'success' });
};

test('where points end within what changed, the schedule succeeds, says so, and the next hour goes on from there', async () => {
  const updated = site.clock.now();
  for (let n = 0; n < 1_300; n += 1) {
    const issue = addIssue(site.store, { projectKey: 'PAY' });
    site.store.issues.put({ ...issue, updated });
  }
  await site.call('test.day');
  await poorHour();
  const cut = await site.state();
  expect(cut).toMatchObject({ lastRun: { kind: 'day', isCut: true }, cut: { kind: 'day', done: [] } });
  expect(cut.scan).toBeDefined();
  expect(cut.repaired).toBe(500);
  await site.hour();
  // It went on where it was: pages that were read were not read again.
  const after = await site.state();
  expect([after.cut, after.scan, after.repaired, after.lastRun?.isCut]).toEqual([
    undefined,
    undefined,
    1_300,
    undefined,
  ]);
  expect(await site.index()).toHaveLength(1_306);
});

const spent = (): Promise<never> => Promise.reject(new BudgetSpentError('somewhere'));

test('a part that a whole step does not suffice for stops none of those after it', async () => {
  const first = openParts([]);
  await first.run('look', () => Promise.resolve(1));
  const early = await first.run('site', spent).catch((error: unknown) => first.cutBy(error));
  expect(early).toEqual(['look']);
  const second = openParts(['look']);
  expect(await second.run('look', spent)).toBeUndefined();
  const late = await second.run('site', spent).catch((error: unknown) => second.cutBy(error));
  expect(late).toEqual(['look', 'site']);
  expect(second.cutBy(new Error('other'))).toBeUndefined();
});

test('what was left open is gone on with by a reconciliation of its kind, for a day', () => {
  const cut = { at: 5, kind: 'day', done: ['look'] } as const;
  const stored = { ...cut, done: [...cut.done] };
  expect(openCut(stored, 'day', 10)).toBe(stored);
  expect(openCut(stored, 'hour', 10)).toBeUndefined();
  expect(openCut(stored, 'day', 5 + 24 * 3_600_000)).toBeUndefined();
});
