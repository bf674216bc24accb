// Runs as a child process under the pinned Node (jira.js is ESM for Node 22 and newer), with AUDIT_SCHEMAS=true: serves the
// local site on a port of its own, calls every step through jira.js, and prints the outcomes as one line of JSON.
import { serve } from '@hono/node-server';
import { createAgileClient, createCloudClient } from 'jira.js';
import { createClient } from 'jira.js/core';
import { conformanceSite } from './conformance-site.ts';
import type { Bench, Outcome, Step } from './step.ts';
import { issueSteps, propertySteps } from './steps-issues.ts';
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
];

/** Where jira.js collects what its schemas do not know, under AUDIT_SCHEMAS=true (dist/core/schemaAudit.js). */
const DRIFT = Symbol.for('apis-code-gen.schemaAudit');
const takeDrift = (): readonly unknown[] => {
  const holder = globalThis as { [DRIFT]?: unknown[] };
  return (holder[DRIFT] ?? []).splice(0);
};

const served: string[] = [];
const site: { current?: ReturnType<typeof conformanceSite> } = {};
const server = serve({
  port: 0,
  hostname: '127.0.0.1',
  fetch: async (request: Request) => {
    const { jira } = site.current ?? {};
    if (jira === undefined) return new Response('not ready', { status: 503 });
    const caller = jira.callerOf(request);
    if (caller instanceof Response) return caller;
    return jira.fetch(request, caller, ({ operation, status }) => served.push(`${status} ${operation}`));
  },
});
await new Promise((resolve) => server.once('listening', resolve));
const address = server.address();
const host = `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`;
site.current = conformanceSite(host);

const client = createClient({ host, auth: { type: 'basic', email: site.current.email, apiToken: 'any' } });
const bench: Bench = {
  client,
  cloud: createCloudClient(client),
  agile: createAgileClient(client),
  ids: site.current.ids,
};

const describe = (error: unknown): string => {
  const issues = typeof error === 'object' && error !== null && 'issues' in error ? JSON.stringify(error.issues) : '';
  return `${error instanceof Error ? error.message : String(error)} ${issues}`.trim();
};
const runStep = async ([endpoint, call]: Step): Promise<Outcome> => {
  const before = served.length;
  const error = await Promise.resolve()
    .then(() => call(bench))
    .then(
      () => undefined,
      (thrown: unknown) => describe(thrown),
    );
  const outcome = { endpoint, served: served.slice(before), drift: takeDrift() };
  return error === undefined ? outcome : { ...outcome, error };
};

const outcomes: Outcome[] = [];
for (const step of steps) outcomes.push(await runStep(step));
process.stdout.write(JSON.stringify(outcomes));
server.close();
