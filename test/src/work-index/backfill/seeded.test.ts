import { afterAll, expect, jest, test } from '@jest/globals';
import { isAdmin, issueFilter } from '../../../../local/jira/permissions.ts';
import { APP_ACCOUNT_ID } from '../../../../local/seeds/defaults.ts';
import { seedSite } from '../../../../local/seeds/seed-site.ts';
import { projectsOf } from '../../../../src/core/program/summary.ts';
import { kickBackfill } from '../../../../src/work-index/backfill/request.ts';
import { startManySites, valueOf } from '../../app-host.ts';
import { inApp, readIndex, stateOf } from './in-app.ts';

// Threads start slowly on a busy machine.
jest.setTimeout(180_000);

const NOW = Date.parse('2026-11-22T09:00:00Z');
const HOUR_MS = 3_600_000;
const store = seedSite('small', { today: '2026-11-22' });
const sites = startManySites(store, NOW, { timeoutScale: 4 });
afterAll(() => sites.host.close());

test('a seeded site whose every step dies after some effects, until only the schedule goes on, is read as search shows it', async () => {
  const app = sites.add(store);
  const installation = await sites.host.installation('site-0');
  const admin = [...store.users.values()].find((user) => user.active && isAdmin(store, user.id));
  if (installation === undefined || admin === undefined) throw new Error('no site');
  const draft = valueOf(await app.ask(admin.id, 'program.propose', {})).proposals[0]?.draft;
  if (draft === undefined) throw new Error('nothing was proposed');
  valueOf(await app.ask(admin.id, 'program.save', { draft, baseVersion: 0 }));
  let kicks = 0;
  let died = 0;
  for (let afterEffect = 3; ; afterEffect += 1) {
    sites.host.faults.addKill({ afterEffect, moduleKey: 'index-backfill', times: 12 });
    const { ran } = await sites.host.drain({ installation: installation.name });
    died += ran.filter(({ outcome }) => outcome !== 'success').length;
    const { runs } = await stateOf(installation);
    if (runs.length > 0 && runs.every(({ phase }) => phase === 'done')) break;
    sites.host.faults.clear();
    // A step that dies counts as having spent its points: the next hour has new ones.
    sites.host.clock.advance(HOUR_MS);
    await inApp(installation, () => kickBackfill(sites.host.clock.now()));
    kicks += 1;
    if (kicks > 60) throw new Error('It does not end.');
  }
  expect(died).toBeGreaterThan(5);
  const projectIds = projectsOf(draft);
  const isVisible = issueFilter(store, APP_ACCOUNT_ID);
  const wanted = [...store.issues.values()].filter((issue) => projectIds.includes(issue.projectId) && isVisible(issue));
  const entries = [...(await readIndex(installation, projectIds)).values()];
  const shown = entries.map(({ item }) => [item.id, item.key, item.summary, item.updated]);
  expect(shown.sort()).toEqual(
    wanted.map(({ id, key, summary, updated }) => [id, key, summary, Math.floor(updated)]).sort(),
  );
});
