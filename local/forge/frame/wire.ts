/**
 * What crosses between the page and an app's frame: calls by name in both directions, replies, and calls of functions
 * that the other side passed as part of a payload (`onClose`, `callback`, ...). Both sides run this same file.
 */
export type WireMessage =
  | {
      readonly kind: 'call';
      readonly nonce: string;
      readonly id: number;
      readonly name: string;
      readonly payload: unknown;
    }
  | { readonly kind: 'apply'; readonly nonce: string; readonly id: number; readonly fn: number; readonly args: unknown }
  | {
      readonly kind: 'reply';
      readonly nonce: string;
      readonly id: number;
      readonly ok: boolean;
      readonly value: unknown;
    };

export interface Peer {
  call(name: string, payload?: unknown): Promise<unknown>;
  /** Takes a message of the other side; anything that does not carry the frame's nonce is ignored. */
  receive(message: unknown): void;
}
export interface PeerOptions {
  readonly nonce: string;
  readonly post: (message: WireMessage) => void;
  /** Answers a call of the other side; what it throws rejects there with the same message. */
  readonly onCall: (name: string, payload: unknown) => unknown;
}

const FUNCTION_MARK = '__interlockFunction';
type Callable = (...args: readonly unknown[]) => unknown;

const isPlain = (value: object): boolean => {
  const prototype: unknown = Object.getPrototypeOf(value);
  // Another window's Object.prototype is plain too.
  return prototype === null || Object.getPrototypeOf(prototype) === null;
};
const mapDeep = (value: unknown, leaf: (value: unknown) => unknown): unknown => {
  const replaced = leaf(value);
  if (replaced !== value || typeof value !== 'object' || value === null) return replaced;
  if (Array.isArray(value)) return value.map((item) => mapDeep(item, leaf));
  if (!isPlain(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, mapDeep(item, leaf)]));
};
const markOf = (value: unknown): number | undefined => {
  if (typeof value !== 'object' || value === null || !(FUNCTION_MARK in value)) return undefined;
  const mark = value[FUNCTION_MARK];
  return typeof mark === 'number' ? mark : undefined;
};

/** Whether a message has one of the three shapes and this frame's nonce. */
const parseMessage = (message: unknown, nonce: string): WireMessage | undefined => {
  if (typeof message !== 'object' || message === null || !('nonce' in message) || message.nonce !== nonce)
    return undefined;
  if (!('kind' in message) || !('id' in message) || typeof message.id !== 'number') return undefined;
  if (message.kind !== 'call' && message.kind !== 'apply' && message.kind !== 'reply') return undefined;
  // The other side is this same file, told apart by the nonce that only the two of them know.
  return message as WireMessage;
};

/** One end of the channel between a page and a frame. Functions in payloads and results arrive as functions. */
export const createPeer = ({ nonce, post, onCall }: PeerOptions): Peer => {
  let lastId = 0;
  const waiting = new Map<number, { resolve: (value: unknown) => void; reject: (reason: Error) => void }>();
  const functions = new Map<number, Callable>();

  const encode = (value: unknown) =>
    mapDeep(value, (item) => {
      if (typeof item !== 'function') return item;
      const fn = ++lastId;
      // `typeof` says no more than Function; a function that came through a payload takes what it is given.
      functions.set(fn, item as Callable);
      return { [FUNCTION_MARK]: fn };
    });
  const decode = (value: unknown) =>
    mapDeep(value, (item) => {
      const fn = markOf(item);
      if (fn === undefined) return item;
      return (...args: readonly unknown[]) => ask((id) => ({ kind: 'apply', nonce, id, fn, args: encode(args) }));
    });
  const ask = (build: (id: number) => WireMessage) =>
    new Promise<unknown>((resolve, reject) => {
      const id = ++lastId;
      waiting.set(id, { resolve, reject });
      post(build(id));
    });
  const answer = async (id: number, work: () => unknown) => {
    try {
      post({ kind: 'reply', nonce, id, ok: true, value: encode(await work()) });
    } catch (error) {
      post({ kind: 'reply', nonce, id, ok: false, value: error instanceof Error ? error.message : String(error) });
    }
  };
  const applyFunction = (fn: number, args: unknown) => {
    const callable = functions.get(fn);
    if (callable === undefined) throw new Error('This function of the other side is gone.');
    const decoded = decode(args);
    return callable(...(Array.isArray(decoded) ? decoded : []));
  };

  return {
    call: (name, payload) => ask((id) => ({ kind: 'call', nonce, id, name, payload: encode(payload) })),
    receive: (raw) => {
      const message = parseMessage(raw, nonce);
      if (message === undefined) return;
      if (message.kind === 'call') void answer(message.id, () => onCall(message.name, decode(message.payload)));
      else if (message.kind === 'apply') void answer(message.id, () => applyFunction(message.fn, message.args));
      else {
        const waiter = waiting.get(message.id);
        waiting.delete(message.id);
        if (message.ok) waiter?.resolve(decode(message.value));
        else waiter?.reject(new Error(String(message.value)));
      }
    },
  };
};
