import type { Context } from 'hono';
import { Hono } from 'hono';
import { setCookie } from 'hono/cookie';
import { badRequest, forbidden } from '../../jira/errors.ts';
import { isAdmin } from '../../jira/permissions.ts';
import type { UiManifest } from './modules.ts';
import type { UiHost } from './ui-host.ts';

/** How many people the switch lists on a site that tells about nobody. */
const PEOPLE_MAX = 50;
const SEARCH_LAG_MAX_MS = 60 * 60 * 1000;

interface SiteApiOptions {
  readonly host: UiHost;
  readonly manifest: () => UiManifest;
  readonly personOf: (c: Context) => string;
}

/** What the pages need beyond Jira's REST API: the people to look as, the app's modules, the site's settings. */
export const siteApi = ({ host, manifest, personOf }: SiteApiOptions): Hono => {
  const routes = new Hono();
  const { store, clock, tuning } = host.site;

  /** Those that the site tells about, where there are any; an import's site tells about nobody. */
  const people = () => {
    const active = [...store.users.values()].filter((user) => user.active && user.accountType === 'atlassian');
    const told = active.filter(({ about }) => about !== undefined);
    return (told.length > 0 ? told : active.slice(0, PEOPLE_MAX)).map(({ id, displayName, emailAddress, about }) => ({
      accountId: id,
      name: displayName,
      email: emailAddress,
      ...(about === undefined ? {} : { about }),
    }));
  };

  routes.get('/site', (c) => {
    const me = personOf(c);
    const { title, timeZone, fields } = store.settings;
    return c.json({
      title,
      timeZone,
      fields,
      now: clock.now(),
      me,
      isAdmin: isAdmin(store, me),
      people: people(),
      tuning,
    });
  });

  routes.get('/modules', (c) => {
    const { modules } = manifest();
    return c.json({ installations: host.installations().map((installation) => ({ ...installation, modules })) });
  });

  routes.put('/person', async (c) => {
    const { accountId } = { accountId: undefined, ...Object(await c.req.json()) };
    const user = store.users.get(String(accountId));
    if (user === undefined || !user.active) throw badRequest('There is no such person on this site.');
    setCookie(c, 'interlock-person', user.id, { path: '/', sameSite: 'Strict' });
    return c.body(null, 204);
  });

  routes.put('/tuning', async (c) => {
    if (!isAdmin(store, personOf(c))) throw forbidden('Only Jira administrators can change the site.');
    const { searchLagMs, enforceLimits } = {
      searchLagMs: undefined,
      enforceLimits: undefined,
      ...Object(await c.req.json()),
    };
    if (typeof searchLagMs === 'number') {
      if (searchLagMs < 0 || searchLagMs > SEARCH_LAG_MAX_MS) throw badRequest('The search lag is 0 ms to one hour.');
      tuning.searchLagMs = searchLagMs;
    }
    if (typeof enforceLimits === 'boolean') tuning.enforceLimits = enforceLimits;
    return c.json(tuning);
  });
  return routes;
};
