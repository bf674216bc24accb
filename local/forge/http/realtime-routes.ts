import { Hono } from 'hono';
import { streamSSE } from 'hono/streaming';
import type { Host } from '../host.ts';
import { scopeText } from '../services/realtime-service.ts';
import { members } from '../storage/requests.ts';

const parseScope = (text: string): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(members(JSON.parse(text))).map(([name, value]) => [name, String(value)]));

/**
 * `GET /forge/realtime?channel=...&global=true|false&scope={"module":...,"project":...,"issue":...}&token=...&replaySeconds=...`:
 * a realtime channel as server-sent events, for scripts; the site's pages have their own way (ui/frame-api.ts).
 */
export const realtimeRoutes = (host: Host): Hono => {
  const routes = new Hono();
  routes.get('/realtime', async (c) => {
    const {
      channel,
      global: isGlobal,
      scope = '{}',
      token,
      replaySeconds = '0',
      installation = 'main',
    } = c.req.query();
    const found = await host.installation(installation);
    if (channel === undefined || found === undefined) {
      return c.json(
        { error: { code: 'BAD_REQUEST', message: 'realtime takes channel, global or scope, token?.' } },
        400,
      );
    }
    return streamSSE(c, async (stream) => {
      const address = { channel, isGlobal: isGlobal === 'true', context: scopeText(parseScope(scope)) };
      const onEvent = (event: unknown) => void stream.writeSSE({ data: JSON.stringify(event) });
      const subscription = found.realtime.subscribe(address, token, onEvent, Number(replaySeconds));
      if ('error' in subscription) {
        await stream.writeSSE({ event: 'refused', data: subscription.error });
        return;
      }
      await stream.writeSSE({ event: 'subscribed', data: channel });
      await new Promise<void>((resolve) => stream.onAbort(resolve));
      subscription.unsubscribe();
    });
  });
  return routes;
};
