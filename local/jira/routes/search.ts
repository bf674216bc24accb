import { JiraProblem } from '../errors.ts';
import { countIssues } from '../jql/index.ts';
import { searchPage } from '../jql/paging.ts';
import { type Answer, type Call, ok, type Operation } from '../operation.ts';
import { fieldNames, fieldSchemas, parseFieldSelection } from '../wire/field-selection.ts';
import { issueRenderer } from '../wire/issue.ts';
import { readObject, readText } from './body.ts';
import { readSearchInput, type SearchInput } from './search-input.ts';

/** platform.md 3.1: 5,000 issues a page for ids and keys alone, 100 with anything else. */
const IDS_A_PAGE_MAX = 5000;
const ISSUES_A_PAGE_MAX = 100;

const without = (words: ReadonlySet<string>, ...unwanted: readonly string[]): ReadonlySet<string> =>
  new Set([...words].filter((word) => !unwanted.includes(word)));

const search = ({ site, caller }: Call, input: SearchInput): Answer => {
  const { expand, properties } = input;
  const fields = parseFieldSelection(site.store, input.fields, 'id');
  const ofIssue = without(expand, 'names', 'schema');
  const isIdsOnly = fields.only !== undefined && ofIssue.size === 0 && properties.length === 0;
  const { issues, isLast, nextPageToken } = searchPage(site, caller.accountId, {
    jql: input.jql,
    maxResults: Math.min(input.maxResults, isIdsOnly ? IDS_A_PAGE_MAX : ISSUES_A_PAGE_MAX),
    nextPageToken: input.nextPageToken,
    reconcileIssueIds: input.reconcileIssueIds,
    binding: JSON.stringify([input.fields ?? [], [...expand], properties]),
  });
  const render = issueRenderer(site, caller, { fields, expand: ofIssue, properties, version: '3' });
  const body = {
    issues: issues.map(render),
    ...(nextPageToken === undefined ? {} : { nextPageToken }),
    isLast,
    ...(expand.has('names') ? { names: fieldNames(fields) } : {}),
    ...(expand.has('schema') ? { schema: fieldSchemas(fields) } : {}),
  };
  return ok(body, { core: issues.length });
};

const approximateCount = ({ site, caller, body }: Call): Answer => {
  const jql = readText(readObject(body), 'jql') ?? '';
  return ok({ count: countIssues(site, caller.accountId, jql, { mustBeBounded: true }) });
};

/** Jira's own words since August 2025. */
const gone = (): never => {
  throw new JiraProblem(410, [
    'The requested API has been removed. Please migrate to the /rest/api/3/search/jql API. A full migration guideline is ' +
      'available at https://developer.atlassian.com/changelog/#CHANGE-2046',
  ]);
};

/** Search: by token pages, lagging behind writes as configured; the older paged searches are gone. */
export const searchOperations: readonly Operation[] = [
  { method: 'GET', path: '/rest/api/3/search/jql', handle: (call) => search(call, readSearchInput(call, 'query')) },
  { method: 'POST', path: '/rest/api/3/search/jql', handle: (call) => search(call, readSearchInput(call, 'body')) },
  { method: 'POST', path: '/rest/api/3/search/approximate-count', handle: approximateCount },
  { method: 'GET', path: '/rest/api/3/search', handle: gone, gone: true },
  { method: 'POST', path: '/rest/api/3/search', handle: gone, gone: true },
  { method: 'GET', path: '/rest/api/2/search', handle: gone, gone: true },
  { method: 'POST', path: '/rest/api/2/search', handle: gone, gone: true },
];
