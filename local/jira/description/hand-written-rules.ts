import type { Rule } from './rule.ts';

const LIST_QUERY = ['nextPageToken', 'maxResults', 'reconcileIssues', 'jql', 'validateQuery', 'fields', 'expand'];
const BOARD = ['read:board-scope:jira-software', 'read:issue-details:jira'];
const SPRINT = ['read:sprint:jira-software', 'read:issue-details:jira', 'read:jql:jira'];
const EPIC = ['read:epic:jira-software', 'read:issue-details:jira', 'read:jql:jira'];

const list = (granular: readonly string[]): Rule => ({ query: LIST_QUERY, classic: [], granular });
const count = (granular: readonly string[]): Rule => ({ query: ['jql'], classic: [], granular });

/**
 * Rules that Atlassian's descriptions do not hold: the issue lists under `/rest/software/1.0` (scopes of the agile forms that
 * they replace, platform.md 3.5), and corrections of what has changed since those descriptions.
 */
export const handWrittenRules: Readonly<Record<string, Rule>> = {
  'GET /rest/software/1.0/board/{boardId}/issue': list(BOARD),
  'GET /rest/software/1.0/board/{boardId}/issue/approximate-count': count(BOARD),
  'GET /rest/software/1.0/board/{boardId}/backlog': list(BOARD),
  'GET /rest/software/1.0/board/{boardId}/backlog/approximate-count': count(BOARD),
  'GET /rest/software/1.0/board/{boardId}/sprint/{sprintId}/issue': list(SPRINT),
  'GET /rest/software/1.0/board/{boardId}/epic/{epicId}/issue': list(EPIC),
  'GET /rest/software/1.0/board/{boardId}/epic/none/issue': list(EPIC),
  'GET /rest/software/1.0/sprint/{sprintId}/issue': list(SPRINT),
  'GET /rest/software/1.0/epic/{epicIdOrKey}/issue': list(EPIC),
  'GET /rest/software/1.0/epic/none/issue': list(EPIC),
  // Scopes announced for February 2024, a parameter added since (jira.js 6.2.0).
  'GET /rest/agile/1.0/board': {
    query: [
      'startAt',
      'maxResults',
      'type',
      'name',
      'projectKeyOrId',
      'accountIdLocation',
      'projectLocation',
      'includePrivate',
      'negateLocationFiltering',
      'orderBy',
      'expand',
      'projectTypeLocation',
      'filterId',
    ],
    classic: [],
    granular: ['read:board-scope:jira-software', 'read:project:jira'],
  },
  // Not under /rest: the path that `@forge/api`'s privacy.reportPersonalData calls.
  'POST /app/report-accounts': { query: [], body: ['accounts'], classic: ['report:personal-data'], granular: [] },
  // The description marks no classic scope as current, its text announces read:jira-work (platform.md 3.2).
  'POST /rest/api/3/permissions/check': {
    query: [],
    body: ['accountId', 'globalPermissions', 'projectPermissions'],
    classic: ['read:jira-work'],
    granular: ['read:permission:jira'],
  },
};
