import { expect, test } from '@jest/globals';
import type { Store } from '../../../../local/jira/store.ts';
import { addBoard, addProject, addSprint } from '../../../../local/seeds/defaults.ts';
import { BudgetSpentError } from '../../../../src/jira/errors.ts';
import { createMeter } from '../../../../src/jira/meter.ts';
import { saveProgram } from '../../../../src/storage/programs.ts';
import { bringSite } from '../../../../src/work-index/site/bring-site.ts';
import { loadSite } from '../../../../src/work-index/site/load-site.ts';
import { refreshSite } from '../../../../src/work-index/site/refresh-site.ts';
import { buildProgram, buildTeam } from '../../../core/build.ts';
import { NOW, smallStore } from '../../small-site.ts';
import { lookAt } from '../reading/site.ts';
import { newSite, runAlone } from '../store/actors.ts';

const MINUTE_MS = 60_000;

/** 45 boards, which are three pieces. */
const storeOfMany = (): Store => {
  const store = smallStore();
  for (let n = 0; n < 43; n += 1) {
    addProject(store, { key: `T${n}`, name: `Team ${n}`, leadId: 'ada' });
    const board = addBoard(store, { project: `T${n}` });
    addSprint(store, { boardId: board.id, name: `T${n} 1`, state: 'active', startDate: NOW, endDate: NOW + MINUTE_MS });
  }
  return store;
};

const draftOf = (store: Store) => {
  const { version: _, ...draft } = buildProgram();
  const teams = [...store.boards.values()].map(({ id, projectId = '' }) =>
    buildTeam(`t${id}`, { boardIds: [id], projectIds: [projectId], rules: [{ kind: 'board', boardId: id }] }),
  );
  return { ...draft, teams };
};

const start = async () => {
  const store = storeOfMany();
  const [look, index] = [await lookAt(store, NOW), newSite(NOW)];
  await runAlone(index, () => saveProgram(draftOf(store), 0));
  let [calls, allowed] = [0, Number.POSITIVE_INFINITY];
  /** `most`: calls of Jira that the points suffice for. */
  const bring = (most = Number.POSITIVE_INFINITY, now = NOW) => {
    [calls, allowed] = [0, most];
    const app: typeof look.client = (request) => {
      calls += 1;
      return calls > allowed ? Promise.reject(new BudgetSpentError(request.operation)) : look.client(request);
    };
    const job = { app, meter: createMeter(), points: 0, now, remainingMs: () => 60_000 };
    return runAlone(index, () => bringSite(job, 0));
  };
  const load = () => runAlone(index, () => loadSite({ withOld: true }));
  return { store, index, look, bring, load, callsOf: () => calls };
};

test('read in pieces, a site is what it is read at once', async () => {
  const site = await start();
  const pieces = await site.bring();
  expect(pieces?.boards).toHaveLength(45);
  expect(await site.load()).toEqual(pieces);
  const whole = newSite(NOW);
  await runAlone(whole, () => saveProgram(draftOf(site.store), 0));
  expect(pieces).toEqual(await runAlone(whole, () => refreshSite(site.look.client, NOW)));
});

test('where the points end, what was read is kept, and the next step goes on', async () => {
  const site = await start();
  await expect(site.bring(1)).rejects.toBeInstanceOf(BudgetSpentError);
  expect(await site.load()).toBeUndefined();
  const known: (number | undefined)[] = [];
  for (let step = 0; step < 5; step += 1) {
    const read = await site.bring(120);
    known.push((await site.load())?.boards.length);
    if (read !== undefined) break;
  }
  expect(known).toEqual([20, 45]);
});

test('what is known asks for nothing while it is fresh, then for its lists', async () => {
  const site = await start();
  await site.bring();
  await site.bring();
  expect(site.callsOf()).toBe(0);
  const later = await site.bring(undefined, NOW + 11 * MINUTE_MS);
  expect(site.callsOf()).toBeGreaterThan(50);
  expect(later?.readAt).toBe(NOW + 11 * MINUTE_MS);
});

test('a board that the app does not see is looked for once', async () => {
  const site = await start();
  const [first] = site.store.boards.values();
  site.store.boards.delete(first?.id ?? '');
  expect((await site.bring())?.boards).toHaveLength(44);
  await site.bring();
  expect(site.callsOf()).toBe(0);
});
