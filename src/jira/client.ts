import type { Route } from '@forge/api';
import { BudgetSpentError, NetworkError, RateLimitedError, toJiraError } from './errors.ts';
import { createLanes, scopeOf, type Lanes, type Priority } from './lanes.ts';
import { createMeter, type Meter } from './meter.ts';
import { ceilingOf, priceOf } from './price.ts';
import { readQuota } from './quota.ts';
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
/** Jira refused because the hour's points are used up: nobody of this app asks before `until`, epoch ms. */
export interface QuotaRefusal {
  readonly until: number;
  readonly reason: string;
}
export interface ClientOptions {
  readonly send: (request: JiraRequest) => Promise<JiraResponse>;
  readonly now: () => number;
  readonly random: () => number;
  readonly sleep: (ms: number) => Promise<void>;
  /** Milliseconds that this invocation still has. */
  readonly remainingMs: () => number;
  /** Shared by the clients of one invocation; default: of this client alone. */
  readonly lanes?: Lanes;
  readonly meter?: Meter;
  /** Default: somebody waits. */
  readonly priority?: Priority;
  /** Told once for each refusal by the quota, before anyone waits or fails: it concerns all invocations. */
  readonly onQuotaRefused?: (refusal: QuotaRefusal) => Promise<void>;
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
  readonly body?: unknown;
  readonly failure?: unknown;
}

const failureOf = ({ response, body, failure }: Outcome, waitMs: number): Error => {
  if (response === undefined) return new NetworkError(failure);
  if (response.status === 429) {
    return new RateLimitedError(response.headers.get('RateLimit-Reason') ?? 'unknown', waitMs);
  }
  return toJiraError(response.status, body);
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

interface Desk {
  readonly options: ClientOptions;
  readonly lanes: Lanes;
  readonly meter: Meter;
}

/** One attempt: waits for its lanes, takes its points, sends. The answer is read here, since its price is what it holds. */
const attemptOnce = async ({ options, lanes, meter }: Desk, request: JiraRequest): Promise<Outcome> => {
  await waitForLane(request, lanes, options);
  const ceiling = ceilingOf({ ...request, address: request.route.value });
  if (!meter.reserve(ceiling)) throw new BudgetSpentError(request.operation);
  try {
    const response = await options.send(request);
    const body = await parseBody(response);
    const quota = readQuota((name) => response.headers.get(name), options.now());
    meter.note(ceiling, priceOf(request, response.status, body), quota);
    return { response, body };
  } catch (failure) {
    meter.note(ceiling, priceOf(request, 0, undefined), undefined);
    return { failure };
  }
};

/** Holds back what a 429 forbids, in this invocation and, for the quota, in all of them. */
const holdBack = async ({ options, lanes }: Desk, request: JiraRequest, reason: string | null, waitMs: number) => {
  const scope = scopeOf(reason);
  const lane = lanesOf(request)[scope];
  const until = options.now() + waitMs;
  const isKnown = lanes.pausedUntil([lane]) > options.now();
  lanes.pause(lane, until);
  if (scope !== 'site' || isKnown) return;
  // Whoever cannot be told asks Jira once and hears it there: the refusal itself must come through.
  await options.onQuotaRefused?.({ until, reason: reason ?? 'unknown' }).catch(() => undefined);
};

/** One client of one invocation: its lanes, pauses and points die with it. */
export const createClient = (options: ClientOptions): JiraClient => {
  const desk: Desk = { options, lanes: options.lanes ?? createLanes(), meter: options.meter ?? createMeter() };
  const ask = async (request: JiraRequest, retries: number): Promise<unknown> => {
    const outcome = await attemptOnce(desk, request);
    const { response } = outcome;
    if (response !== undefined && response.status < 400) return outcome.body;
    const header = (name: string): string | null => response?.headers.get(name) ?? null;
    const isSafe = request.isSafe ?? request.method !== 'POST';
    const attempt = { status: response?.status ?? 0, header, retries, isSafe };
    const wait = retryWait(attempt, options.now(), options.random());
    // Out of retries: the wait that Jira asks for is still worth telling.
    const told = wait ?? retryWait({ ...attempt, retries: 0 }, options.now(), 0) ?? 0;
    if (response?.status === 429) await holdBack(desk, request, header('RateLimit-Reason'), told);
    if (wait === undefined || wait + ANSWER_RESERVE_MS > options.remainingMs()) throw failureOf(outcome, told);
    if (response?.status !== 429) await options.sleep(wait);
    return ask(request, retries + 1);
  };
  return (request) => desk.lanes.enter(() => ask(request, 0), options.priority ?? 'page');
};
