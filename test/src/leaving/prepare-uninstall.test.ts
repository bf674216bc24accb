import { afterAll, beforeEach, describe, expect, jest, test } from '@jest/globals';
import type { Installation } from '../../../local/forge/installation.ts';
import { newStore } from '../../../local/seeds/defaults.ts';
import type { ProgramDraft } from '../../../src/core/program/program.ts';
import type { LeavingReply } from '../../../src/operations/status.ts';
import { indexedProjects, kickBackfill } from '../../../src/work-index/backfill/request.ts';
import { endStop, stop } from '../../../src/work-index/leaving/stop.ts';
import { writeEntries } from '../../../src/work-index/store/write-entries.ts';
import { markDirty } from '../../../src/work-index/sync/mark.ts';
import { startManySites, valueOf } from '../app-host.ts';
import { NOW, smallStore } from '../small-site.ts';
import { inApp, readIndex, searchableKeys, stateOf } from '../work-index/backfill/in-app.ts';

// Threads start slowly on a busy machine.
jest.setTimeout(180_000);

const sites = startManySites(newStore(), NOW);
afterAll(() => sites.host.close());

/** What is stored now, by key: an entity's records and the values beside them. */
const watch = (installation: Installation): ReadonlyMap<string, unknown> => {
  const stored = new Map<string, unknown>();
  installation.storage.records.onChange((_space, key, record) => {
    if (record === undefined) stored.delete(key);
    else stored.set(key, record.value);
  });
  return stored;
};

let count = 0;
let known: ProgramDraft | undefined;
/** A site that was read and looked at, as any is before it is left. */
const open = async () => {
  const app = sites.add(smallStore());
  const installation = await sites.host.installation(`site-${(count += 1) - 1}`);
  if (installation === undefined) throw new Error('no installation');
  const stored = watch(installation);
  known ??= valueOf(await app.ask('ada', 'program.propose', {})).proposals[0]?.draft;
  const draft = known;
  if (draft === undefined) throw new Error('nothing was proposed');
  const { name } = installation;
  const save = (baseVersion: number, more: Partial<ProgramDraft> = {}) =>
    app.ask('ada', 'program.save', { draft: { ...draft, ...more }, baseVersion }).then(valueOf);
  const drain = () => sites.host.drain({ installation: name });
  const leaveOnce = async (withPrograms = false): Promise<LeavingReply> =>
    valueOf(await app.ask('ada', 'app.prepareUninstall', { withPrograms }));
  /** As the page does: asks until it is done; gives the first answer, and the last. */
  const leave = async (withPrograms = false): Promise<LeavingReply> => {
    const first = await leaveOnce(withPrograms);
    let last = first;
    for (let asked = 1; !last.isDone; asked += 1) {
      if (asked > 4) throw new Error('it never ends');
      sites.host.clock.advance(last.againMs ?? 0);
      last = await leaveOnce(withPrograms);
    }
    return { ...first, isDone: true };
  };
  const edit = async (key: string): Promise<void> => {
    const init = { method: 'PUT', headers: { 'content-type': 'application/json' }, body: '{"fields":{"summary":"x"}}' };
    await app.jira.fetch(new Request(`http://localhost:4180/rest/api/3/issue/${key}`, init), { accountId: 'ada' });
  };
  const schedules = async (): Promise<void> => {
    await sites.host.schedule('upkeep-hourly', name);
  };
  await save(0);
  await drain();
  await edit('PAY-1');
  await drain();
  await schedules();
  for (const person of ['ada', 'bo']) valueOf(await app.ask(person, 'board.load', { programId: draft.id }));
  const projectIds = (await stateOf(installation)).runs.map(({ projectId }) => projectId);
  const keys = async () => [...(await readIndex(installation, projectIds)).values()].map(({ item }) => item.key).sort();
  return { app, installation, stored, draft, save, drain, leave, leaveOnce, edit, schedules, projectIds, keys };
};
let site: Awaited<ReturnType<typeof open>>;
beforeEach(async () => {
  site = await open();
});

