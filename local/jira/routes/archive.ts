import { badRequest } from '../errors.ts';
import { type Answer, type Call, noContent, ok, type Operation } from '../operation.ts';
import { renderProject } from '../wire/project.ts';
import { archiveIssues, archiveProject, restoreProject } from '../writes/archive.ts';
import { readObject } from '../writes/write.ts';
import { readIds } from './body.ts';

const MAX_ISSUES = 1000;

const projectKey = ({ params }: Call): string => params['projectIdOrKey'] ?? '';

const postArchive = (call: Call): Answer => {
  archiveProject(call.site, call.caller, projectKey(call));
  return noContent();
};
const postRestore = (call: Call): Answer =>
  ok(renderProject(call.site.store, restoreProject(call.site, call.caller, projectKey(call))));

const putIssues =
  (archived: boolean) =>
  ({ site, caller, body }: Call): Answer => {
    const issues = readIds(readObject(body), 'issueIdsOrKeys');
    if (issues.length > MAX_ISSUES)
      throw badRequest('The number of issues to archive or unarchive exceeds the hard limit of 1000.');
    return ok(archiveIssues(site, caller, { issues, archived }));
  };

/** Archiving and restoring projects and issues. */
export const archiveOperations: readonly Operation[] = [
  { method: 'POST', path: '/rest/api/3/project/{projectIdOrKey}/archive', handle: postArchive },
  { method: 'POST', path: '/rest/api/3/project/{projectIdOrKey}/restore', handle: postRestore },
  { method: 'PUT', path: '/rest/api/3/issue/archive', handle: putIssues(true) },
  { method: 'PUT', path: '/rest/api/3/issue/unarchive', handle: putIssues(false) },
];
