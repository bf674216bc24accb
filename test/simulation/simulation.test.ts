import { expect, jest, test } from '@jest/globals';
import { compareWithJira } from './equal.ts';
import { findDifferences } from './differences.ts';
import { calmDown, playStorm } from './simulate.ts';

/** `SIM_SEEDS=500 npx jest test/simulation` plays more of them; `SIM_SEED=7` that one alone. */
const [only, count] = [process.env['SIM_SEED'], Number(process.env['SIM_SEEDS'] ?? 16)];
const SEEDS = only === undefined ? Array.from({ length: count }, (_, at) => at + 1) : [Number(only)];
// A seed takes some two seconds on a quiet machine.
jest.setTimeout(300_000);

test.each(SEEDS)('after a storm, a drain and one reconciliation the index equals Jira: seed %i', async (seed) => {
  const played = await playStorm(seed);
  await calmDown(played);
  const { index, jira, live } = await compareWithJira(played.world, [played.draft]);
  expect(Object.keys(jira.entries)).toEqual(live);
  expect(findDifferences(index, jira)).toEqual([]);
  expect(played.pages.flatMap(({ wrongs }) => wrongs)).toEqual([]);
  expect(played.pages.some(({ told }) => told.has('load'))).toBe(true);
});

test('the same seed plays the same', async () => {
  const [one, same, other] = [await playStorm(5), await playStorm(5), await playStorm(6)];
  expect(same.world.stage.trace).toBe(one.world.stage.trace);
  expect([...same.world.host.main.storage.records.export()]).toEqual([...one.world.host.main.storage.records.export()]);
  expect(other.world.stage.trace).not.toBe(one.world.stage.trace);
});
