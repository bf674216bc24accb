import type { Issue } from '../entities.ts';
import { badRequest } from '../errors.ts';
import { type Call, ok, type Operation } from '../operation.ts';
import { findIssue, findVisibleIssue } from '../permissions.ts';
import { editMeta } from '../wire/field-meta.ts';
import { parseFieldSelection } from '../wire/field-selection.ts';
import { issueRenderer, renderIssue } from '../wire/issue.ts';
import { readList } from '../wire/page.ts';
import { viewerOf } from '../wire/viewer.ts';
import { readIds, readObject } from './body.ts';

const PATH = '/rest/api/3/issue/{issueIdOrKey}';

/** The issue that the path names, if the caller may see it; throws Jira's 404. */
export const issueOfPath = ({ site, caller, params }: Call): Issue =>
  findVisibleIssue(site.store, caller.accountId, params['issueIdOrKey'] ?? '');

const get: Operation = {
  method: 'GET',
  path: PATH,
  handle: (call) => {
    const { site, caller, query } = call;
    const issue = issueOfPath(call);
    const fields = parseFieldSelection(site.store, query.getAll('fields'), '*all');
    const expand = new Set(readList(query, 'expand'));
    const bean = renderIssue(site, caller, issue, { fields, expand, properties: readList(query, 'properties') });
    return ok(bean, { core: 1 });
  },
};

const editmeta: Operation = {
  method: 'GET',
  path: `${PATH}/editmeta`,
  handle: (call) => ok(editMeta(call.site.store, call.caller.accountId, issueOfPath(call)), { core: 1 }),
};

/** How many issues one bulkfetch gives: 1,000 only where light fields are named one by one (platform.md 3.2). */
const BULK_ISSUES = 100;
const BULK_ISSUES_WITH_NAMED_FIELDS = 1000;
const MAX_NAMED_FIELDS = 100;
const MAX_PROPERTIES = 5;
/** The newest entries of each issue that `expand=changelog` of a bulkfetch shows, by Atlassian's description. */
const BULK_HISTORIES = 40;
const HEAVY_FIELDS = new Set(['comment', 'worklog', 'attachment']);
const LIGHT_EXPANDS = new Set(['names', 'schema']);

/** Whether a request may ask for up to 1,000 issues: it names its fields, none of them heavy, and expands little. */
const mayBeLarge = (fields: readonly string[], expand: readonly string[]): boolean =>
  fields.length > 0 &&
  fields.length <= MAX_NAMED_FIELDS &&
  fields.every((name) => !/^[*-]/.test(name) && !HEAVY_FIELDS.has(name)) &&
  expand.every((name) => LIGHT_EXPANDS.has(name));

const split = (names: readonly string[]): readonly string[] =>
  names
    .flatMap((name) => name.split(','))
    .map((name) => name.trim())
    .filter((name) => name !== '');

/** The named issues that exist and that the caller may see, each once, in ascending order of id. */
const visibleAmong = ({ site, caller }: Call, idsOrKeys: readonly string[]): readonly Issue[] => {
  const { canSee } = viewerOf(site.store, caller);
  const found = new Set<Issue>();
  for (const idOrKey of idsOrKeys) {
    const issue = findIssue(site.store, idOrKey);
    if (issue !== undefined && canSee(issue)) found.add(issue);
  }
  return [...found].sort((a, b) => Number(a.id) - Number(b.id));
};

const bulkfetch: Operation = {
  method: 'POST',
  path: '/rest/api/3/issue/bulkfetch',
  handle: (call) => {
    const { site, caller } = call;
    const body = readObject(call.body);
    const idsOrKeys = readIds(body, 'issueIdsOrKeys');
    const named = split(readIds(body, 'fields'));
    const expand = split(readIds(body, 'expand'));
    const properties = readIds(body, 'properties');
    const limit = mayBeLarge(named, expand) ? BULK_ISSUES_WITH_NAMED_FIELDS : BULK_ISSUES;
    if (idsOrKeys.length === 0) throw badRequest('issueIdsOrKeys must contain at least one issue ID or key.');
    if (idsOrKeys.length > limit) throw badRequest(`The number of issue IDs or keys must not exceed ${limit}.`);
    if (properties.length > MAX_PROPERTIES) throw badRequest(`At most ${MAX_PROPERTIES} properties can be requested.`);
    const fields = parseFieldSelection(site.store, named, '*navigable');
    const render = issueRenderer(site, caller, {
      fields,
      expand: new Set(expand),
      properties,
      histories: BULK_HISTORIES,
    });
    const issues = visibleAmong(call, idsOrKeys).map(render);
    return ok({ issues, issueErrors: [] }, { core: issues.length });
  },
};

/** Reading issues by id or key. */
export const issueReadOperations: readonly Operation[] = [get, editmeta, bulkfetch];
