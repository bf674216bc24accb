import { readFileSync } from 'node:fs';
import path from 'node:path';
import { setUpFirstBoard } from '../local/cli/first-board.ts';
import type { SiteClock } from '../local/clock.ts';
import { createHost, type Host } from '../local/forge/host.ts';
import { parseManifest } from '../local/forge/manifest.ts';
import { emptyMeter, addMeters, type Meter } from '../local/forge/meter.ts';
import { INVOCATION_MS, JIRA_CALL_MS } from '../local/forge/modelled-latency.ts';
import type { Jira } from '../local/jira/jira.ts';
import { isAdmin } from '../local/jira/permissions.ts';
import { seededRandom } from '../local/random.ts';
import { APP_ACCOUNT_ID } from '../local/seeds/defaults.ts';
import { measureStored, measuringPayloads, Payloads } from './payloads.ts';
import type { Table } from './table.ts';

const ROOT = path.resolve(import.meta.dirname, '..');
const STEP = 'index-backfill';
/** Background work has two calls of Jira under way at a time (src/jira/lanes.ts). */
const IN_FLIGHT = 2;
/** Of issue 3. */
const POINTS_AN_ITEM = 1.1;
const LIMIT_SHARE = 0.6;
const SEARCH_PAGE = 100;
const MB = 1_048_576;

/** Points by what was asked for, under the enforced reading and the other one. */
type Spent = Map<string, { points: number; other: number }>;

/** Time goes on with the calls, as they are modelled: bursts are told by it, however fast this machine is. */
const counted = (jira: Jira, spent: Spent, clock: SiteClock): Jira => ({
  ...jira,
  fetch: (request, caller, observe) => {
    clock.advance(JIRA_CALL_MS / IN_FLIGHT);
    return jira.fetch(request, caller, (cost) => {
      const before = spent.get(cost.operation) ?? { points: 0, other: 0 };
      const points = before.points + cost.points;
      spent.set(cost.operation, { points, other: before.other + cost.pointsOtherReading });
      observe?.(cost);
    });
  },
});

/** By operation, whoever asked meanwhile: the hourly look at what changed is among those that find. */
const PARTS: readonly (readonly [string, (operation: string) => boolean])[] = [
  ['reading items with their histories', (operation) => operation.endsWith('/issue/bulkfetch')],
  ['longer histories', (operation) => operation.endsWith('/changelog/bulkfetch')],
  ['finding, matching, closing', (operation) => /search\/|jql\/match/.test(operation)],
  ['sprints of boards', (operation) => operation.endsWith('/sprint')],
  ['other lists of the site', (operation) => !/\/sprint$|bulkfetch$|search\/|jql\/match/.test(operation)],
];

const timeOf = ({ chainMs, cpuMs }: Meter): number => INVOCATION_MS + chainMs + cpuMs;

/** The clock's limits hold: the hour's points, storage units, bursts. What rests, rests for as long as it says. */
const drainAll = async (host: Host): Promise<number> => {
  const { advancedMs, ran } = await host.drain();
  const failed = ran.find(({ outcome }) => outcome === 'failed');
  if (failed !== undefined) throw new Error(`${failed.moduleKey}: ${failed.error?.message ?? 'failed'}`);
  return advancedMs;
};

const adminOf = ({ site: { store } }: Jira): string => {
  const admin = [...store.users.values()].find((user) => user.active && isAdmin(store, user.id));
  if (admin === undefined) throw new Error('The seeded site has no administrator.');
  return admin.id;
};

/** The work items of the projects that programs name, archived ones aside. */
const countItems = async (host: Host, jira: Jira, viewer: string): Promise<number> => {
  const request = { moduleKey: 'program-page', functionKey: 'program.list', payload: {}, accountId: viewer };
  const outcome = await host.invoke(request);
  // The app's own reply.
  const body = ('body' in outcome ? outcome.body : {}) as {
    value: { programs: readonly { projectIds: readonly string[] }[] };
  };
  const projectIds = new Set(body.value.programs.flatMap((program) => program.projectIds));
  return [...jira.site.store.issues.values()].filter((issue) => projectIds.has(issue.projectId) && !issue.archived)
    .length;
};

