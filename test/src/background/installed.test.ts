import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { loadSite } from '../../../src/work-index/site/load-site.ts';
import { startApp, valueOf, type AppHost } from '../app-host.ts';
import { NOW, smallStore } from '../small-site.ts';
import { inApp, stateOf } from '../work-index/backfill/in-app.ts';

// Threads start slowly on a busy machine.
jest.setTimeout(120_000);

let app: AppHost;
beforeEach(() => {
  app = startApp(smallStore(), NOW);
});
afterEach(() => app.host.close());

const known = () => inApp(app.host.main, () => loadSite());

test('at its installation the app looks at the site, and begins nothing where there is no program', async () => {
  app.host.install('ada');
  await app.host.drain();
  expect((await known())?.statuses.length).toBeGreaterThan(0);
  expect((await stateOf(app.host.main)).runs).toEqual([]);
});

test.each([401, 403])(
  'where its permissions come after the event (%i), it is asked again a minute later',
  async (status) => {
    app.jira.faults.add({ path: '/rest/api/3/field', status, times: 1 });
    app.host.install('ada');
    await app.host.drain({ advance: false });
    expect(await known()).toBeUndefined();
    const { advancedMs } = await app.host.drain();
    expect(advancedMs).toBeGreaterThanOrEqual(60_000);
    expect((await known())?.statuses.length).toBeGreaterThan(0);
  },
);

test('programs that a former installation left are read on', async () => {
  const draft = valueOf(await app.ask('ada', 'program.propose', {})).proposals[0]?.draft;
  if (draft === undefined) throw new Error('nothing was proposed');
  app.host.faults.addKill({ afterEffect: 1, functionKey: 'program.save', times: 1 });
  await expect(app.ask('ada', 'program.save', { draft, baseVersion: 0 })).rejects.toThrow();
  expect((await stateOf(app.host.main)).runs).toEqual([]);
  app.host.install('ada');
  await app.host.drain();
  expect((await stateOf(app.host.main)).runs.map(({ phase }) => phase)).toEqual(['done', 'done']);
});