interface StoredHead {
  readonly version: number;
  readonly value: unknown;
}
/**
 * Everything stored that still says something, by key; versions alone say nothing, and that the daily schedule ran where a day
 * ended meanwhile does not count.
 */
const contentOf = (stored: ReadonlyMap<string, unknown>): readonly string[] =>
  [...stored]
    .filter(([, value]) => JSON.stringify((value as StoredHead).value ?? value) !== '{}')
    .map(([key]) => key)
    .filter((key) => key !== 'personal-data')
    .sort();

/** Programs, and records without content of Jira. */
const KEPT = ['backfill', 'jira-hour', 'programs', 'secret', 'work-index'];

test('it removes all but the programs and records without content of Jira, and says so', async () => {
  expect([...site.stored.keys()].some((key) => key.startsWith('wi:'))).toBe(true);
  expect([...site.stored.keys()].some((key) => key.startsWith('site:'))).toBe(true);
  const { isDone, removed, programsLeft } = await site.leave();
  expect(isDone).toBe(true);
  expect(removed.values).toBeGreaterThan(3);
  expect(removed.records).toBeGreaterThan(1);
  expect({ programsLeft, inJira: removed.inJira }).toEqual({ programsLeft: 1, inJira: [] });
  expect(contentOf(site.stored).filter((key) => !KEPT.includes(key))).toEqual([`program:${site.draft.id}`]);
  // Nothing of it names an item or a person.
  const rest = JSON.stringify([...site.stored].filter(([key]) => !key.startsWith('program')));
  expect(rest).not.toMatch(/PAY-\d|"ada"|"bo"/);
});

test('programs go only if that is asked for', async () => {
  await site.save(0, { id: 'other', name: 'other' });
  const { removed, programsLeft } = await site.leave(true);
  expect([removed.programs, programsLeft]).toEqual([2, 0]);
  expect(contentOf(site.stored).filter((key) => !KEPT.includes(key))).toEqual([]);
  expect(await site.app.ask('ada', 'program.list', {})).toMatchObject({ value: { programs: [] } });
});

test('afterwards nothing happens: no event, queue event, schedule or page stores or asks anything', async () => {
  await site.app.ask('ada', 'status.rebuild', {});
  await site.edit('PAY-2');
  await site.leave();
  const before = JSON.stringify([...site.stored].sort());
  site.app.host.resetMeter();
  await site.edit('PAY-3');
  await site.drain();
  await site.schedules();
  await sites.host.drain({ installation: site.installation.name });
  expect(site.app.host.meter().jiraCalls).toBe(0);
  for (const person of ['ada', 'bo']) {
    expect(await site.app.ask(person, 'board.load', { programId: site.draft.id })).toMatchObject({
      ok: false,
      error: { code: 'STOPPED' },
    });
  }
  const refresh = { programId: site.draft.id, periodId: 'any', state: 'x', held: [] };
  expect(await site.app.ask('bo', 'index.refresh', refresh)).toMatchObject({ error: { code: 'STOPPED' } });
  for (const name of ['status.reconcile', 'status.rebuild', 'status.resume'] as const) {
    expect(await site.app.ask('ada', name, {})).toMatchObject({ error: { code: 'STOPPED' } });
  }
  const after = new Map(JSON.parse(before) as [string, StoredHead][]);
  // The consumer of marks may have noted that it came; nothing else moved.
  const moved = [...site.stored].filter(([key, value]) => JSON.stringify(after.get(key)) !== JSON.stringify(value));
  expect(moved.map(([key]) => key).filter((key) => key !== 'index-sync')).toEqual([]);
  expect(await site.app.ask('ada', 'status.load', {})).toMatchObject({
    value: {
      stopped: { at: expect.any(Number), removedAt: expect.any(Number) },
      projects: [{ entries: 0 }, { entries: 0 }],
    },
  });
});

