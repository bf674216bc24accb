import { badRequest, JiraProblem } from '../errors.ts';
import { issueMatcher, parseJql, searchState } from '../jql/index.ts';
import { structureBean } from '../jql/structure.ts';
import type { Issue } from '../entities.ts';
import { type Answer, type Call, ok, type Operation } from '../operation.ts';
import { readIds, readObject } from './body.ts';

/** Not published; enough for a board, small enough that somebody notices. */
const MATCHED_ISSUES_MAX = 1000;
const MATCHED_QUERIES_MAX = 100;

const match = ({ site, caller, body }: Call): Answer => {
  const input = readObject(body);
  const [ids, queries] = [readIds(input, 'issueIds'), readIds(input, 'jqls')];
  if (input['issueIds'] === undefined || input['jqls'] === undefined)
    throw badRequest('issueIds and jqls must be provided.');
  if (ids.length > MATCHED_ISSUES_MAX) throw badRequest(`At most ${MATCHED_ISSUES_MAX} issue IDs can be matched.`);
  if (queries.length > MATCHED_QUERIES_MAX)
    throw badRequest(`At most ${MATCHED_QUERIES_MAX} JQL queries can be matched.`);
  const issues = ids.flatMap((id): readonly Issue[] => {
    const issue = site.store.issues.get(id);
    return issue === undefined ? [] : [issue];
  });
  const matches = queries.map((jql) => {
    try {
      const isMatch = issueMatcher(site, caller.accountId, jql);
      return { matchedIssues: issues.filter(isMatch).map((issue) => Number(issue.id)), errors: [] };
    } catch (problem) {
      if (!(problem instanceof JiraProblem)) throw problem;
      return { matchedIssues: [], errors: problem.errorMessages };
    }
  });
  return ok({ matches });
};

type Validation = 'strict' | 'warn' | 'none';
const readValidation = (query: URLSearchParams): Validation => {
  const value = query.get('validation') ?? 'strict';
  if (value === 'strict' || value === 'warn' || value === 'none') return value;
  throw badRequest(`The value '${value}' of the query parameter 'validation' is not valid.`);
};

const attempt = (run: () => unknown): readonly string[] => {
  try {
    run();
    return [];
  } catch (problem) {
    if (problem instanceof JiraProblem) return problem.errorMessages;
    throw problem;
  }
};

// Jira only warns of values that are not there: they may be there tomorrow (Atlassian's example of `jql/parse`).
const isWarning = (message: string): boolean => /^(The value|A value with ID) /.test(message);

const parseOne = ({ site, caller }: Call, query: string, validation: Validation): unknown => {
  const syntax = attempt(() => parseJql(query));
  if (syntax.length > 0) return { query, errors: syntax };
  const structure = structureBean(parseJql(query), searchState(site).aliases);
  const found = validation === 'none' ? [] : attempt(() => issueMatcher(site, caller.accountId, query));
  const [warnings, errors] = [found.filter(isWarning), found.filter((message) => !isWarning(message))];
  return {
    query,
    ...(validation === 'strict' && found.length > 0 ? {} : { structure }),
    ...(errors.length > 0 ? { errors } : {}),
    ...(warnings.length > 0 ? { warnings } : {}),
  };
};

const parse = (call: Call): Answer => {
  const queries = readIds(readObject(call.body), 'queries');
  if (queries.length === 0) throw badRequest('At least one query must be provided.');
  const validation = readValidation(call.query);
  return ok({ queries: queries.map((query) => parseOne(call, query, validation)) });
};

/** JQL as such: matching known issues without the search index, and the syntax tree of queries. */
export const jqlOperations: readonly Operation[] = [
  { method: 'POST', path: '/rest/api/3/jql/match', handle: match },
  { method: 'POST', path: '/rest/api/3/jql/parse', handle: parse },
];
