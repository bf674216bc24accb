import { latencyOf } from '../modelled-latency.ts';
import { CallChain, type Link } from './call-chain.ts';
import type { FetchTarget, IncomingAnswer, OutgoingCall, ThrownError, ToWorker } from './messages.ts';

type Send = (message: { type: 'call'; id: number; chain: Link; call: OutgoingCall }) => void;
interface Waiting {
  readonly chain: Link;
  readonly resolve: (response: Response) => void;
  readonly reject: (error: Error) => void;
}

const NO_BODY = new Set([101, 204, 205, 304]);
const toResponse = ({ status, statusText = '', headers = {}, body }: IncomingAnswer): Response =>
  // A Uint8Array of a message is backed by a plain ArrayBuffer.
  new Response(NO_BODY.has(status) ? null : ((body as string | undefined) ?? ''), { status, statusText, headers });

export const toError = ({ name, message, stack }: ThrownError): Error => {
  const error = new Error(message);
  error.name = name;
  if (stack !== undefined) error.stack = stack;
  return error;
};

/** What the app may put in a call: text or bytes. */
const parseBody = (body: unknown): string | Uint8Array | undefined => {
  if (body === undefined || body === null) return undefined;
  if (typeof body === 'string' || body instanceof Uint8Array) return body;
  if (body instanceof URLSearchParams) return body.toString();
  throw new TypeError('The local Forge host passes on bodies of text or bytes only.');
};

/** `__forge_fetch__`: sends a call to the host and waits, remembering how long the chain of answered calls before it was. */
export class WorkerCalls {
  readonly #send: Send;
  readonly #waiting = new Map<number, Waiting>();
  #last = 0;
  #chain = new CallChain();

  constructor(send: Send) {
    this.#send = send;
  }

  reset(): void {
    this.#waiting.clear();
    this.#chain = new CallChain();
  }

  readonly fetch = (target: FetchTarget, path: string, init: RequestInit = {}): Promise<Response> =>
    new Promise((resolve, reject) => {
      const { signal } = init;
      signal?.throwIfAborted();
      const id = ++this.#last;
      const chain = this.#chain.begin(latencyOf(target));
      this.#waiting.set(id, { chain, resolve, reject });
      signal?.addEventListener('abort', () => this.#waiting.delete(id) && reject(signal.reason));
      const headers = Object.fromEntries(new Headers(init.headers).entries());
      const body = parseBody(init.body);
      const call = { target, path, method: (init.method ?? 'GET').toUpperCase(), headers };
      this.#send({ type: 'call', id, chain, call: body === undefined ? call : { ...call, body } });
    });

  settle(message: Extract<ToWorker, { id: number }>): void {
    const waiting = this.#waiting.get(message.id);
    if (waiting === undefined) return;
    this.#waiting.delete(message.id);
    this.#chain.end(waiting.chain);
    if (message.type === 'answer') waiting.resolve(toResponse(message.answer));
    else waiting.reject(toError(message.error));
  }
}
