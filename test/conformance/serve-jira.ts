import { serve } from '@hono/node-server';
import type { Jira } from '../../local/jira/jira.ts';

export interface Served {
  readonly host: string;
  /** Status and operation of every call so far. */
  readonly calls: string[];
  readonly close: () => void;
}

/** Serves a site on a free port of this machine; the site is built once its address is known. */
export const serveJira = async (build: (host: string) => Jira): Promise<Served> => {
  const calls: string[] = [];
  const site: { jira?: Jira } = {};
  const server = serve({
    port: 0,
    hostname: '127.0.0.1',
    fetch: async (request: Request) => {
      const { jira } = site;
      if (jira === undefined) return new Response('not ready', { status: 503 });
      const caller = jira.callerOf(request);
      if (caller instanceof Response) return caller;
      return jira.fetch(request, caller, ({ operation, status }) => calls.push(`${status} ${operation}`));
    },
  });
  await new Promise((resolve) => server.once('listening', resolve));
  const address = server.address();
  const host = `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`;
  site.jira = build(host);
  return { host, calls, close: () => server.close() };
};
