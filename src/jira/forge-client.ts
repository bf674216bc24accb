import { asApp, asUser, getAppContext, type Route } from '@forge/api';
import { createClient, type JiraClient, type JiraRequest, type JiraResponse } from './client.ts';

type RequestJira = (
  route: Route,
  init: { method: string; headers: Record<string, string>; body?: string },
) => Promise<JiraResponse>;

const toInit = ({ method, body }: JiraRequest) => ({
  method,
  headers: { Accept: 'application/json', ...(body === undefined ? {} : { 'Content-Type': 'application/json' }) },
  ...(body === undefined ? {} : { body: JSON.stringify(body) }),
});

const createForgeClient = (requestJira: RequestJira): JiraClient =>
  createClient({
    send: (request) => requestJira(request.route, toInit(request)),
    now: () => Date.now(),
    random: () => Math.random(),
    sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
    remainingMs: () => getAppContext().invocationRemainingTimeInMillis(),
  });

/** Jira with the eyes and hands of the person who asks. One for each invocation. */
export const createUserClient = (): JiraClient => createForgeClient((route, init) => asUser().requestJira(route, init));

/** Jira with the app's own. One for each invocation. */
export const createAppClient = (): JiraClient => createForgeClient((route, init) => asApp().requestJira(route, init));