/** The real app reads all that the proposed programs name, as after their first save, on a host of its own. */
export const measureBackfill = async (size: string, jira: Jira, clock: SiteClock, table: Table): Promise<void> => {
  const spent: Spent = new Map();
  const payloads = new Payloads();
  const steps: Meter[] = [];
  const manifest = parseManifest(readFileSync(path.join(ROOT, 'manifest.yml'), 'utf8'));
  const { enforceLimits } = jira.site.tuning;
  const host = createHost({
    manifest,
    handlersFile: path.join(ROOT, 'dist/handlers/index.js'),
    jira: counted(measuringPayloads(jira, payloads), spent, clock),
    clock,
    random: seededRandom(1),
    appAccountId: APP_ACCOUNT_ID,
    // A busy machine is no slow Jira: a step's share of its time is told by the modelled one.
    timeoutScale: 10,
    onMetered: (meter, moduleKey) => {
      if (moduleKey === STEP) steps.push(meter);
    },
  });
  try {
    const viewer = adminOf(jira);
    await setUpFirstBoard(host, viewer);
    const items = await countItems(host, jira, viewer);
    spent.clear();
    payloads.clear();
    jira.site.tuning.enforceLimits = true;
    measureStored(host, payloads);
    const waitedMs = await drainAll(host);
    addRows(table, { size, items, steps, spent, waitedMs, timeoutMs: timeoutOf(host), memoryMb: manifest.memoryMb });
    for (const { kind, what, share } of payloads.shares()) {
      const against = `target, of its limit (${what})`;
      table.add({
        surface: 'backfill',
        site: size,
        figure: `largest ${kind}`,
        unit: 'share',
        ours: share,
        against,
        theirs: LIMIT_SHARE,
      });
    }
  } finally {
    jira.site.tuning.enforceLimits = enforceLimits;
    await host.close();
  }
};

const timeoutOf = ({ manifest }: Host): number => manifest.functions.get('backfill')?.timeoutMs ?? 55_000;

interface Measured {
  readonly size: string;
  readonly items: number;
  readonly steps: readonly Meter[];
  readonly spent: Spent;
  readonly waitedMs: number;
  readonly timeoutMs: number;
  readonly memoryMb: number;
}

const addRows = (table: Table, measured: Measured): void => {
  const { size, items, steps, spent, waitedMs, timeoutMs, memoryMb } = measured;
  const all = steps.reduce(addMeters, emptyMeter());
  const times = steps.map(timeOf);
  const pages = Math.ceil(items / SEARCH_PAGE);
  const add = (figure: string, unit: string, ours: number, against: string, theirs: number): void =>
    table.add({ surface: 'backfill', site: size, figure, unit, ours, against, theirs });
  const live = `search pages of ${SEARCH_PAGE}, ${items} items`;
  add(
    'modelled time',
    'ms',
    times.reduce((sum, ms) => sum + ms, 0),
    live,
    pages * JIRA_CALL_MS,
  );
  add('jira calls', 'calls', all.jiraCalls, live, pages);
  add('jira points', 'points', all.jiraPoints, live, items + pages);
  add('jira points, other reading', 'points', all.jiraPointsOtherReading, live, items + pages);
  const target = 'target, histories and site included';
  add('jira points an item', 'points', all.jiraPoints / items, target, POINTS_AN_ITEM);
  add('jira points an item, other reading', 'points', all.jiraPointsOtherReading / items, target, POINTS_AN_ITEM);
  for (const [what, isPart] of PARTS) {
    const points = [...spent].reduce((sum, [operation, own]) => sum + (isPart(operation) ? own.points : 0), 0);
    add(`of these ${what}`, 'points', points / items, target, POINTS_AN_ITEM);
  }
  const share = 'target, of its limit';
  add('worst step, time', 'share', Math.max(...times) / timeoutMs, share, LIMIT_SHARE);
  add('worst step, memory', 'share', all.peakMemoryBytes / (memoryMb * MB), share, LIMIT_SHARE);
  const plain = (figure: string, unit: string, ours: number): void =>
    add(figure, unit, ours, `${steps.length} steps`, 0);
  plain('waiting for the next hour', 's', waitedMs / 1_000);
  plain('peak memory', 'MB', all.peakMemoryBytes / MB);
  plain('storage read units', 'units', all.kvsReadUnits);
  plain('storage write units', 'units', all.kvsWriteUnits);
  plain('storage bytes written', 'bytes', all.kvsWrittenBytes);
  plain('gb-seconds', 'GB-s', all.gbSeconds);
};
