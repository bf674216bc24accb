/** JQL over the local site: what boards, filters, expressions and the search operations use. */
export { parseJql, type ParsedJql, splitJql } from './parse.ts';
export { countIssues, issueMatcher, matchIssue, searchIssues, type SearchOptions } from './search.ts';
export { type EntityPropertyAlias, registerEntityPropertyAliases, searchState } from './state.ts';
export { type IssuePage, type PageRequest, searchPage } from './paging.ts';
