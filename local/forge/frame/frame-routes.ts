import { Hono } from 'hono';
import { getMimeType } from 'hono/utils/mime';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { UiManifest } from '../ui/modules.ts';
import { buildCsp } from './csp.ts';

const BRIDGE_TAG = '<script src="/forge/frame/_/bridge.js"></script>';
const injectBridge = (html: string): string => {
  const head = /<head[^>]*>/i.exec(html);
  if (head === null) return BRIDGE_TAG + html;
  const at = head.index + head[0].length;
  return html.slice(0, at) + BRIDGE_TAG + html.slice(at);
};

/** A file under a folder; undefined where it is absent or lies outside. */
export const readUnder = async (folder: string, relative: string): Promise<Buffer | undefined> => {
  const file = path.resolve(folder, relative);
  if (!file.startsWith(path.resolve(folder) + path.sep)) return undefined;
  return readFile(file).catch(() => undefined);
};

const answer = (body: Buffer | string, name: string, headers: Record<string, string> = {}) =>
  new Response(typeof body === 'string' ? body : new Uint8Array(body), {
    headers: {
      'content-type': getMimeType(name) ?? 'application/octet-stream',
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'strict-origin-when-cross-origin',
      'cache-control': 'no-cache',
      ...headers,
    },
  });

interface FrameOptions {
  readonly appRoot: string;
  /** Where the built `bridge.js` and `theme.css` are. */
  readonly bridgeRoot: string;
  readonly manifest: () => UiManifest;
  readonly hasInstallation: (id: string) => boolean;
}

/**
 * `/forge/frame/{installation}/{resource}/{file}`: the app's static files, as Atlassian's CDN serves them: from another
 * origin than the site (127.0.0.1 beside localhost), under its CSP, with the bridge before the app's own scripts.
 */
export const frameRoutes = ({ appRoot, bridgeRoot, manifest, hasInstallation }: FrameOptions): Hono => {
  const routes = new Hono();

  routes.use('/forge/frame/*', async (c, next) => {
    if (new URL(c.req.url).hostname !== '127.0.0.1') return c.text('App frames are served from 127.0.0.1 only.', 421);
    return next();
  });
  routes.get('/forge/frame/_/:file', async (c) => {
    const name = c.req.param('file');
    const file = await readUnder(bridgeRoot, name);
    return file === undefined ? c.notFound() : answer(file, name);
  });
  routes.get('/forge/frame/:installation/:resource/:file{.+}', async (c) => {
    const { installation, resource, file: name } = c.req.param();
    const place = manifest().resources.find(({ key }) => key === resource);
    if (place === undefined || !hasInstallation(installation)) return c.notFound();
    const file = await readUnder(path.resolve(appRoot, place.path), name);
    if (file === undefined) return c.notFound();
    if (!name.endsWith('.html')) return answer(file, name);
    const html = file.toString('utf8');
    const siteOrigin = `http://localhost:${new URL(c.req.url).port}`;
    return answer(injectBridge(html), name, {
      'content-security-policy': buildCsp(html, manifest().permissions, siteOrigin),
    });
  });
  return routes;
};
