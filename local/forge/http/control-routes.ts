import { Hono, type Context } from 'hono';
import { ZodError } from 'zod';
import { isAdmin } from '../../jira/permissions.ts';
import type { Host, InvokeRequest } from '../host.ts';
import type { PlatformError } from '../platform-error.ts';
import { members, type Members } from '../storage/requests.ts';
import { clearFaults, scriptFaults } from './faults-body.ts';

const problem = (status: number, code: string, message: string): Response =>
  Response.json({ error: { code, message } }, { status });
const badRequest = (message: string): Response => problem(400, 'BAD_REQUEST', message);

const errorResponse = ({ code, message, status, retryAfterSeconds }: PlatformError): Response => {
  const response = problem(status, code, message);
  if (retryAfterSeconds !== undefined) response.headers.set('retry-after', String(retryAfterSeconds));
  return response;
};

const readBody = async (c: Context): Promise<Members> => {
  const text = await c.req.text();
  return members(text === '' ? {} : JSON.parse(text));
};

/** The person of Basic auth (e-mail and any token); a Response where there is none. */
const personOf = (host: Host, request: Request): string | Response => {
  const caller = host.main.jira.callerOf(request);
  if (caller instanceof Response) return caller;
  return caller.accountId ?? problem(401, 'UNAUTHORIZED', 'Name the person by Basic auth: e-mail and any token.');
};

const invoke = async (host: Host, c: Context): Promise<Response> => {
  const accountId = personOf(host, c.req.raw);
  if (typeof accountId !== 'string') return accountId;
  const { module, functionKey, payload, extension, installation } = await readBody(c);
  if (typeof module !== 'string' || typeof functionKey !== 'string') {
    return badRequest('invoke takes { module, functionKey, payload, extension?, installation? }.');
  }
  const request: InvokeRequest = { moduleKey: module, functionKey, payload, accountId, extension: members(extension) };
  const named = typeof installation === 'string' ? { ...request, installation } : request;
  const outcome = await host.invoke(named);
  const response = 'error' in outcome ? errorResponse(outcome.error) : Response.json(outcome.body ?? null);
  response.headers.set('x-forge-meter', JSON.stringify(outcome.meter));
  return response;
};

/** The programs that the app itself lists for an administrator; none where the app cannot say. */
const listPrograms = async (host: Host): Promise<readonly unknown[]> => {
  const { store } = host.main.jira.site;
  const admin = [...store.users.values()].find(
    ({ id, active, accountType }) => active && accountType === 'atlassian' && isAdmin(store, id),
  );
  if (admin === undefined) return [];
  const outcome = await host.invoke({
    moduleKey: 'admin-page',
    functionKey: 'program.list',
    payload: {},
    accountId: admin.id,
    isUnmetered: true,
  });
  const value = 'error' in outcome ? {} : members(members(outcome.body)['value']);
  const programs = Array.isArray(value['programs']) ? value['programs'] : [];
  return programs.map(members).map(({ id, name, periods }) => ({
    id,
    name,
    periods: (Array.isArray(periods) ? periods : []).map(members).map((period) => ({
      id: period['id'],
      name: period['name'],
      start: period['start'],
      end: period['end'],
    })),
  }));
};

const describeSite = async (host: Host) => {
  const { store, clock } = host.main.jira.site;
  const people = [...store.users.values()].filter(({ active, accountType }) => active && accountType === 'atlassian');
  return {
    people: people.map(({ id, emailAddress, displayName, about }) => ({
      accountId: id,
      email: emailAddress,
      name: displayName,
      about: about ?? '',
    })),
    projects: [...store.projects.values()].map(({ id, key, name }) => ({ id, key, name })),
    programs: await listPrograms(host),
    now: new Date(clock.now()).toISOString(),
  };
};

const setClock = async (host: Host, c: Context, onClock: () => void): Promise<Response> => {
  const { now, advanceMs } = await readBody(c);
  const at = typeof now === 'string' ? Date.parse(now) : now;
  if (typeof at === 'number' && Number.isFinite(at)) host.clock.set(at);
  else if (typeof advanceMs === 'number' && Number.isFinite(advanceMs)) host.clock.advance(advanceMs);
  else return badRequest('clock takes { now } (ISO or epoch ms) or { advanceMs }.');
  onClock();
  return Response.json({ now: new Date(host.clock.now()).toISOString() });
};

const schedule = async (host: Host, c: Context): Promise<Response> => {
  const key = c.req.param('key') ?? '';
  const ran = await host.schedule(key, c.req.query('installation'));
  return ran === undefined
    ? problem(404, 'NOT_FOUND', `The manifest has no scheduledTrigger ${key}, or there is no such installation.`)
    : Response.json(ran);
};

/** The control API (issue 2, "The Forge host"): local only, never part of what is deployed. */
export const controlRoutes = (host: Host, onClock: () => void): Hono => {
  const routes = new Hono();
  routes.onError((error) => {
    if (error instanceof SyntaxError) return badRequest(`The body is not JSON: ${error.message}`);
    if (error instanceof ZodError) return badRequest(`That is no fault: ${error.issues[0]?.message ?? ''}`);
    if (error instanceof TypeError) return badRequest(error.message);
    return problem(500, 'INTERNAL', error.message);
  });
  routes.get('/site', async (c) => c.json(await describeSite(host)));
  routes.post('/invoke', (c) => invoke(host, c));
  routes.post('/drain', async (c) => {
    const { advance, installation } = await readBody(c);
    const named = typeof installation === 'string' ? { installation } : {};
    const report = await host.drain({ advance: advance !== false, ...named });
    if (report.advancedMs > 0) onClock();
    return c.json(report);
  });
  routes.post('/schedule/:key', (c) => schedule(host, c));
  routes.post('/clock', (c) => setClock(host, c, onClock));
  routes.post('/faults', async (c) => {
    const text = await c.req.text();
    return c.json({ scripted: scriptFaults(host, JSON.parse(text)) });
  });
  routes.delete('/faults', (c) => {
    clearFaults(host);
    return c.body(null, 204);
  });
  routes.get('/meter', (c) => c.json(host.meter()));
  routes.delete('/meter', (c) => {
    host.resetMeter();
    return c.body(null, 204);
  });
  routes.get('/logs', (c) => c.json({ lines: host.logs.list() }));
  routes.delete('/logs', (c) => {
    host.logs.clear();
    return c.body(null, 204);
  });
  return routes;
};