test('what was under way when it stopped brings nothing in', async () => {
  const view = await readIndex(site.installation, site.projectIds);
  await inApp(site.installation, async () => {
    await stop(sites.host.clock.now());
    const readAt = sites.host.clock.now() + 5_000;
    await writeEntries({ readAt, entries: [...view.values()], goneIds: [] }, readAt);
    await kickBackfill(readAt);
    await markDirty(['10001'], readAt);
    expect(await indexedProjects()).toEqual([]);
  });
  expect(await site.keys()).toEqual([]);
  await site.drain();
  expect(await site.keys()).toEqual([]);
});

describe('it is taken back', () => {
  test('by starting again: everything is read anew', async () => {
    await site.leave();
    expect(await site.app.ask('ada', 'app.startAgain', {})).toMatchObject({ value: { programs: 1 } });
    await site.drain();
    expect(await site.keys()).toEqual(searchableKeys(site.app, site.projectIds));
    expect(await site.app.ask('bo', 'board.load', { programId: site.draft.id })).toMatchObject({ ok: true });
    await site.edit('PAY-2');
    await site.drain();
    expect((await readIndex(site.installation, site.projectIds)).size).toBe(6);
    expect(await site.app.ask('ada', 'status.load', {})).not.toHaveProperty('value.stopped');
  });

  test('by saving a program, the same one or another', async () => {
    await site.leave(true);
    await site.save(0);
    await site.drain();
    expect(await site.keys()).toEqual(searchableKeys(site.app, site.projectIds));
    await site.leave();
    await site.save(1);
    await site.drain();
    expect(await site.keys()).toEqual(searchableKeys(site.app, site.projectIds));
  });

  test('while it is still removing: what was stored since is not touched', async () => {
    await inApp(site.installation, () => stop(sites.host.clock.now()));
    sites.host.clock.advance(1_000);
    await inApp(site.installation, () => endStop(sites.host.clock.now()));
    await inApp(site.installation, () => kickBackfill(sites.host.clock.now(), true));
    await site.drain();
    const whole = await site.keys();
    expect(whole).toHaveLength(6);
    // Stops again, and removes again: nothing of either stop is left.
    await site.leave();
    expect([...site.stored.keys()].filter((key) => /^(wi|site|wi-old|wi-near|wi-far):/.test(key))).toEqual([]);
  });
});

test('killed after any of its effects and asked again, it ends the same; asked twice, nothing is left to remove', async () => {
  await site.leave(true);
  const whole = contentOf(site.stored);
  // The first effects stop it, the many after them delete: one of each part.
  for (const afterEffect of [0, 3, 9]) {
    site = await open();
    sites.host.faults.addKill({ afterEffect, functionKey: 'app.prepareUninstall', times: 1 });
    expect(await site.leaveOnce(true).catch(() => 'killed')).toBe('killed');
    sites.host.faults.clear();
    // Whatever it came to, nobody brings anything in: all or nothing was stopped.
    await site.edit('PAY-2');
    await site.drain();
    const { isDone } = await site.leave(true);
    expect(isDone).toBe(true);
    expect(contentOf(site.stored)).toEqual(whole);
    // A query shows for a while what is deleted.
    sites.host.clock.advance(60_000);
    expect(await site.leave(true)).toMatchObject({ removed: { values: 0, copies: 0, records: 0, programs: 0 } });
  }
});

test('killed while starting again, it is stopped or works', async () => {
  for (let afterEffect = 0; ; afterEffect += 1) {
    site = await open();
    await site.leave();
    sites.host.faults.addKill({ afterEffect, functionKey: 'app.startAgain', times: 1 });
    const outcome = await site.app.ask('ada', 'app.startAgain', {}).catch(() => undefined);
    sites.host.faults.clear();
    await site.drain();
    // What was lost on the way is overdue then.
    sites.host.clock.advance(3_600_000);
    await site.schedules();
    await site.drain();
    const status = valueOf(await site.app.ask('ada', 'status.load', {}));
    const keys = await site.keys();
    expect(keys).toEqual(status.stopped === undefined ? searchableKeys(site.app, site.projectIds) : []);
    if (outcome !== undefined) {
      expect(afterEffect).toBeGreaterThan(1);
      return;
    }
  }
});
