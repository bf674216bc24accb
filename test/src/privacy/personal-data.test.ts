import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import type { Installation } from '../../../local/forge/installation.ts';
import { newStore } from '../../../local/seeds/defaults.ts';
import { projectsOf } from '../../../src/core/program/summary.ts';
import { ACCOUNT_STORES } from '../../../src/privacy/register.ts';
import { findLastReport } from '../../../src/storage/personal-data.ts';
import { unpackText } from '../../../src/storage/values.ts';
import { rebuild } from '../../../src/work-index/backfill/request.ts';
import { startManySites, valueOf } from '../app-host.ts';
import { NOW, smallStore } from '../small-site.ts';
import { inApp, readIndex } from '../work-index/backfill/in-app.ts';

// Threads start slowly on a busy machine.
jest.setTimeout(120_000);

const HOUR_MS = 3_600_000;
const sites = startManySites(newStore(), NOW);
afterAll(() => sites.host.close());

const store = smallStore();
const app = sites.add(store);
let installation: Installation;
let projectIds: readonly string[];
/** Every text that was ever written, by its key. */
const written = new Map<string, string[]>();
/** What is stored now. */
const stored = new Map<string, string>();

const plain = (value: unknown): string => {
  const text = JSON.stringify(value);
  const texts = text.match(/"(?:[^"\\]|\\.)*"/g) ?? [];
  const unpacked = texts.map((one) => {
    try {
      return JSON.stringify(unpackText(String(JSON.parse(one))));
    } catch {
      return '';
    }
  });
  return [text, ...unpacked].join(' ');
};

beforeAll(async () => {
  const found = await sites.host.installation('site-0');
  if (found === undefined) throw new Error('no installation');
  installation = found;
  installation.storage.records.onChange((_space, key, record) => {
    if (record === undefined) {
      stored.delete(key);
      return;
    }
    const text = plain(record.value);
    stored.set(key, text);
    written.set(key, [...(written.get(key) ?? []), text]);
  });
  for (const [at, issue] of [...store.issues.values()].entries()) {
    store.issues.put({ ...issue, assigneeId: at % 2 === 0 ? 'ada' : 'bo' });
  }
  // A board whose filter names a person: it can decide no team, and its words are not stored.
  for (const filter of store.filters.values()) store.filters.put({ ...filter, jql: `${filter.jql} OR assignee = bo` });
  const draft = valueOf(await app.ask('ada', 'program.propose', {})).proposals[0]?.draft;
  if (draft === undefined) throw new Error('nothing was proposed');
  projectIds = projectsOf(draft);
  valueOf(await app.ask('ada', 'program.save', { draft, baseVersion: 0 }));
  await sites.host.drain({ installation: installation.name });
  const programId = draft.id;
  valueOf(await app.ask('bo', 'board.load', { programId }));
});

const assignees = async (): Promise<readonly (string | undefined)[]> => [
  ...new Set([...(await readIndex(installation, projectIds)).values()].map(({ item }) => item.assigneeId)),
];
const naming = (texts: Iterable<readonly [string, string]>, account: string): readonly string[] =>
  [...texts].flatMap(([key, text]) => (new RegExp(`\\b${account}\\b`).test(text) ? [key] : []));

test('account ids are stored where the register says, and nowhere else', async () => {
  expect((await assignees()).toSorted()).toEqual(['ada', 'bo']);
  const all = [...written].map(([key, texts]) => [key, texts.join(' ')] as const);
  const holding = [...naming(all, 'ada'), ...naming(all, 'bo')];
  expect(holding.length).toBeGreaterThan(0);
  const prefixes = ACCOUNT_STORES.flatMap((one) => one.prefixes);
  expect(holding.filter((key) => !prefixes.some((prefix) => key.startsWith(prefix)))).toEqual([]);
});

test('the daily schedule reports once in a week, erases who was closed, and no later reading brings them back', async () => {
  const report = () => inApp(installation, findLastReport);
  const run = async (): Promise<void> => void (await sites.host.schedule('personal-data-daily', installation.name));
  await run();
  expect(await report()).toMatchObject({ reported: 2, erased: 0 });
  const bo = store.users.get('bo');
  if (bo === undefined) throw new Error('no Bo');
  store.users.put({ ...bo, displayName: 'Former user', active: false, closed: true });
  await run();
  expect(await report()).toMatchObject({ reported: 2, erased: 0 });

  const { clock } = sites.host;
  clock.advance(7 * 24 * HOUR_MS);
  await run();
  expect(await report()).toMatchObject({ reported: 2, erased: 1 });
  expect((await assignees()).toSorted()).toEqual(['ada', undefined]);

  await inApp(installation, () => rebuild(projectIds, clock.now()));
  await sites.host.drain({ installation: installation.name });
  expect((await assignees()).toSorted()).toEqual(['ada', undefined]);
});
