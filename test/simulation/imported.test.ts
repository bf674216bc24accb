import { describe, expect, jest, test } from '@jest/globals';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { searchIssues } from '../../local/jira/jql/index.ts';
import { addUser, APP_ACCOUNT_ID } from '../../local/seeds/defaults.ts';
import { defaultNow, importExports } from '../../local/seeds/import/index.ts';
import type { ProgramDraft } from '../../src/core/program/program.ts';
import { projectsOf } from '../../src/core/program/summary.ts';
import type { Value } from '../../src/operations/operations.ts';
import type { Reply } from '../../src/operations/reply.ts';
import { chunk } from '../../src/core/list/chunk.ts';
import { findDifferences } from './differences.ts';
import { openWorld, type World } from './world.ts';

jest.setTimeout(240_000);

/** Real exports beside the repository; without them these tests are skipped. */
const DATA = join(process.cwd(), '../shared/data');
const importWorld = async (names: readonly string[]): Promise<World> => {
  const files = names.map((name) => ({ name, bytes: readFileSync(join(DATA, name)) }));
  const { store } = await importExports(files);
  addUser(store, { name: 'Ada Admin', id: 'ada', admin: true });
  return openWorld({ seed: 1, store, now: defaultNow(store) });
};

/** Saves what is proposed as it is, and waits until its projects are read. */
const fill = async ({ stage, invoke, host }: World): Promise<ProgramDraft> => {
  // The replies of the app's operations.
  const proposed = (await stage.play(invoke('ada', 'program.propose'))) as Reply<Value<'program.propose'>>;
  const draft = proposed.ok ? proposed.value.proposals[0]?.draft : undefined;
  if (draft === undefined) throw new Error(JSON.stringify(proposed));
  expect(await stage.play(invoke('ada', 'program.save', { draft, baseVersion: 0 }))).toMatchObject({ ok: true });
  await stage.play(host.drain({ installation: 'main' }));
  return draft;
};

interface Digest {
  readonly entries: Readonly<Record<string, number>>;
  readonly thin: Readonly<Record<string, number>>;
  readonly counts: Readonly<Record<string, number>>;
  readonly site: unknown;
}

/** A fresh reading by an installation that has nothing stored, some items at a time, and Jira's own list of what there is. */
const readAnew = async ({ stage, invoke, jira }: World, draft: ProgramDraft): Promise<Digest> => {
  const projects = new Set(projectsOf(draft));
  const found = searchIssues(jira.site, APP_ACCOUNT_ID, '').filter(({ projectId }) => projects.has(projectId));
  const parts: Digest[] = [];
  for (const some of chunk(found, 2_000)) {
    const question = { ids: some.map(({ id }) => id), drafts: [draft] };
    parts.push((await stage.play(invoke('ada', 'sim.fresh.digest', question, 'witness'))) as Digest);
  }
  const counts = Map.groupBy(found, ({ projectId }) => projectId);
  return {
    entries: Object.assign({}, ...parts.map((part) => part.entries)) as Digest['entries'],
    thin: Object.assign({}, ...parts.map((part) => part.thin)) as Digest['thin'],
    counts: Object.fromEntries([...counts].map(([id, some]) => [id, some.length])),
    site: parts[0]?.site,
  };
};

const SITES = [
  [
    'Bitovi',
    [
      'bitovi-training.json',
      'bitovi-training-fields.json',
      'bitovi-training-issue-types.json',
      'bitovi-training-server-info.json',
    ],
  ],
  ['Eucalyptus', ['eucalyptus.jsonl.xz']],
] as const;

describe.each(SITES)('the %s export', (_, names) => {
  // 15,650 items take a minute: `SIM_LARGE=1` reads them too.
  const isWanted = names.length > 1 || process.env['SIM_LARGE'] !== undefined;
  const isThere = isWanted && names.every((name) => existsSync(join(DATA, name)));
  (isThere ? test : test.skip)('imported, proposed, saved and read: the index equals a fresh reading', async () => {
    const world = await importWorld(names);
    const draft = await fill(world);
    const index = (await world.stage.play(world.invoke('ada', 'sim.index.digest'))) as Digest;
    const fresh = await readAnew(world, draft);
    expect(Object.keys(fresh.entries).length).toBeGreaterThan(40);
    expect(findDifferences(index, fresh)).toEqual([]);
  });
});
