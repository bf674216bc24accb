import type { AppCall } from '../jira/caller.ts';
import type { PlatformFaults } from './faults.ts';
import type { Installation } from './installation.ts';
import type { IncomingAnswer, OutgoingCall } from './runtime/messages.ts';
import { handleAppProperty } from './services/app-properties.ts';
import { handleRealtime } from './services/realtime-service.ts';
import { handleWebTriggerUrls } from './services/web-trigger-urls.ts';
import { isStorageWrite } from './storage/storage.ts';

/** On whose behalf and in whose chain a call is made. */
export interface EffectScope {
  readonly installation: Installation;
  readonly appAccountId: string;
  readonly scopes: readonly string[];
  readonly viewer: string | undefined;
  /** The page's extension; undefined outside pages. */
  readonly extension: Readonly<Record<string, unknown>> | undefined;
  readonly chainId: string;
  readonly faults: PlatformFaults;
  readonly baseUrl: string;
}
/** What a call did and cost. */
export interface EffectReport {
  readonly answer: IncomingAnswer;
  /** Whether it changed something (Jira, storage, a queue, a channel). */
  readonly isEffect: boolean;
  readonly jira?: { readonly points: number; readonly pointsOtherReading: number };
  readonly kvs?: { readonly readUnits: number; readonly writeUnits: number; readonly writtenBytes: number };
}

const READING_POST =
  /\/(search\/jql|search\/approximate-count|approximate-count|bulkfetch|jql\/\w+|expression\/\w+|permissions\/\w+|report-accounts)\/?$/;
const isRead = ({ method, path }: OutgoingCall): boolean =>
  method === 'GET' || (method === 'POST' && READING_POST.test(path.split('?')[0] ?? ''));

/** Whether a call could change something; whether it did, only its answer tells. */
export const mayWrite = (call: OutgoingCall): boolean => {
  const { type, remote } = call.target;
  if (type === 'kvs') return isStorageWrite(call.path);
  if (type === 'realtime') return true;
  return remote === 'stargate' ? /^\/webhook\/queue\/(publish|cancel)\//.test(call.path) : !isRead(call);
};

const proxyRefusal = (status: number, reason: string): EffectReport => ({
  answer: { status, headers: { 'forge-proxy-error': reason }, body: '' },
  isEffect: false,
});

const textOf = (body: OutgoingCall['body']): string =>
  body === undefined ? '' : typeof body === 'string' ? body : Buffer.from(body).toString('utf8');

/** Who a product call is made as; undefined where it is as a user and nobody looks. */
const callerOf = (call: OutgoingCall, scope: EffectScope): { accountId: string; via: AppCall['via'] } | undefined => {
  const { provider, accountId } = call.target;
  if (provider === 'app') return { accountId: scope.appAccountId, via: 'as-app' };
  // `asUser(accountId)` of somebody else needs scopes with allowImpersonation, "not yet supported" (platform.md 5).
  if (scope.viewer === undefined || (accountId !== undefined && accountId !== scope.viewer)) return undefined;
  return { accountId: scope.viewer, via: 'as-user' };
};

const callJira = async (call: OutgoingCall, scope: EffectScope): Promise<EffectReport> => {
  const caller = callerOf(call, scope);
  if (caller === undefined) return proxyRefusal(401, 'NEEDS_AUTHENTICATION_ERR');
  const { installation, scopes } = scope;
  const { accountId, via } = caller;
  const property = handleAppProperty(installation.jira.site, call, via);
  if (property !== undefined) return { answer: property, isEffect: !isRead(call) && property.status < 400 };
  const { path, method, headers, body } = call;
  // A Uint8Array of a message is backed by a plain ArrayBuffer.
  const init = body === undefined ? { method, headers } : { method, headers, body: body as string };
  let jira = { points: 0, pointsOtherReading: 0 };
  const app = { installationId: installation.id, scopes, via };
  const request = new Request(new URL(path, scope.baseUrl), init);
  const response = await installation.jira.fetch(request, { accountId, app }, (cost) => {
    jira = { points: cost.points, pointsOtherReading: cost.pointsOtherReading };
  });
  const { status, statusText } = response;
  const answer = {
    status,
    statusText,
    headers: Object.fromEntries(response.headers.entries()),
    body: await response.text(),
  };
  return { answer, isEffect: !isRead(call) && status < 400, jira };
};

const callStorage = ({ path, body }: OutgoingCall, { installation, faults }: EffectScope): EffectReport => {
  const fault = faults.takeStorage(path);
  if (fault !== undefined) {
    const refusal = { code: fault.code, message: 'Refused by a scripted fault.' };
    return { answer: { status: fault.status, body: JSON.stringify(refusal) }, isEffect: false };
  }
  const { status, body: answered, ...kvs } = installation.storage.handle(path, textOf(body));
  const text = answered === undefined ? '' : JSON.stringify(answered);
  const answer = { status, headers: { 'content-type': 'application/json' }, body: text };
  return { answer, isEffect: isStorageWrite(path) && status < 400, kvs };
};

const callStargate = (call: OutgoingCall, scope: EffectScope): EffectReport | Promise<EffectReport> => {
  const { path } = call;
  if (path.startsWith('/webhook/queue/')) {
    const answer = scope.installation.queueService.handle(path, textOf(call.body), scope.chainId);
    return { answer, isEffect: answer.status < 300 && !path.includes('/stats/') };
  }
  if (path === '/graphql') {
    const answer = handleWebTriggerUrls(scope.installation, textOf(call.body), scope.baseUrl);
    return { answer, isEffect: false };
  }
  if (path.startsWith('/app/report-accounts')) return callJira(call, scope);
  throw new Error(`The local Forge host has no Atlassian service at ${path}.`);
};

/** Answers one call of the app: to Jira, to Forge storage, queues, realtime or another service of the platform. */
export const callOut = async (call: OutgoingCall, scope: EffectScope): Promise<EffectReport> => {
  const { network } = scope.installation;
  if (network.isExhausted && scope.installation.isLimited()) return proxyRefusal(429, 'RATE_LIMIT_EXCEEDED');
  network.add();
  const { type, remote } = call.target;
  if (type === 'kvs') return callStorage(call, scope);
  if (type === 'realtime') {
    const answer = handleRealtime(scope.installation.realtime, textOf(call.body), scope.extension);
    return { answer, isEffect: answer.status < 300 };
  }
  if (type === 'fpp' && remote === 'stargate') return callStargate(call, scope);
  if (type === 'fpp' && (remote === 'jira' || remote === undefined)) return callJira(call, scope);
  throw new Error(`The local Forge host cannot call ${type} ${remote ?? ''}.`);
};
