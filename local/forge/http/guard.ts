import type { MiddlewareHandler } from 'hono';

/** The names that this machine's own browser uses: pages live on `localhost`, frames on `127.0.0.1` (ui-routes.ts). */
const HOST_NAMES = ['localhost', '127.0.0.1'];

const refusal = (what: string): Response =>
  Response.json(
    { error: { code: 'FORBIDDEN', message: `This local site refuses requests ${what}.` } },
    { status: 403 },
  );

/**
 * Refuses requests for another host (DNS rebinding) and from pages of another origin: real exports are inside
 * (design.md 7). Requests without Origin are from scripts, or top-level navigation.
 */
export const guard =
  (port: () => number): MiddlewareHandler =>
  async (c, next) => {
    const hosts = HOST_NAMES.map((name) => `${name}:${port()}`);
    const [host, origin] = [c.req.header('host'), c.req.header('origin')];
    if (host === undefined || !hosts.includes(host)) return refusal('for another host');
    if (origin !== undefined && !hosts.some((each) => origin === `http://${each}`))
      return refusal('from another origin');
    await next();
  };
