import type { Context } from 'hono';
import { streamSSE } from 'hono/streaming';
import { randomUUID } from 'node:crypto';
import { notFound } from '../../jira/errors.ts';

interface OpenStream {
  readonly accountId: string;
  readonly write: (data: unknown) => void;
  readonly stops: Map<string, () => void>;
}

/**
 * Realtime events on their way to pages: one event stream a tab, because a browser opens six connections to a host at
 * most, carrying every subscription of every frame in that tab.
 */
export const createStreams = () => {
  const streams = new Map<string, OpenStream>();
  const find = (id: string, accountId: string): OpenStream => {
    const stream = streams.get(id);
    if (stream === undefined || stream.accountId !== accountId) throw notFound('This event stream is gone.');
    return stream;
  };

  return {
    open: (c: Context, accountId: string) =>
      streamSSE(c, async (sse) => {
        const id = randomUUID();
        const write = (data: unknown) => void sse.writeSSE({ data: JSON.stringify(data) });
        const stream: OpenStream = { accountId, write, stops: new Map() };
        streams.set(id, stream);
        write({ stream: id });
        await new Promise<void>((resolve) => sse.onAbort(resolve));
        streams.delete(id);
        for (const stop of stream.stops.values()) stop();
      }),
    /** Adds a subscription to a tab's stream and gives its id. */
    add: (id: string, accountId: string, subscribe: (tell: (payload: unknown) => void) => () => void): string => {
      const stream = find(id, accountId);
      const subscription = randomUUID();
      const stop = subscribe((payload) => stream.write({ subscription, payload }));
      stream.stops.set(subscription, stop);
      return subscription;
    },
    remove: (id: string, accountId: string, subscription: string): void => {
      const { stops } = find(id, accountId);
      stops.get(subscription)?.();
      stops.delete(subscription);
    },
  };
};
