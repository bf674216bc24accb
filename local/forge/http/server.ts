import { serve, type HttpBindings, type ServerType } from '@hono/node-server';
import { Hono } from 'hono';
import type { AddressInfo } from 'node:net';
import { ConnectionDropped } from '../../jira/gateway/faults.ts';
import type { Host } from '../host.ts';
import { controlRoutes } from './control-routes.ts';
import { guard } from './guard.ts';
import { realtimeRoutes } from './realtime-routes.ts';

const ADDRESS = '127.0.0.1';

export interface ServerOptions {
  readonly host: Host;
  /** 0 for any free port. */
  readonly port: number;
  /** The site's pages and the app's frames, mounted after everything else (uiRoutes of ui-routes.ts). */
  readonly pages?: Hono;
  /** Told after the clock was set by hand. */
  readonly onClock?: () => void;
}
export interface ListeningServer {
  readonly port: number;
  close(): Promise<void>;
}

const noRoute = ({ method, path }: { readonly method: string; readonly path: string }): Response => {
  const message = `The control API has no ${method} ${path}: see docs/local-forge.md.`;
  return Response.json({ error: { code: 'NOT_FOUND', message } }, { status: 404 });
};

/** Jira as one person, then the control API, then web triggers, then pages. */
const buildApp = (
  { host, pages, onClock = () => {} }: ServerOptions,
  port: () => number,
): Hono<{ Bindings: HttpBindings }> => {
  const app = new Hono<{ Bindings: HttpBindings }>();
  app.use('*', guard(port));
  app.all('/rest/*', async (c) => {
    const caller = host.main.jira.callerOf(c.req.raw);
    if (caller instanceof Response) return caller;
    try {
      return await host.main.jira.fetch(c.req.raw, caller);
    } catch (error) {
      if (!(error instanceof ConnectionDropped)) throw error;
      // The socket, not the message: a message whose body was read to its end holds no socket any more.
      c.env.incoming.socket.destroy();
      return new Response(null, { status: 499 });
    }
  });
  app.route('/forge', realtimeRoutes(host));
  app.route('/forge', controlRoutes(host, onClock));
  app.all('/x1/*', async (c) => (await host.webTrigger(c.req.raw)) ?? c.notFound());
  if (pages !== undefined) app.route('/', pages);
  app.notFound((c) => (c.req.path.startsWith('/forge/') ? noRoute(c.req) : c.text('Not found', 404)));
  return app;
};

/** Listens on 127.0.0.1 alone; rejects (EADDRINUSE) where the port is taken. */
export const listen = (options: ServerOptions): Promise<ListeningServer> =>
  new Promise((resolve, reject) => {
    let port = options.port;
    const app = buildApp(options, () => port);
    const server: ServerType = serve(
      { fetch: app.fetch, hostname: ADDRESS, port: options.port },
      (info: AddressInfo) => {
        port = info.port;
        resolve({ port, close: () => closeServer(server) });
      },
    );
    server.once('error', reject);
  });

const closeServer = (server: ServerType): Promise<void> =>
  new Promise((resolve) => {
    server.close(() => resolve());
    if ('closeAllConnections' in server) server.closeAllConnections();
  });
