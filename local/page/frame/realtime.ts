import { rest } from '../api/rest.ts';
import type { FrameApi } from './frame-api.ts';

interface Subscription {
  readonly api: FrameApi;
  readonly payload: object;
  readonly onEvent: (payload: unknown) => unknown;
  /** The server's name for it on the stream that is open now. */
  id?: string;
}
const subscriptions = new Set<Subscription>();
let source: EventSource | undefined;
let streamId: Promise<string> | undefined;

const attach = async (subscription: Subscription, stream: string): Promise<void> => {
  const { api, payload } = subscription;
  const { subscription: id } = await api.post<{ subscription: string }>('subscribe', { ...payload, stream });
  subscription.id = id;
};
const deliver = (id: unknown, payload: unknown) => {
  for (const subscription of subscriptions) if (subscription.id === id) void subscription.onEvent(payload);
};

/** Opens this tab's one event stream; when it comes back after a break, every subscription is made again. */
const openStream = () =>
  new Promise<string>((resolve) => {
    source = new EventSource('/forge/ui/frame/stream');
    source.addEventListener('message', (event: MessageEvent<string>) => {
      const data: unknown = JSON.parse(event.data);
      const { stream, subscription, payload } = {
        stream: undefined,
        subscription: undefined,
        payload: undefined,
        ...Object(data),
      };
      if (typeof stream !== 'string') return deliver(subscription, payload);
      streamId = Promise.resolve(stream);
      for (const known of subscriptions) if (known.id !== undefined) void attach(known, stream);
      return resolve(stream);
    });
  });

/** Subscribes a frame to a realtime channel; gives the way to stop. Rejects where the server refuses. */
export const subscribeRealtime = async (
  api: FrameApi,
  payload: object,
  onEvent: (payload: unknown) => unknown,
): Promise<() => Promise<void>> => {
  streamId ??= openStream();
  const subscription: Subscription = { api, payload, onEvent };
  await attach(subscription, await streamId);
  subscriptions.add(subscription);
  return async () => {
    subscriptions.delete(subscription);
    if (subscriptions.size > 0) {
      const body = { stream: await streamId, subscription: subscription.id };
      await rest('/forge/ui/frame/unsubscribe', { method: 'POST', body });
      return;
    }
    source?.close();
    streamId = undefined;
  };
};
