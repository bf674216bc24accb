import type { Installation } from '../api/site.ts';
import { adminPagePath, globalPagePath, projectPagePath, projectSettingsPath } from '../api/site.ts';

type Location = Readonly<Record<string, unknown>>;
const need = (location: Location, name: string): string => {
  const value = location[name];
  if (typeof value !== 'string' || value === '') throw new Error(`router: the target needs ${name}.`);
  return value;
};

const modulePath = (installation: Installation, location: Location): string => {
  const moduleKey = need(location, 'moduleKey');
  const module = installation.modules.find(({ key }) => key === moduleKey);
  if (module === undefined) throw new Error(`router: this app has no module ${moduleKey}.`);
  const placed = { installation, module };
  if (module.type === 'jira:globalPage') return globalPagePath(placed);
  if (module.type === 'jira:adminPage') return adminPagePath(placed);
  if (module.type === 'jira:projectPage') return projectPagePath(placed, need(location, 'projectKey'));
  if (module.type === 'jira:projectSettingsPage') return projectSettingsPath(placed, need(location, 'projectKey'));
  throw new Error(`router: a ${module.type} has no page of its own.`);
};
const withSubPath = (base: string, path: unknown): string => {
  if (typeof path !== 'string' || path === '') return base;
  return /^[/?#]/.test(path) ? base + path : `${base}/${path}`;
};

/** The site's path for a `router` target (@forge/bridge, NavigationTarget); throws where Jira has no such page. */
export const pathOfTarget = (installation: Installation, location: Location): string => {
  switch (location['target']) {
    case 'issue':
      return `/browse/${need(location, 'issueKey')}`;
    case 'module':
      return withSubPath(modulePath(installation, location), location['path']);
    case 'projectSettingsDetails':
      return `/jira/software/projects/${need(location, 'projectKey')}/settings/details`;
    case 'userProfile':
      return `/jira/people/${need(location, 'accountId')}`;
    case 'dashboard':
      return `/jira/dashboards/${need(location, 'dashboardId')}`;
    default:
      throw new Error(`router: the target ${String(location['target'])} does not exist in Jira.`);
  }
};
