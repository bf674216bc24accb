import type { Caller } from '../caller.ts';
import type { Issue, Json } from '../entities.ts';
import { badRequest, notFound } from '../errors.ts';
import { searchPage } from '../jql/index.ts';
import { canBrowseProject, findVisibleIssue, issueFilter } from '../permissions.ts';
import type { Site } from '../site.ts';
import type { Variables } from './evaluate.ts';
import { issueThing } from './issue-thing.ts';
import { boardThing, projectThing, sprintThing, type Surroundings, userThing } from './things.ts';
import { toValue, type Value } from './value.ts';

/** Issues that one evaluation loads by JQL at most (the limit of beans, platform.md 3.2). */
const ISSUES_MAX = 1000;

type Body = Readonly<Record<string, unknown>>;
const asBody = (value: unknown, name: string): Body => {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return { ...value };
  throw badRequest(`The value of '${name}' in the context must be an object.`);
};

const idOrKey = (value: unknown, name: string): string => {
  const { id, key } = asBody(value, name);
  if (id !== undefined && key !== undefined)
    throw badRequest(`Provide either the id or the key of '${name}', not both.`);
  const found = id ?? key;
  if (typeof found !== 'string' && typeof found !== 'number')
    throw badRequest(`The id or the key of '${name}' must be provided.`);
  return String(found);
};

const issue = (around: Surroundings, value: unknown, name: string): Value =>
  issueThing(around, findVisibleIssue(around.site.store, around.caller.accountId, idOrKey(value, name)));

const project = (around: Surroundings, value: unknown): Value => {
  const { store } = around.site;
  const wanted = idOrKey(value, 'project');
  const found = store.projects.get(wanted) ?? store.projectsByKey.first(wanted.toUpperCase());
  if (found === undefined || !canBrowseProject(store, around.caller.accountId, found))
    throw notFound(`No project could be found with ${/^\d+$/.test(wanted) ? 'id' : 'key'} '${wanted}'.`);
  return projectThing(around, found);
};

const canSeeBoard = ({ site: { store }, caller }: Surroundings, boardId: string): boolean => {
  const home = store.projects.get(store.boards.get(boardId)?.projectId);
  return home === undefined || canBrowseProject(store, caller.accountId, home);
};

const sprint = (around: Surroundings, value: unknown): Value => {
  const found = around.site.store.sprints.get(String(value));
  if (found === undefined || !canSeeBoard(around, found.originBoardId)) throw notFound('Sprint does not exist');
  return sprintThing(around, found);
};

const board = (around: Surroundings, value: unknown): Value => {
  const found = around.site.store.boards.get(String(value));
  if (found === undefined || !canSeeBoard(around, found.id)) throw notFound('Board does not exist');
  return boardThing(around, found);
};

const custom = (around: Surroundings, value: unknown, name: string): Value => {
  if (Array.isArray(value)) return value.map((item) => custom(around, item, name));
  const body = asBody(value, name);
  switch (body['type']) {
    case 'user':
      return userThing(around, String(body['accountId']));
    case 'issue':
      return issue(around, { id: body['id'], key: body['key'] }, name);
    case 'json':
      // It came out of a parsed JSON body.
      return toValue(body['value'] as Json | undefined);
    default:
      throw badRequest(`The type of the custom context variable '${name}' must be user, issue or json.`);
  }
};

interface LoadedIssues {
  readonly nextPageToken: string | null;
  readonly isLast: boolean;
}
const issues = (
  { site, caller }: Surroundings,
  value: unknown,
): LoadedIssues & { readonly issues: readonly Issue[] } => {
  const jql = asBody(asBody(value, 'issues')['jql'], 'issues.jql');
  const { query, maxResults, nextPageToken } = jql;
  if (typeof query !== 'string') throw badRequest('The JQL query of the issues in the context must be provided.');
  const page = searchPage(site, caller.accountId, {
    jql: query,
    maxResults: Math.min(typeof maxResults === 'number' ? maxResults : ISSUES_MAX, ISSUES_MAX),
    nextPageToken: typeof nextPageToken === 'string' ? nextPageToken : undefined,
    binding: 'expression',
  });
  return { issues: page.issues, nextPageToken: page.nextPageToken ?? null, isLast: page.isLast };
};

const NOT_HERE = ['serviceDesk', 'customerRequest'];

/** The variables of an evaluation from the context of a request; throws 404 for what the caller may not see. */
export const readContext = (
  site: Site,
  caller: Caller,
  context: unknown,
): { readonly variables: Variables; readonly issues: LoadedIssues | undefined } => {
  const around: Surroundings = { site, caller, canSee: issueFilter(site.store, caller.accountId) };
  const asked = asBody(context, 'context');
  const odd = NOT_HERE.find((name) => asked[name] !== undefined);
  if (odd !== undefined) throw badRequest(`The context variable '${odd}' is not supported by this local Jira.`);
  const loaded = asked['issues'] === undefined ? undefined : issues(around, asked['issues']);
  const own = Object.entries(asBody(asked['custom'] ?? {}, 'custom'));
  const variables: Variables = {
    user: userThing(around, caller.accountId),
    ...(asked['issue'] === undefined ? {} : { issue: issue(around, asked['issue'], 'issue') }),
    ...(asked['project'] === undefined ? {} : { project: project(around, asked['project']) }),
    ...(asked['sprint'] === undefined ? {} : { sprint: sprint(around, asked['sprint']) }),
    ...(asked['board'] === undefined ? {} : { board: board(around, asked['board']) }),
    ...(loaded === undefined ? {} : { issues: loaded.issues.map((found) => issueThing(around, found)) }),
    ...Object.fromEntries(own.map(([name, value]) => [name, custom(around, value, name)])),
  };
  if (loaded === undefined) return { variables, issues: undefined };
  return { variables, issues: { nextPageToken: loaded.nextPageToken, isLast: loaded.isLast } };
};
