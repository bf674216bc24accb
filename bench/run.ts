import { measureBackfill } from './backfill.ts';
import { openBenchApp } from './bench-app.ts';
import { measureBoard } from './board.ts';
import { measureIndexStore } from './index-store.ts';
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

const table = new Table();
for (const size of sizes) {
  console.log(`Measuring ${size} ...`);
  const { jira, clock } = await measureSite(size, table);
  await measureBackfill(size, jira, clock, table);
  jira.site.tuning.enforceLimits = false;
  await measureIndexStore(size, jira, clock, table);
  const app = await openBenchApp(size, jira, clock);
  try {
    await measureBoard(app, table);
    await measureUpkeep(app, table);
  } finally {
    await app.host.close();
  }
}
console.log();
table.print();
table.write();
