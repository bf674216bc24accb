import { INVOCATION_MS } from '../local/forge/modelled-latency.ts';
import type { BenchApp } from './bench-app.ts';
import { addTargets, costOf, type Cost } from './cost.ts';
import { editIssue, pickOpenIssues } from './jira-edits.ts';
import { peekEntries } from './peek.ts';
import type { Table } from './table.ts';

const HOUR_MS = 3_600_000;
const MONTH_DAYS = 30;
const WEEK_DAYS = 7;
/** design.md 8, the runtime of manifest.yml. */
const MEMORY_GB = 0.5;
const POINTS_AN_HOUR = 65_000;

/** What schedules and what they left to queues cost, the start of each invocation included. */
const measure = async ({ host }: BenchApp, run: () => Promise<number>): Promise<Cost> => {
  host.resetMeter();
  const runs = await run();
  const cost = costOf(host.meter(), runs);
  return { ...cost, gbSeconds: cost.gbSeconds + (runs * INVOCATION_MS * MEMORY_GB) / 1_000 };
};

/** Runs one schedule and all that it caused; gives how many invocations that were. */
const runSchedule = async ({ host }: BenchApp, key: string): Promise<number> => {
  const ran = await host.schedule(key);
  if (ran?.outcome !== 'success') throw new Error(`${key}: ${ran?.error?.message ?? 'did not run'}`);
  return 1 + (await host.drain()).ran.length;
};

const nextDay = (app: BenchApp): Promise<number> => {
  app.clock.advance(25 * HOUR_MS);
  return runSchedule(app, 'upkeep-hourly');
};

const addPlain = (table: Table, app: BenchApp, surface: string, cost: Cost, everything: number): void => {
  // Whoever has no such means reads all items again: a point each, and one for each page of 100.
  const row = { surface, site: app.size, against: 'every item read anew (computed)' };
  const pages = Math.ceil(everything / 100);
  table.add({ ...row, figure: 'jira calls', unit: 'calls', ours: cost.jiraCalls, theirs: pages });
  table.add({ ...row, figure: 'jira points', unit: 'points', ours: cost.jiraPoints, theirs: everything + pages });
  const alone = { surface, site: app.size, against: '-', theirs: 0 };
  table.add({ ...alone, figure: 'jira points, other reading', unit: 'points', ours: cost.jiraPointsOtherReading });
  table.add({ ...alone, figure: 'storage read units', unit: 'units', ours: cost.readUnits });
  table.add({ ...alone, figure: 'storage write units', unit: 'units', ours: cost.writeUnits });
  table.add({ ...alone, figure: 'storage bytes written', unit: 'bytes', ours: cost.writtenBytes });
  table.add({ ...alone, figure: 'gb-seconds', unit: 'GB-s', ours: cost.gbSeconds });
  table.add({ ...alone, figure: 'cpu', unit: 'ms', ours: cost.cpuMs });
  table.add({ ...alone, figure: 'peak memory', unit: 'MB', ours: cost.peakMemoryBytes / 1_048_576 });
};

/**
 * The reconciliation that comes once a day, the dearest one: with nothing to do, and after 1 % of the items changed without any event.
 * The changes must be in the index afterwards.
 */
const measureReconciliation = async (app: BenchApp, table: Table): Promise<void> => {
  const { host, jira, size, projectIds, viewer } = app;
  const everything = [...jira.site.store.issues.values()].filter(({ projectId }) =>
    projectIds.includes(projectId),
  ).length;
  // The first ones find what a site has that no backfill tells: two, since a difference counts the second time.
  await nextDay(app);
  await nextDay(app);
  const idle = await measure(app, () => nextDay(app));
  const nothing = 'reconciliation, nothing to do';
  addPlain(table, app, nothing, idle, everything);
  if (size === 'large') addTargets(table, { surface: nothing, site: size }, idle, { 'jira points': 1_000 });

  host.faults.deliver({ eventLosses: 1 });
  const changed = pickOpenIssues(jira, projectIds, Math.ceil(everything / 100));
  for (const issue of changed) await editIssue(jira, viewer, issue, `Reconciled ${issue.key}`);
  const busy = await measure(app, () => nextDay(app));
  host.faults.clear();
  const entries = await peekEntries(
    host,
    changed.map(({ id }) => id),
  );
  const lost = changed.filter(({ id, key }) => entries.get(id)?.item.summary !== `Reconciled ${key}`).length;
  if (lost > 0) table.complain(`${size}: reconciliation left ${lost} of ${changed.length} changes out of the index.`);
  addPlain(table, app, 'reconciliation, 1 % changed', busy, everything);
};

/** A day of schedules, hour by hour. */
const runDay = (app: BenchApp): Promise<Cost> =>
  measure(app, async () => {
    let runs = 0;
    for (let hour = 0; hour < 24; hour += 1) {
      app.clock.advance(HOUR_MS);
      runs += await runSchedule(app, 'upkeep-hourly');
    }
    return runs + (await runSchedule(app, 'personal-data-daily'));
  });

/** A month in which nobody looks and nothing changes: a day in which the site's lists are read, once a week, and other days. */
const measureIdleMonth = async (app: BenchApp, table: Table): Promise<void> => {
  const quiet = await runDay(app);
  app.clock.advance(WEEK_DAYS * 24 * HOUR_MS);
  const weekly = await runDay(app);
  const times = Math.ceil(MONTH_DAYS / WEEK_DAYS);
  const inMonth = (of: (cost: Cost) => number): number => (MONTH_DAYS - times) * of(quiet) + times * of(weekly);
  const month = {
    ...quiet,
    gbSeconds: inMonth((cost) => cost.gbSeconds),
    jiraPoints: inMonth((cost) => cost.jiraPoints),
  };
  const row = { surface: 'idle month', site: app.size };
  if (app.size === 'medium') addTargets(table, row, month, { 'gb-seconds': 500, 'jira points': 10_000 });
  table.add({
    ...row,
    figure: 'jira points',
    unit: 'points',
    ours: month.jiraPoints,
    against: 'quota of one hour',
    theirs: POINTS_AN_HOUR,
  });
  const other = inMonth((cost) => cost.jiraPointsOtherReading);
  const alone = { ...row, against: '-', theirs: 0 };
  table.add({ ...alone, figure: 'jira points, other reading', unit: 'points', ours: other });
  table.add({ ...alone, figure: 'gb-seconds', unit: 'GB-s', ours: month.gbSeconds });
  table.add({ ...alone, figure: 'storage read units', unit: 'units', ours: inMonth((cost) => cost.readUnits) });
  table.add({ ...alone, figure: 'storage write units', unit: 'units', ours: inMonth((cost) => cost.writeUnits) });
};

/** Days of the site's time pass: to be measured last. */
export const measureUpkeep = async (app: BenchApp, table: Table): Promise<void> => {
  await measureReconciliation(app, table);
  await measureIdleMonth(app, table);
};
