import { Hono, type Context } from 'hono';
import { z, ZodError } from 'zod';
import { isAdmin } from '../../jira/permissions.ts';
import { MAIN, type Host, type Installation } from '../host.ts';
import type { PlatformError } from '../platform-error.ts';
import { members } from '../storage/requests.ts';
import { drainBody, invokeBody, parseClock } from './control-bodies.ts';
import { clearFaults, scriptFaults } from './faults-body.ts';

const problem = (status: number, code: string, message: string): Response =>
  Response.json({ error: { code, message } }, { status });
const badRequest = (message: string): Response => problem(400, 'BAD_REQUEST', message);

const errorResponse = ({ code, message, status, retryAfterSeconds }: PlatformError): Response => {
  const response = problem(status, code, message);
  if (retryAfterSeconds !== undefined) response.headers.set('retry-after', String(retryAfterSeconds));
  return response;
};

const readBody = async (c: Context): Promise<unknown> => {
  const text = await c.req.text();
  return text === '' ? undefined : JSON.parse(text);
};
const noInstallation = (name: string): Response =>
  problem(404, 'INSTALLATION_NOT_FOUND', `There is no installation ${name}.`);

/** The person of Basic auth (e-mail and any token) on one of the sites, the first that knows her; undefined where none does. */
const findPerson = (request: Request, ...sites: readonly Installation[]): string | undefined => {
  for (const { jira } of sites) {
    const caller = jira.callerOf(request);
    if (!(caller instanceof Response) && caller.accountId !== undefined) return caller.accountId;
  }
  return undefined;
};

const invoke = async (host: Host, c: Context): Promise<Response> => {
  const { module, extension, installation, ...call } = invokeBody.parse(await readBody(c));
  const name = installation ?? MAIN;
  const site = await host.installation(name);
  if (site === undefined) return noInstallation(name);
  // An account is the same on every site: who is unknown there comes as a stranger.
  const accountId = findPerson(c.req.raw, site, host.main);
  if (accountId === undefined) {
    return problem(401, 'UNAUTHORIZED', 'Name a person of GET /forge/site by Basic auth: e-mail and any token.');
  }
  const outcome = await host.invoke({
    ...call,
    moduleKey: module,
    accountId,
    extension: extension ?? {},
    installation: name,
  });
  const response = 'error' in outcome ? errorResponse(outcome.error) : Response.json(outcome.body ?? null);
  response.headers.set('x-forge-meter', JSON.stringify(outcome.meter));
  return response;
};

/** The programs that the app itself lists for an administrator; none where the app cannot say. */
const listPrograms = async (host: Host, { name: installation, jira }: Installation): Promise<readonly unknown[]> => {
  const { store } = jira.site;
  const admin = [...store.users.values()].find(
    ({ id, active, accountType }) => active && accountType === 'atlassian' && isAdmin(store, id),
  );
  if (admin === undefined) return [];
  const outcome = await host.invoke({
    installation,
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

const describeSite = async (host: Host, installation: Installation) => {
  const { store, clock } = installation.jira.site;
  const people = [...store.users.values()].filter(({ active, accountType }) => active && accountType === 'atlassian');
  return {
    people: people.map(({ id, emailAddress, displayName, about }) => ({
      accountId: id,
      email: emailAddress,
      name: displayName,
      about: about ?? '',
    })),
    projects: [...store.projects.values()].map(({ id, key, name }) => ({ id, key, name })),
    programs: await listPrograms(host, installation),
    now: new Date(clock.now()).toISOString(),
  };
};

const setClock = async (host: Host, c: Context, onClock: () => void): Promise<Response> => {
  host.clock.set(parseClock(await readBody(c), host.clock.now()));
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
  routes.onError((error, c) => {
    if (error instanceof SyntaxError) return badRequest(`The body is not JSON: ${error.message}`);
    if (error instanceof ZodError) return badRequest(`${c.req.path}: ${z.prettifyError(error)}`);
    if (error instanceof TypeError) return badRequest(error.message);
    return problem(500, 'INTERNAL', error.message);
  });
  routes.get('/site', async (c) => {
    const name = c.req.query('installation') ?? MAIN;
    const installation = await host.installation(name);
    return installation === undefined ? noInstallation(name) : c.json(await describeSite(host, installation));
  });
  routes.post('/invoke', (c) => invoke(host, c));
  routes.post('/drain', async (c) => {
    const { advance = true, installation: name } = drainBody.parse(await readBody(c));
    const known = host.installations().some((installation) => installation.name === name);
    if (typeof name === 'string' && !known) return noInstallation(name);
    const report = await host.drain(typeof name === 'string' ? { advance, installation: name } : { advance });
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
