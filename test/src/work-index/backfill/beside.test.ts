import { afterAll, expect, jest, test } from '@jest/globals';
import { addBoard, addIssue, addLink, addProject, addUser, newStore } from '../../../../local/seeds/defaults.ts';
import type { Store } from '../../../../local/jira/store.ts';
import { projectsOf } from '../../../../src/core/program/summary.ts';
import { updateHour } from '../../../../src/storage/quota.ts';
import { startManySites, valueOf } from '../../app-host.ts';
import { NOW } from '../../small-site.ts';
import { inApp, readIndex, stateOf } from './in-app.ts';

// Threads start slowly on a busy machine.
jest.setTimeout(240_000);

const KEYS = ['ANT', 'BEE', 'CAT', 'ELK', 'FOX'];
const EACH = 1_000;
/** Issue 3 allows so many for a first reading, whatever else runs beside it. */
const POINTS_AN_ITEM = 1.2;
const HOUR_MS = 3_600_000;
const TAIL_MS = 300_000;

/** Large projects whose stories each belong to a feature of another project, and block a story of a third. */
const tangledStore = (): Store => {
  const store = newStore();
  addUser(store, { name: 'Ada Admin', id: 'ada', admin: true });
  for (const key of KEYS) {
    addProject(store, { key, name: `${key} team`, leadId: 'ada' });
    addBoard(store, { project: key });
  }
  const features = KEYS.map((projectKey) =>
    Array.from({ length: EACH / 10 }, () => addIssue(store, { projectKey, type: 'Epic' }).id),
  );
  for (const [at, projectKey] of KEYS.entries()) {
    const others = features[(at + 1) % KEYS.length] ?? [];
    for (let n = 0; n < EACH * 0.9; n += 1) {
      const parentId = others[n % others.length];
      addIssue(store, { projectKey, ...(parentId === undefined ? {} : { parentId }) });
    }
  }
  for (const [at, key] of KEYS.entries()) {
    const other = KEYS[(at + 2) % KEYS.length];
    for (let n = EACH / 10 + 1; n <= EACH; n += 1) {
      addLink(store, { source: `${key}-${n}`, destination: `${other}-${n}` });
    }
  }
  // Most work rests: none of it is news.
  for (const issue of store.issues.values()) store.issues.put({ ...issue, updated: NOW - 30 * 24 * HOUR_MS });
  return store;
};

const sites = startManySites(newStore(), NOW);
afterAll(() => sites.host.close());

test('a first reading costs what it reads, with schedules, changes and reconciliations beside it', async () => {
  const store = tangledStore();
  const app = sites.add(store);
  const installation = await sites.host.installation('site-0');
  if (installation === undefined) throw new Error('no installation');
  const proposed = valueOf(await app.ask('ada', 'program.propose', {})).proposals[0]?.draft;
  if (proposed === undefined) throw new Error('nothing was proposed');
  const projectIds = [...store.projects.values()].map(({ id }) => id);
  // Not every project is proposed: the last team takes the others along.
  const missing = projectIds.filter((id) => !projectsOf(proposed).includes(id));
  const isLast = (at: number): boolean => at === proposed.teams.length - 1;
  const draft = {
    ...proposed,
    teams: proposed.teams.map((team, at) =>
      isLast(at) ? { ...team, projectIds: [...team.projectIds, ...missing] } : team,
    ),
  };
  valueOf(await app.ask('ada', 'program.save', { draft, baseVersion: 0 }));
  sites.host.resetMeter();
  const options = { installation: installation.name, advance: false } as const;
  const isDone = async (): Promise<boolean> =>
    (await stateOf(installation)).runs.every(({ finishedAt }) => finishedAt > 0);
  // So little that a step reads a project or two.
  const grant = (points: number): Promise<void> =>
    inApp(installation, () =>
      updateHour(() => ({
        resetAt: (Math.floor(sites.clock.now() / HOUR_MS) + 1) * HOUR_MS,
        granted: 18_000 - points,
      })),
    );
  let interruptions = 0;
  while (!(await isDone())) {
    await grant(3_500);
    await sites.host.drain(options);
    interruptions += 1;
    expect(interruptions).toBeLessThan(50);
    // The reading rests until the hour ends; before that somebody changes something of what is read, and the schedule comes.
    sites.clock.advance(HOUR_MS - TAIL_MS);
    const changed = store.issues.get(store.issuesByKey.first(`ANT-${interruptions + 500}`)?.id ?? '');
    if (changed === undefined) throw new Error('no issue');
    store.issues.put({ ...changed, summary: 'changed', updated: sites.clock.now() });
    app.jira.site.emit({
      eventType: 'avi:jira:updated:issue',
      timestamp: sites.clock.now(),
      payload: { issue: { id: changed.id, fields: { project: { id: changed.projectId } } } },
    });
    await grant(6_000);
    const ran = await sites.host.schedule('upkeep-hourly', installation.name);
    expect(ran?.outcome).toBe('success');
    sites.clock.advance(TAIL_MS / 2);
    // Too little for the reading itself: what was marked comes first.
    await grant(2_400);
    await sites.host.drain(options);
    sites.clock.advance(TAIL_MS / 2);
  }
  await sites.host.drain({ ...options, advance: true });
  expect(interruptions).toBeGreaterThan(0);
  const { jiraPoints } = sites.host.meter();
  const entries = await readIndex(installation, projectIds);
  expect(entries.size).toBe(KEYS.length * EACH);
  expect(jiraPoints / entries.size).toBeLessThan(POINTS_AN_ITEM);
});
