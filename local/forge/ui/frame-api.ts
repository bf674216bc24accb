import type { Context } from 'hono';
import { Hono } from 'hono';
import { badRequest, JiraProblem, notFound } from '../../jira/errors.ts';
import { buildContext } from './context.ts';
import { findEntry, type UiManifest } from './modules.ts';
import { buildExtension, type Extension } from './place.ts';
import { createStreams } from './realtime-streams.ts';
import { parseFrameRequest, parseProductRequest, type FrameRequest } from './requests.ts';
import type { UiChannel, UiHost } from './ui-host.ts';

/** platform.md 1.1: the front-end invoke request. Replies are limited where they are made, in the host. */
const INVOKE_REQUEST_MAX_BYTES = 500 * 1024;

interface FrameApiOptions {
  readonly host: UiHost;
  readonly manifest: () => UiManifest;
  /** The person of this request; throws where there is none. */
  readonly personOf: (c: Context) => string;
}

const isText = (value: unknown): value is string => typeof value === 'string' && value !== '';

/** What the page does on the server for a frame: context, invoke, requestJira, realtime. Each call looks the place up anew. */
export const frameApi = ({ host, manifest, personOf }: FrameApiOptions): Hono => {
  const routes = new Hono();
  const streams = createStreams();

  const lookUp = (c: Context, request: FrameRequest) => {
    const accountId = personOf(c);
    const installation = host.installations().find(({ id }) => id === request.installation);
    const module = manifest().modules.find(({ key }) => key === request.moduleKey);
    if (installation === undefined || module === undefined) throw notFound('There is no such module on this site.');
    const viewing = { store: host.site.store, accountId, moduleType: module.type };
    return { accountId, installation, module, extension: buildExtension(viewing, request.place) };
  };
  const read = async (c: Context) => {
    const request = parseFrameRequest(await c.req.json().catch(() => undefined));
    return { request, ...lookUp(c, request) };
  };
  const channelOf = (request: FrameRequest, found: ReturnType<typeof lookUp>): UiChannel => {
    const { channelName, isGlobal, options } = request.body;
    if (!isText(channelName)) throw badRequest('A realtime channel needs a name.');
    const { token, contextOverrides } = { token: undefined, contextOverrides: undefined, ...Object(options) };
    const { extension } = found;
    const own = {
      module: found.module.type,
      project: textOf(extension, 'project', 'key'),
      issue: textOf(extension, 'issue', 'key'),
    };
    const scope = isGlobal === true ? {} : Array.isArray(contextOverrides) ? pick(extension, contextOverrides) : own;
    return {
      installation: request.installation,
      channel: channelName,
      isGlobal: isGlobal === true,
      scope,
      accountId: found.accountId,
      ...(isText(token) ? { token } : {}),
    };
  };

  routes.post('/context', async (c) => {
    const { accountId, installation, module, extension } = await read(c);
    const siteUrl = new URL(c.req.url).origin;
    return c.json(buildContext({ host, installation, moduleKey: module.key, accountId, extension, siteUrl }));
  });

  routes.post('/invoke', async (c) => {
    const { request, accountId, installation, module, extension } = await read(c);
    const { functionKey, payload, metadata } = request.body;
    if (!isText(functionKey)) throw badRequest('functionKey is missing.');
    if (Buffer.byteLength(JSON.stringify(payload ?? null)) > INVOKE_REQUEST_MAX_BYTES) {
      throw new JiraProblem(413, ['The invoke request is larger than 500 KB.']);
    }
    const call = { installation: installation.id, moduleKey: module.key, functionKey, payload, accountId, extension };
    const result = await host.invoke(call);
    if ('error' in result) return c.json({ error: result.error });
    if (metadata === undefined) return c.json({ value: result.body });
    const { limit, remaining, reset } = result.rateLimit ?? {};
    const rateLimitProperties = { rateLimitLimit: limit, rateLimitRemaining: remaining, rateLimitReset: reset };
    return c.json({ value: { body: result.body, metadata: { rateLimitProperties } } });
  });

  routes.post('/fetch-product', async (c) => {
    const { request, accountId, installation } = await read(c);
    const { path, init } = parseProductRequest(request.body);
    const app = { installationId: installation.id, scopes: manifest().scopes, via: 'bridge' } as const;
    const answer = await host.fetchJira(new Request(new URL(path, c.req.url), init), { accountId, app });
    const headers = Object.fromEntries(answer.headers.entries());
    return c.json({ status: answer.status, statusText: answer.statusText, headers, body: await answer.text() });
  });

  routes.post('/entry', async (c) => {
    const { request, module } = await read(c);
    const { resource } = request.body;
    const entry = isText(resource) ? findEntry(manifest().resources, resource) : module;
    if (entry === undefined) throw notFound(`The manifest has no resource ${String(resource)}.`);
    return c.json({ resource: entry.resource, entry: entry.entry });
  });

  routes.post('/publish', async (c) => {
    const found = await read(c);
    return c.json(host.realtime.publish(channelOf(found.request, found), found.request.body['eventPayload']));
  });

  routes.post('/subscribe', async (c) => {
    const found = await read(c);
    const { stream, options } = found.request.body;
    const channel = channelOf(found.request, found);
    const { replaySeconds } = { replaySeconds: undefined, ...Object(options) };
    const replay = typeof replaySeconds === 'number' ? { replaySeconds } : {};
    const add = (tell: (payload: unknown) => void) => host.realtime.subscribe(channel, tell, replay);
    try {
      return c.json({ subscription: streams.add(String(stream), found.accountId, add) });
    } catch (error) {
      // The host says in its message why a channel is refused (token, rate).
      throw error instanceof JiraProblem ? error : badRequest(error instanceof Error ? error.message : String(error));
    }
  });
  routes.post('/unsubscribe', async (c) => {
    const { stream, subscription } = { stream: undefined, subscription: undefined, ...Object(await c.req.json()) };
    streams.remove(String(stream), personOf(c), String(subscription));
    return c.body(null, 204);
  });
  routes.get('/stream', (c) => streams.open(c, personOf(c)));
  return routes;
};

const textOf = (extension: Extension, member: string, name: string): string => {
  const found: unknown = Object(Object(extension)[member])[name];
  return found === undefined ? '' : String(found);
};
const pick = (extension: Extension, names: readonly unknown[]): Record<string, string> =>
  Object.fromEntries(names.map((name) => [String(name), textOf(extension, String(name), 'id')]));
