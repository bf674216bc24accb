import { Hono, type Context } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';
import { getMimeType } from 'hono/utils/mime';
import path from 'node:path';
import { JiraProblem } from '../jira/errors.ts';
import { isAdmin } from '../jira/permissions.ts';
import { frameRoutes, readUnder } from './frame/frame-routes.ts';
import { frameApi } from './ui/frame-api.ts';
import { parseUiManifest } from './ui/modules.ts';
import { siteApi } from './ui/site-api.ts';
import type { UiHost } from './ui/ui-host.ts';

const PERSON_COOKIE = 'interlock-person';
const PAGE_ROOT = path.resolve(import.meta.dirname, '../page/dist');
const SITE_HOST = 'localhost';

const problem = (error: unknown): Response => {
  if (!(error instanceof JiraProblem)) throw error;
  const { status, errorMessages, errors } = error;
  return Response.json({ errorMessages, errors }, { status });
};

/**
 * The site's own pages and the app's frames: to be mounted at the root, after the host's own routes, because every
 * address that nothing else answers is a page. Pages live on `localhost`, frames on `127.0.0.1`: two origins on one port,
 * as a site and Atlassian's CDN are.
 */
export const uiRoutes = (host: UiHost): Hono => {
  const routes = new Hono();
  const { store } = host.site;
  const pageRoot = host.pageRoot ?? PAGE_ROOT;
  const manifest = () => parseUiManifest(host.manifest);

  const findPerson = (c: Context) => {
    const user = store.users.get(getCookie(c, PERSON_COOKIE));
    return user?.active === true && user.accountType !== 'app' ? user.id : undefined;
  };
  const personOf = (c: Context) => {
    const accountId = findPerson(c);
    if (accountId === undefined) throw new JiraProblem(401, ['Choose a person to look as.']);
    return accountId;
  };
  const defaultPerson = () => {
    const people = [...store.users.values()].filter(({ active, accountType }) => active && accountType === 'atlassian');
    return people.find(({ id }) => isAdmin(store, id)) ?? people[0];
  };

  routes.onError((error) => problem(error));
  routes.use('/forge/ui/*', async (c, next) => {
    const { hostname, origin } = new URL(c.req.url);
    const from = c.req.header('origin');
    // A frame lives on another origin and must come through the page around it.
    if (hostname !== SITE_HOST || (from !== undefined && from !== origin)) return c.text('Not from here.', 403);
    return next();
  });
  routes.route('/forge/ui/frame', frameApi({ host, manifest, personOf }));
  routes.route('/forge/ui', siteApi({ host, manifest, personOf }));
  routes.route(
    '/',
    frameRoutes({
      appRoot: host.appRoot,
      bridgeRoot: path.join(pageRoot, 'frame'),
      manifest,
      hasInstallation: (id) => host.installations().some((installation) => installation.id === id),
    }),
  );

  routes.get('/assets/:file{.+}', async (c) => {
    const name = c.req.param('file');
    const file = await readUnder(path.join(pageRoot, 'assets'), name);
    if (file === undefined) return c.notFound();
    const type = getMimeType(name) ?? 'application/octet-stream';
    return c.body(new Uint8Array(file), 200, { 'content-type': type, 'cache-control': 'max-age=31536000, immutable' });
  });
  routes.get('*', async (c) => {
    const address = new URL(c.req.url);
    if (address.pathname.startsWith('/forge/') || address.pathname.startsWith('/rest/')) return c.notFound();
    if (address.hostname !== SITE_HOST) {
      address.hostname = SITE_HOST;
      return c.redirect(address.href);
    }
    const html = await readUnder(pageRoot, 'index.html');
    if (html === undefined) return c.text('The pages are not built: run npm run build.', 503);
    const person = findPerson(c) ?? defaultPerson()?.id;
    if (person !== undefined) setCookie(c, PERSON_COOKIE, person, { path: '/', sameSite: 'Strict' });
    return c.html(html.toString('utf8'), 200, { 'cache-control': 'no-cache' });
  });
  return routes;
};
