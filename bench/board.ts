import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { SiteClock } from '../local/clock.ts';
import { createHost, type Host } from '../local/forge/host.ts';
import { parseManifest } from '../local/forge/manifest.ts';
import { setUpFirstBoard } from '../local/cli/first-board.ts';
import type { Jira } from '../local/jira/jira.ts';
import { isAdmin } from '../local/jira/permissions.ts';
import { seededRandom } from '../local/random.ts';
import { APP_ACCOUNT_ID } from '../local/seeds/defaults.ts';
import { boardOf } from '../src/operations/board-of.ts';
import type { BoardReply, ListReply } from '../src/operations/operations.ts';
import type { Reply } from '../src/operations/reply.ts';
import type { Table } from './table.ts';

/** Modelled latencies (design.md 8): a Jira call, and an invocation. */
const JIRA_CALL_MS = 150;
const INVOCATION_MS = 120;
const SEARCH_PAGE = 100;
const ROOT = path.resolve(import.meta.dirname, '..');

/**
 * `board.load` as it is today, read live as the viewer, beside *tutorial*: as many items, in search pages one after another.
 * The live reading stays a baseline once the board reads from an index.
 */
export const measureBoard = async (size: string, jira: Jira, clock: SiteClock, table: Table): Promise<void> => {
  jira.site.tuning.enforceLimits = false;
  const host = createHost({
    manifest: parseManifest(readFileSync(path.join(ROOT, 'manifest.yml'), 'utf8')),
    handlersFile: path.join(ROOT, 'dist/handlers/index.js'),
    jira,
    clock,
    random: seededRandom(1),
    appAccountId: APP_ACCOUNT_ID,
  });
  try {
    const viewer = viewerOf(jira);
    await setUpFirstBoard(host, viewer);
    const { value: list } = await ask<ListReply>(host, viewer, 'program.list', {});
    const programId = list.programs[0]?.id;
    if (programId === undefined) throw new Error(`No program could be set up on ${size}.`);
    const { value, meter } = await ask<BoardReply>(host, viewer, 'board.load', { programId });
    const read = boardOf(value).counts.coverage.read;
    const tutorial = await readInPages(jira, viewer, read);
    const add = (figure: string, unit: string, ours: number, theirs: number): void =>
      table.add({ surface: 'board', site: size, figure, unit, ours, against: `tutorial, ${read} items`, theirs });
    const ourTime = INVOCATION_MS + meter.sequentialRoundTrips * JIRA_CALL_MS + meter.cpuMs;
    add('round trips', 'trips', meter.sequentialRoundTrips, tutorial.calls);
    add('modelled time', 'ms', ourTime, INVOCATION_MS + tutorial.calls * JIRA_CALL_MS);
    add('jira calls', 'calls', meter.jiraCalls, tutorial.calls);
    add('jira points', 'points', meter.jiraPoints, tutorial.points);
    add('jira points, other reading', 'points', meter.jiraPointsOtherReading, tutorial.points);
    const plain = { surface: 'board', site: size, against: 'platform limit' };
    table.add({ ...plain, figure: 'reply bytes', unit: 'bytes', ours: meter.replyBytes, theirs: 5_000_000 });
    table.add({ ...plain, figure: 'cpu', unit: 'ms', ours: meter.cpuMs, theirs: 25_000 });
    table.add({ ...plain, figure: 'peak memory', unit: 'MB', ours: meter.peakMemoryBytes / 1_048_576, theirs: 512 });
  } finally {
    await host.close();
  }
};

type Asked<T> = { readonly value: T; readonly meter: Awaited<ReturnType<Host['invoke']>>['meter'] };

const ask = async <T>(host: Host, accountId: string, functionKey: string, payload: unknown): Promise<Asked<T>> => {
  const outcome = await host.invoke({ moduleKey: 'program-page', functionKey, payload, accountId });
  if ('error' in outcome) throw new Error(`${functionKey}: ${outcome.error.message}`);
  // What the app's own operation answers.
  const reply = outcome.body as Reply<T>;
  if (!reply.ok) throw new Error(`${functionKey}: ${reply.error.message}`);
  return { value: reply.value, meter: outcome.meter };
};

const viewerOf = ({ site: { store } }: Jira): string => {
  const admin = [...store.users.values()].find((user) => user.active && isAdmin(store, user.id));
  if (admin === undefined) throw new Error('The seeded site has no administrator.');
  return admin.id;
};

/** The same number of items as an app's first tutorial would read them: one search page of 100 after another. */
const readInPages = async (
  jira: Jira,
  accountId: string,
  items: number,
): Promise<{ calls: number; points: number }> => {
  const app = { installationId: 'bench', scopes: ['read:jira-work'], via: 'as-user' } as const;
  let [calls, points, read] = [0, 0, 0];
  let token: string | undefined;
  do {
    const body = {
      jql: 'created >= "2000-01-01" ORDER BY updated DESC',
      fields: ['summary', 'status', 'issuelinks', 'parent'],
      maxResults: SEARCH_PAGE,
      ...(token === undefined ? {} : { nextPageToken: token }),
    };
    const request = new Request('http://localhost:4180/rest/api/3/search/jql', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    const response = await jira.fetch(request, { accountId, app }, (cost) => {
      points += cost.points;
    });
    // Jira's own answer; only these two members are read.
    const page = (await response.json()) as { issues: readonly unknown[]; nextPageToken?: string };
    calls += 1;
    read += page.issues.length;
    token = page.nextPageToken;
  } while (token !== undefined && read < items);
  return { calls, points };
};
