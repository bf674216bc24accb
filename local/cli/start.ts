// `npm start`, under the pinned Node: reads the options, builds what is stale, serves the site until Ctrl-C.
import path from 'node:path';
import { buildIfStale } from './build-if-stale.ts';
import { HELP, parseOptions, type StartOptions } from './options.ts';
import { NoImport } from './make-site.ts';
import { peopleTable } from './people-table.ts';
import { runSite, type RunningSite } from './run-site.ts';
import { SiteInUse } from './state/site-lock.ts';
import { IncompatibleState } from './state/site-state.ts';

const USAGE_ERROR = 2;
const CLOSE_MAX_MS = 5_000;
const root = path.resolve(import.meta.dirname, '../..');
const stateRoot = process.env['INTERLOCK_STATE'] ?? path.join(root, '.interlock');

const say = (line: string): void => void process.stdout.write(`${line}\n`);
const complain = (line: string): void => void process.stderr.write(`${line}\n`);

const codeOf = (error: unknown): unknown =>
  typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;

const explain = (error: unknown, { port }: StartOptions): string => {
  if (codeOf(error) === 'EADDRINUSE') {
    return `Port ${port} is taken by another program (or another npm start). Choose one with --port.`;
  }
  if (error instanceof IncompatibleState || error instanceof SiteInUse || error instanceof NoImport)
    return error.message;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
};

const report = ({ site, address, boards, host }: RunningSite): void => {
  for (const line of site.report) say(line);
  say('');
  say(`Interlock is at ${address}`);
  say(`  ${site.title}; its clock says ${new Date(host.clock.now()).toISOString()}`);
  for (const note of site.notes) say(`  ${note}`);
  say('');
  say('Programs:');
  for (const line of boards) say(`  ${line}`);
  say('');
  say('People you can look as (switch at the top right):');
  for (const line of peopleTable(site.store)) say(line);
  say('');
  say('Ctrl-C stops it; your changes are kept until you start with --fresh.');
};

const serve = async (options: StartOptions): Promise<void> => {
  if (!buildIfStale(root, say)) process.exit(1);
  say(options.importFiles.length > 0 ? 'Reading the import ...' : `Laying out the ${options.site} site ...`);
  let running: RunningSite;
  try {
    running = await runSite({ root, stateRoot, options, say, machineNow: () => Date.now() });
  } catch (error) {
    complain(explain(error, options));
    process.exit(1);
  }
  let isStopping = false;
  const stop = (): void => {
    // Ctrl-C in a terminal reaches this process twice: from the terminal and from the script that started it.
    if (isStopping) return;
    isStopping = true;
    setTimeout(() => process.exit(1), CLOSE_MAX_MS).unref();
    void running.close().then(() => {
      say('Stopped.');
      process.exit(0);
    });
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop);
  // The script that started this one is gone.
  process.on('disconnect', stop);
  if (process.connected === false) stop();
  report(running);
};

// Forge runs functions in UTC; a thread has the time zone of its process.
process.env['TZ'] = 'UTC';
const parsed = parseOptions(process.argv.slice(2));
if (parsed.kind === 'help') {
  say(HELP);
} else if (parsed.kind === 'error') {
  complain(`${parsed.message}\n\n${HELP}`);
  process.exitCode = USAGE_ERROR;
} else {
  // npm runs scripts in the package's folder; files are named from where the person is.
  const from = process.env['INIT_CWD'] ?? process.cwd();
  await serve({ ...parsed.options, importFiles: parsed.options.importFiles.map((file) => path.resolve(from, file)) });
}
