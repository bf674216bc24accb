import { chunk } from '../src/core/list/chunk.ts';
import type { BenchApp } from './bench-app.ts';
import { NO_COST, type Cost } from './cost.ts';
import { JIRA_CALL_MS } from '../local/forge/modelled-latency.ts';

/** As `static/app/remote/use-people.ts` asks. */
const ACCOUNTS_PER_CALL = 200;

/** Names and avatars of people, as the page reads them in the browser: side by side, without points. */
export const readNames = async ({ host, jira }: BenchApp, viewer: string, ids: readonly string[]): Promise<Cost> => {
  const app = { installationId: host.main.id, scopes: host.manifest.scopes, via: 'bridge' } as const;
  const pages = chunk([...new Set(ids)].sort(), ACCOUNTS_PER_CALL);
  const sizes = await Promise.all(
    pages.map(async (part) => {
      const query = new URLSearchParams(part.map((id) => ['accountId', id]));
      query.set('maxResults', String(part.length));
      const request = new Request(new URL(`/rest/api/3/user/bulk?${query.toString()}`, host.baseUrl));
      const answer = await jira.fetch(request, { accountId: viewer, app });
      if (!answer.ok) throw new Error(`user/bulk: ${answer.status} ${await answer.text()}`);
      return (await answer.arrayBuffer()).byteLength;
    }),
  );
  if (pages.length === 0) return NO_COST;
  const replyBytes = sizes.reduce((sum, bytes) => sum + bytes, 0);
  return { ...NO_COST, trips: 1, modelledMs: JIRA_CALL_MS, jiraCalls: pages.length, replyBytes };
};
