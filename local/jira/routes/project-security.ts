import type { SecurityLevel } from '../entities.ts';
import { forbidden, notFound } from '../errors.ts';
import { decide, toViewer } from '../holders.ts';
import { type Call, ok, type Operation } from '../operation.ts';
import { hasPermission } from '../permissions.ts';
import { renderSecurityLevel } from '../wire/metadata.ts';
import { administersProject, requireLogin, visibleProject } from './access.ts';
import { renderSchemeWithLevels } from './security-schemes.ts';

const projectOf = (call: Call) => visibleProject(call, call.params['projectKeyOrId'] ?? '');

const scheme: Operation = {
  method: 'GET',
  path: '/rest/api/3/project/{projectKeyOrId}/issuesecuritylevelscheme',
  handle: (call) => {
    requireLogin(call);
    const project = projectOf(call);
    if (!administersProject(call, project)) throw forbidden("You cannot view this project's configuration.");
    const found = call.site.store.issueSecuritySchemes.get(project.issueSecuritySchemeId);
    if (found === undefined) throw notFound('The project does not have an issue security scheme.');
    return ok(renderSchemeWithLevels(call.site.store, found));
  },
};

/** The levels that the caller may put work on: with `SET_ISSUE_SECURITY`, those that the caller belongs to. */
const levels: Operation = {
  method: 'GET',
  path: '/rest/api/3/project/{projectKeyOrId}/securitylevel',
  handle: (call) => {
    const { store } = call.site;
    const { accountId } = call.caller;
    const project = projectOf(call);
    const viewer = toViewer(store, accountId);
    const may = hasPermission(store, accountId, 'SET_ISSUE_SECURITY', { project });
    const isMember = ({ holders }: SecurityLevel): boolean => {
      const { always, perIssue } = decide(viewer, holders, project);
      return always || perIssue.length > 0;
    };
    const all = store.issueSecuritySchemes.get(project.issueSecuritySchemeId)?.levels ?? [];
    const own = may ? all.filter(isMember) : [];
    return ok({ levels: own.map((level) => renderSecurityLevel(store, level)) });
  },
};

const level: Operation = {
  method: 'GET',
  path: '/rest/api/3/securitylevel/{id}',
  handle: ({ site, params }) => {
    for (const { levels: all } of site.store.issueSecuritySchemes.values()) {
      const found = all.find(({ id }) => id === params['id']);
      if (found !== undefined) return ok(renderSecurityLevel(site.store, found));
    }
    throw notFound(`The issue security level with id ${params['id']} does not exist.`);
  },
};

/** Reading the security levels of projects. */
export const projectSecurityOperations: readonly Operation[] = [scheme, levels, level];
