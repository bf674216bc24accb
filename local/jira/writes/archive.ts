import type { Caller } from '../caller.ts';
import type { Issue, Project } from '../entities.ts';
import { badRequest, forbidden, notFound } from '../errors.ts';
import { canSeeIssue, findIssue, isAdmin } from '../permissions.ts';
import type { Site } from '../site.ts';
import { emitProject } from './emit-project.ts';
import { beginWrite, projectOf } from './write.ts';

const findProject = ({ store }: Site, idOrKey: string): Project => {
  const project = store.projects.get(idOrKey) ?? store.projectsByKey.first(idOrKey.toUpperCase());
  if (project === undefined) throw notFound(`No project could be found with key '${idOrKey}'.`);
  return project;
};

/** POST project/{k}/archive: its issues leave search and take no more writes. Jira administrators; 403. */
export const archiveProject = (site: Site, caller: Caller, idOrKey: string): void => {
  if (!isAdmin(site.store, caller.accountId)) throw forbidden('You do not have permission to archive projects.');
  const project = findProject(site, idOrKey);
  if (project.archived) throw badRequest('The project is archived already.');
  const archived = site.store.projects.put({ ...project, archived: true });
  emitProject(beginWrite(site, caller), 'archived', archived);
};

/** POST project/{k}/restore. Jira administrators; 404 for others (Atlassian's description). */
export const restoreProject = (site: Site, caller: Caller, idOrKey: string): Project => {
  const project = findProject(site, idOrKey);
  if (!isAdmin(site.store, caller.accountId)) throw notFound(`No project could be found with key '${idOrKey}'.`);
  if (!project.archived) throw badRequest('The project is not archived.');
  const restored = site.store.projects.put({ ...project, archived: false });
  emitProject(beginWrite(site, caller), 'unarchived', restored);
  return restored;
};

const MESSAGES = {
  issuesNotFound: 'Issue not found.',
  issueIsSubtask: 'Issue is subtask.',
  issuesInArchivedProjects: 'Issue exists in archived project.',
} as const;
type Reason = keyof typeof MESSAGES;

interface Refusal {
  readonly count: number;
  readonly issueIdsOrKeys: readonly string[];
  readonly message: string;
}
export interface ArchiveOutcome {
  readonly numberOfIssuesUpdated: number;
  readonly errors: { readonly [K in Reason]?: Refusal };
}

const isSubtask = ({ store }: Site, issue: Issue): boolean =>
  (store.issueTypes.get(issue.issueTypeId)?.hierarchyLevel ?? 0) < 0;

const refusalOf = (site: Site, caller: Caller, issue: Issue | undefined): Reason | undefined => {
  if (issue === undefined || !canSeeIssue(site.store, caller.accountId, issue)) return 'issuesNotFound';
  if (isSubtask(site, issue)) return 'issueIsSubtask';
  return projectOf(site.store, issue).archived ? 'issuesInArchivedProjects' : undefined;
};

const setArchived = ({ store }: Site, issue: Issue, archived: boolean): void => {
  const { archived: _before, ...rest } = issue;
  store.issues.put(archived ? { ...rest, archived } : rest);
};

/** PUT issue/archive and issue/unarchive, with the sub-tasks. Jira administrators; 400 where nothing could be done. */
export const archiveIssues = (
  site: Site,
  caller: Caller,
  { issues, archived }: { readonly issues: readonly string[]; readonly archived: boolean },
): ArchiveOutcome => {
  if (!isAdmin(site.store, caller.accountId))
    throw forbidden('Only admins can archive or unarchive issues. Access denied.');
  const refused = new Map<Reason, string[]>();
  let count = 0;
  for (const named of new Set(issues)) {
    const issue = findIssue(site.store, named);
    const reason = refusalOf(site, caller, issue);
    if (reason !== undefined) refused.set(reason, [...(refused.get(reason) ?? []), named]);
    if (issue === undefined || reason !== undefined) continue;
    const family = [issue, ...site.store.issuesByParent.of(issue.id).filter((child) => isSubtask(site, child))];
    for (const one of family) setArchived(site, one, archived);
    count += family.length;
  }
  if (count === 0) throw badRequest('No valid issue to archive or unarchive. Bad request.');
  const errors = Array.from(refused, ([reason, names]) => [
    reason,
    { count: names.length, issueIdsOrKeys: names, message: MESSAGES[reason] },
  ]);
  return { numberOfIssuesUpdated: count, errors: Object.fromEntries(errors) };
};
