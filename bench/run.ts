import { measureBackfill } from './backfill.ts';
import { openBenchApp } from './bench-app.ts';
import { measureBoard } from './board.ts';
import { measureChangedIssue } from './changed-issue.ts';
import { measureIndexStore } from './index-store.ts';
import { measurePlanningDay } from './planning-day.ts';
import { measureSite } from './site.ts';
import { Table } from './table.ts';
import { measureUpkeep } from './upkeep.ts';

// All sites are measured in one run; `--site small` measures one.
const asked = process.argv.indexOf('--site');
const wanted = asked === -1 ? undefined : process.argv[asked + 1];
const sizes = (['small', 'medium', 'large'] as const).filter((size) => wanted === undefined || wanted === size);
if (sizes.length === 0) {
  console.error('--site takes small, medium or large.');
  process.exit(2);
}

// Of the planning day's hour, minutes that are run: the busiest come first. `--minutes 60` runs it whole.
const minutesAt = process.argv.indexOf('--minutes');
const minutes = minutesAt === -1 ? 10 : Number(process.argv[minutesAt + 1]);

const table = new Table();
/** Measures one thing; what goes wrong in it fails the run, and the rest is measured all the same. */
const attempt = async (what: string, measure: () => Promise<void>): Promise<void> => {
  const startedAt = performance.now();
  try {
    await measure();
  } catch (error) {
    table.complain(`${what}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
  }
  console.log(`  ${what}: ${((performance.now() - startedAt) / 1_000).toFixed(1)} s`);
};

for (const size of sizes) {
  console.log(`Measuring ${size} ...`);
  const { jira, clock } = await measureSite(size, table);
  await attempt('index store', () => measureIndexStore(size, jira, clock, table));
  await attempt('backfill', () => measureBackfill(size, jira, clock, table));
  jira.site.tuning.enforceLimits = false;
  const app = await openBenchApp(size, jira, clock);
  try {
    await attempt('board', () => measureBoard(app, table));
    await attempt('changed issue', () => measureChangedIssue(app, table));
    await attempt('upkeep', () => measureUpkeep(app, table));
  } finally {
    await app.host.close();
  }
}
if (sizes.includes('medium')) await attempt('planning day', () => measurePlanningDay(table, { minutes }));
console.log();
table.print();
table.write();
