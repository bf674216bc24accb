// Runs as a child process under the pinned Node (jira.js is ESM for Node 22 and newer), with AUDIT_SCHEMAS=true: serves local
// sites on ports of their own, calls every step through jira.js, and prints the outcomes as one line of JSON.
import { createAgileClient, createCloudClient } from 'jira.js';
import { createClient } from 'jira.js/core';
import { frozenClock } from '../../local/clock.ts';
import { createJira } from '../../local/jira/jira.ts';
import { seededRandom } from '../../local/random.ts';
import { seedSite } from '../../local/seeds/seed-site.ts';
import { conformanceSite } from './conformance-site.ts';
import { seededSteps } from './seeded-steps.ts';
import { serveJira } from './serve-jira.ts';
import type { Bench, Ids, Outcome, Step } from './step.ts';
import { issueSteps, propertySteps } from './steps-issues.ts';
import { moreSiteSteps, moreWorkSteps } from './steps-more.ts';
import { projectSteps } from './steps-projects.ts';
import { searchSteps } from './steps-search.ts';
import { siteSteps } from './steps-site.ts';
import { boardSteps, sprintSteps } from './steps-software.ts';

const steps: readonly Step[] = [
  ...siteSteps,
  ...projectSteps,
  ...issueSteps,
  ...boardSteps,
  ...searchSteps,
  ...propertySteps,
  ...sprintSteps,
  ...moreSiteSteps,
  ...moreWorkSteps,
];
/** People of the small seed that see most, some, and nearly nothing. */
const SEEDED_PEOPLE = ['Priya Raman', 'Jonas Weber', 'Yuki Tanaka'];
const SEEDED_DAY = '2026-11-22';

/** Where jira.js collects what its schemas do not know, under AUDIT_SCHEMAS=true (dist/core/schemaAudit.js). */
const DRIFT = Symbol.for('apis-code-gen.schemaAudit');
const takeDrift = (): readonly unknown[] => {
  const holder = globalThis as { [DRIFT]?: unknown[] };
  return (holder[DRIFT] ?? []).splice(0);
};

const describe = (error: unknown): string => {
  const report = typeof error === 'object' && error !== null && 'report' in error ? JSON.stringify(error.report) : '';
  return `${error instanceof Error ? error.message : String(error)} ${report}`.trim();
};
const outcomeOf = async (endpoint: string, calls: string[], call: () => Promise<unknown>): Promise<Outcome> => {
  const before = calls.length;
  const error = await Promise.resolve()
    .then(call)
    .then(
      () => undefined,
      (thrown: unknown) => describe(thrown),
    );
  const outcome = { endpoint, served: calls.slice(before), drift: takeDrift() };
  return error === undefined ? outcome : { ...outcome, error };
};

const runSteps = async (): Promise<Outcome[]> => {
  const start: { email?: string; ids?: Ids } = {};
  const { host, calls, close } = await serveJira((baseUrl) => {
    const { jira, email, ids } = conformanceSite(baseUrl);
    Object.assign(start, { email, ids });
    return jira;
  });
  const { email = '', ids } = start;
  if (ids === undefined) throw new Error('The site was built.');
  const client = createClient({ host, auth: { type: 'basic', email, apiToken: 'any' } });
  const bench: Bench = { client, cloud: createCloudClient(client), agile: createAgileClient(client), ids };
  const outcomes: Outcome[] = [];
  for (const [endpoint, call] of steps) outcomes.push(await outcomeOf(endpoint, calls, () => call(bench)));
  close();
  return outcomes;
};

const readSeeded = async (): Promise<Outcome[]> => {
  const store = seedSite('small', { today: SEEDED_DAY });
  const { host, calls, close } = await serveJira((baseUrl) => {
    store.settings = { ...store.settings, baseUrl };
    return createJira({ store, clock: frozenClock(Date.parse(SEEDED_DAY)), random: seededRandom(1) });
  });
  const outcomes: Outcome[] = [];
  for (const name of SEEDED_PEOPLE) {
    const user = [...store.users.values()].find(({ displayName }) => displayName === name);
    if (user === undefined) throw new Error(`The seeded site has no ${name}.`);
    const client = createClient({ host, auth: { type: 'basic', email: user.emailAddress, apiToken: 'any' } });
    const person = { cloud: createCloudClient(client), agile: createAgileClient(client) };
    for (const [what, read] of seededSteps) {
      outcomes.push(await outcomeOf(`${what} of the seeded site as ${name}`, calls, () => read(person)));
    }
  }
  close();
  return outcomes;
};

process.stdout.write(JSON.stringify([...(await runSteps()), ...(await readSeeded())]));
