import type { IssueType } from '../entities.ts';
import { badRequest, notFound } from '../errors.ts';
import { type Answer, type Call, ok, type Operation } from '../operation.ts';
import { isAdmin } from '../permissions.ts';
import { readInteger } from '../wire/page.ts';
import { renderIssueType } from '../wire/metadata.ts';
import { browsableProjects, visibleProject } from './access.ts';

/** A Jira admin sees all types; others those of the projects that they may browse. */
const visibleTypes = (call: Call): readonly IssueType[] => {
  const { store } = call.site;
  const all = [...store.issueTypes.values()];
  if (isAdmin(store, call.caller.accountId)) return all;
  const ids = new Set(browsableProjects(call).flatMap((project) => project.issueTypeIds));
  return all.filter((type) => ids.has(type.id));
};

const answer = ({ site }: Call, types: readonly IssueType[]): Answer =>
  ok(
    types.map((type) => renderIssueType(site.store, type)),
    { core: types.length },
  );

const list: Operation = {
  method: 'GET',
  path: '/rest/api/3/issuetype',
  handle: (call) => answer(call, visibleTypes(call)),
};

const get: Operation = {
  method: 'GET',
  path: '/rest/api/3/issuetype/{id}',
  handle: (call) => {
    const type = visibleTypes(call).find(({ id }) => id === call.params['id']);
    if (type === undefined) throw notFound(`The issue type with id '${call.params['id']}' does not exist`);
    return ok(renderIssueType(call.site.store, type), { core: 1 });
  },
};

const ofProject: Operation = {
  method: 'GET',
  path: '/rest/api/3/issuetype/project',
  handle: (call) => {
    const { query, site } = call;
    const projectId = query.get('projectId');
    if (projectId === null) throw badRequest("The query parameter 'projectId' is required.");
    const types = visibleProject(call, projectId).issueTypeIds.map((id) => site.store.issueTypes.get(id));
    const level = query.has('level') ? readInteger(query, 'level', 0) : undefined;
    return answer(
      call,
      types.filter((type) => type !== undefined).filter((type) => level === undefined || type.hierarchyLevel === level),
    );
  },
};

/** Reading issue types. */
export const issueTypeOperations: readonly Operation[] = [list, get, ofProject];
