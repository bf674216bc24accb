import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { seedSite } from '../../../local/seeds/seed-site.ts';
import { APP_ACCOUNT_ID } from '../../../local/seeds/defaults.ts';
import type { Board } from '../../../src/core/board/board.ts';
import { buildBoard } from '../../../src/core/board/build-board.ts';
import { withKnownEnds } from '../../../src/core/board/source.ts';
import { findUniverse } from '../../../src/core/board/universe.ts';
import { chunk } from '../../../src/core/list/chunk.ts';
import { cutProgram } from '../../../src/core/program/cut-program.ts';
import type { Program } from '../../../src/core/program/program.ts';
import { projectsOf } from '../../../src/core/program/summary.ts';
import { findOwnTeams } from '../../../src/core/team/assign-teams.ts';
import { fetchWorkItems } from '../../../src/jira/bulkfetch.ts';
import { listBrowsableProjectIds } from '../../../src/jira/projects.ts';
import { searchIds } from '../../../src/jira/search.ts';
import { boardOf } from '../../../src/operations/board-of.ts';
import type { BoardReply } from '../../../src/operations/operations.ts';
import type { Reply } from '../../../src/operations/reply.ts';
import { readQueryMatches } from '../../../src/work-index/live/read-queries.ts';
import { readSiteFacts } from '../../../src/work-index/live/site-facts.ts';
import { startApp, valueOf, type AppHost } from '../app-host.ts';
import { askAs } from '../visible/clients.ts';

const NOW = Date.parse('2026-11-20T12:00:00Z');
const PEOPLE = ['Priya Raman', 'Marcus Lindqvist', 'Jonas Weber', 'Chioma Eze', 'Yuki Tanaka'];

let app: AppHost;
let program: Program;
const person = (name: string): string =>
  [...app.jira.site.store.users.values()].find((user) => user.displayName === name)?.id ?? '';

beforeAll(async () => {
  app = startApp(seedSite('small', { today: '2026-11-20' }), NOW);
  app.jira.site.tuning.enforceLimits = false;
  const admin = person('Priya Raman');
  const [first] = valueOf(await app.ask(admin, 'program.propose', {})).proposals;
  if (first === undefined) throw new Error('nothing was proposed');
  program = valueOf(await app.ask(admin, 'program.save', { draft: first.draft, baseVersion: 0 }));
  await app.fill();
}, 120_000);
afterAll(() => app.host.close());

const loadAs = async (accountId: string, periodId: string) => {
  const payload = { programId: program.id, periodId };
  const outcome = await app.host.invoke({ moduleKey: 'program-page', functionKey: 'board.load', payload, accountId });
  if ('error' in outcome) throw new Error(outcome.error.message);
  // What the app's own operation answers.
  const reply = outcome.body as Reply<BoardReply>;
  return { meter: outcome.meter, reply };
};

const isVisibleToApp = async (): Promise<ReadonlySet<string>> =>
  new Set((await searchIds(askAs(app.jira, APP_ACCOUNT_ID, 'as-app').client, 'created > "1990-01-01"', 100_000)).ids);

/** The board over everything that Jira's own search gives this person and the app, read as the person. */
const boardFromJira = async (accountId: string, periodId: string): Promise<Board> => {
  const { client } = askAs(app.jira, accountId, 'as-user');
  const asApp = askAs(app.jira, APP_ACCOUNT_ID, 'as-app').client;
  const facts = await readSiteFacts(asApp, program);
  const seen = await isVisibleToApp();
  const ids = (await searchIds(client, 'created > "1990-01-01"', 100_000)).ids.filter((id) => seen.has(id));
  const parts = chunk(ids, 1_000).map((part) => fetchWorkItems(client, part, facts.fieldIds));
  const all = (await Promise.all(parts)).flat().map(({ item }) => item);
  const scope = {
    projectIds: new Set(projectsOf(program)),
    linkTypeIds: new Set(program.dependencyTypes.map((type) => type.linkTypeId)),
  };
  const universe = findUniverse(new Map(all.map((item) => [item.id, item])), scope);
  const items = all.filter((item) => universe.has(item.id));
  const own = findOwnTeams(items, program.teams, await readQueryMatches(asApp, program, [...universe]));
  const projectIds = await listBrowsableProjectIds(client);
  const joined = new Set(items.flatMap((item) => item.sprintIds));
  // The seeded boards live in their projects and are shared with everybody.
  const boards = new Set(
    [...app.jira.site.store.boards.values()].filter((one) => projectIds.has(one.projectId ?? '')).map(({ id }) => id),
  );
  const sprints = facts.sprints.filter(({ id, boardId }) => joined.has(id) || boards.has(boardId ?? ''));
  const period = program.periods.find(({ id }) => id === periodId);
  return buildBoard({
    asOf: new Date(NOW).toISOString(),
    now: NOW,
    program: cutProgram(program, { projectIds, own, sprints }),
    periodId,
    choice: { kind: 'asked', sentence: `${period?.name ?? ''}, as chosen.` },
    items: withKnownEnds(items, universe, program.dependencyTypes),
    thin: [],
    own,
    sprints,
    priorities: facts.priorities,
    coverage: { read: items.length, of: items.length },
  });
};

describe.each(PEOPLE)('%s', (name) => {
  test('gets from the index, in every period, the board over all that Jira’s search gives', async () => {
    const accountId = person(name);
    for (const { id } of program.periods) {
      const { reply } = await loadAs(accountId, id);
      if (!reply.ok) {
        expect(reply.error.code).toBe('NOT_FOUND');
        continue;
      }
      expect(boardOf(reply.value)).toEqual(await boardFromJira(accountId, id));
    }
  }, 120_000);
});

test('a view takes two round trips, and few units of storage', async () => {
  const [period] = program.periods.slice(-1);
  await loadAs(person('Marcus Lindqvist'), period?.id ?? '');
  const { meter } = await loadAs(person('Marcus Lindqvist'), period?.id ?? '');
  expect(meter.sequentialRoundTrips).toBe(2);
  expect(meter.jiraCalls).toBeLessThanOrEqual(3);
  expect(meter.kvsReadUnits).toBeLessThan(30);
});
