import type { Route } from '@forge/api';
import { NetworkError, RateLimitedError, toJiraError } from './errors.ts';
import { createLanes, scopeOf, type Lanes } from './lanes.ts';
import { retryWait } from './retry.ts';

export interface JiraRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly route: Route;
  /** The operation, for lanes and messages, for example `/rest/api/3/search/jql`. */
  readonly operation: string;
  readonly body?: unknown;
  /** A POST that only reads, or that may be repeated; GET, PUT and DELETE always may. */
  readonly isSafe?: boolean;
}
/** Asks Jira and gives the parsed answer; undefined for one without a body. Throws the errors of `errors.ts`. */
export type JiraClient = (request: JiraRequest) => Promise<unknown>;

/** What of a response the client reads. */
export interface JiraResponse {
  readonly status: number;
  readonly headers: { readonly get: (name: string) => string | null };
  readonly text: () => Promise<string>;
}
export interface ClientOptions {
  readonly send: (request: JiraRequest) => Promise<JiraResponse>;
  readonly now: () => number;
  readonly random: () => number;
  readonly sleep: (ms: number) => Promise<void>;
  /** Milliseconds that this invocation still has. */
  readonly remainingMs: () => number;
}

/** Kept for answering after the last wait or the last answer. */
export const ANSWER_RESERVE_MS = 2_000;

const parseBody = async (response: JiraResponse): Promise<unknown> => {
  const text = await response.text();
  if (text === '') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

interface Outcome {
  readonly response?: JiraResponse;
  readonly failure?: unknown;
}

const failureOf = async ({ response, failure }: Outcome, waitMs: number): Promise<Error> => {
  if (response === undefined) return new NetworkError(failure);
  if (response.status === 429) {
    return new RateLimitedError(response.headers.get('RateLimit-Reason') ?? 'unknown', waitMs);
  }
  return toJiraError(response.status, await parseBody(response));
};

const lanesOf = (request: JiraRequest): { endpoint: string; issue: string; site: string } => ({
  endpoint: `${request.method} ${request.operation}`,
  issue: `issue ${request.route.value}`,
  site: 'site',
});

const waitForLane = async (request: JiraRequest, lanes: Lanes, options: ClientOptions): Promise<void> => {
  const wait = lanes.pausedUntil(Object.values(lanesOf(request))) - options.now();
  if (wait <= 0) return;
  if (wait + ANSWER_RESERVE_MS > options.remainingMs()) throw new RateLimitedError('paused', wait);
  await options.sleep(wait);
};

/** One client of one invocation: its lanes and pauses die with it. */
export const createClient = (options: ClientOptions): JiraClient => {
  const lanes = createLanes();
  const send = async (request: JiraRequest): Promise<Outcome> => {
    try {
      return { response: await options.send(request) };
    } catch (failure) {
      return { failure };
    }
  };
  const ask = async (request: JiraRequest, retries: number): Promise<unknown> => {
    await waitForLane(request, lanes, options);
    const outcome = await send(request);
    const { response } = outcome;
    if (response !== undefined && response.status < 400) return parseBody(response);
    const header = (name: string): string | null => response?.headers.get(name) ?? null;
    const isSafe = request.isSafe ?? request.method !== 'POST';
    const attempt = { status: response?.status ?? 0, header, retries, isSafe };
    const wait = retryWait(attempt, options.now(), options.random());
    if (wait === undefined || wait + ANSWER_RESERVE_MS > options.remainingMs()) {
      // Out of retries: the wait that Jira asks for is still worth telling.
      throw await failureOf(outcome, wait ?? retryWait({ ...attempt, retries: 0 }, options.now(), 0) ?? 0);
    }
    if (response?.status === 429) {
      lanes.pause(lanesOf(request)[scopeOf(header('RateLimit-Reason'))], options.now() + wait);
    } else await options.sleep(wait);
    return ask(request, retries + 1);
  };
  return (request) => lanes.enter(() => ask(request, 0));
};
