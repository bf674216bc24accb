import { asApp, asUser, getAppContext, type Route } from '@forge/api';
import {
  ANSWER_RESERVE_MS,
  createClient,
  type ClientOptions,
  type JiraClient,
  type JiraRequest,
  type JiraResponse,
} from './client.ts';

type RequestJira = (
  route: Route,
  init: { method: string; headers: Record<string, string>; body?: string },
) => Promise<JiraResponse>;

const toInit = ({ method, body }: JiraRequest) => ({
  method,
  headers: { Accept: 'application/json', ...(body === undefined ? {} : { 'Content-Type': 'application/json' }) },
  ...(body === undefined ? {} : { body: JSON.stringify(body) }),
});

/** Rejects where there is no answer in time: Forge would end the invocation without a word. */
const within = async <T>(ms: number, work: Promise<T>): Promise<T> => {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${Math.round(ms)} ms`)), ms);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
};

const remainingMs = (): number => getAppContext().invocationRemainingTimeInMillis();

/** What an invocation shares between its clients, and whom it tells. */
export type ClientNeeds = Pick<ClientOptions, 'lanes' | 'meter' | 'priority' | 'onQuotaRefused'>;

const createForgeClient = (requestJira: RequestJira, needs: ClientNeeds): JiraClient =>
  createClient({
    ...needs,
    send: (request) =>
      within(Math.max(0, remainingMs() - ANSWER_RESERVE_MS), requestJira(request.route, toInit(request))),
    now: () => Date.now(),
    random: () => Math.random(),
    sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
    remainingMs,
  });

/** Jira with the eyes and hands of the person who asks. One for each invocation. */
export const createUserClient = (needs: ClientNeeds = {}): JiraClient =>
  createForgeClient((route, init) => asUser().requestJira(route, init), needs);

/** Jira with the app's own. One for each invocation. */
export const createAppClient = (needs: ClientNeeds = {}): JiraClient =>
  createForgeClient((route, init) => asApp().requestJira(route, init), needs);
