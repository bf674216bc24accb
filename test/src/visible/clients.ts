import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parseManifest } from '../../../local/forge/manifest.ts';
import type { Caller } from '../../../local/jira/caller.ts';
import type { Jira } from '../../../local/jira/jira.ts';
import { createClient, type JiraClient, type JiraRequest } from '../../../src/jira/client.ts';
import { createMeter } from '../../../src/jira/meter.ts';

const manifest = readFileSync(path.resolve(import.meta.dirname, '../../../manifest.yml'), 'utf8');
const scopes = parseManifest(manifest).scopes;

export interface Asking {
  readonly client: JiraClient;
  /** Operations that were called, in order. */
  readonly calls: string[];
}

const sleep = (): Promise<void> => Promise.reject(new Error('nobody waits here'));

/** The app's Jira door over a local site in this process, with the manifest's scopes: as the app, or as somebody. */
export const askAs = (jira: Jira, accountId: string, via: 'as-user' | 'as-app', meter = createMeter()): Asking => {
  const caller: Caller = { accountId, app: { installationId: 'i', scopes, via } };
  const calls: string[] = [];
  const send = ({ method, route, operation, body }: JiraRequest) => {
    calls.push(operation);
    const init =
      body === undefined
        ? { method }
        : { method, body: JSON.stringify(body), headers: { 'content-type': 'application/json' } };
    return jira.fetch(new Request(`http://localhost:4180${route.value}`, init), caller);
  };
  const client = createClient({
    send,
    now: () => jira.site.clock.now(),
    random: () => 0,
    sleep,
    remainingMs: () => 25_000,
    meter,
  });
  return { client, calls };
};
