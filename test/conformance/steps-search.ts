import type { Step } from './step.ts';

/** Search, JQL and expressions. */
export const searchSteps: readonly Step[] = [
  [
    'GET /rest/api/3/search/jql',
    async ({ cloud, ids }) => {
      const jql = `project = ${ids.project} ORDER BY created`;
      const first = await cloud.issueSearch.searchAndReconsileIssuesUsingJql({
        jql,
        maxResults: 2,
        fields: ['*all'],
        expand: 'names,schema,changelog,transitions,operations,editmeta,renderedFields',
      });
      await cloud.issueSearch.searchAndReconsileIssuesUsingJql({
        jql,
        maxResults: 2,
        fields: ['*all'],
        ...(first.nextPageToken ? { nextPageToken: first.nextPageToken } : {}),
        expand: 'names,schema,changelog,transitions,operations,editmeta,renderedFields',
      });
      await cloud.issueSearch.searchAndReconsileIssuesUsingJql({ jql });
    },
  ],
  [
    'POST /rest/api/3/search/jql',
    ({ cloud, ids }) =>
      cloud.issueSearch.searchAndReconsileIssuesUsingJqlPost({
        jql: `project in (${ids.project}, SEC) ORDER BY Rank`,
        fields: ['summary', 'issuelinks', 'parent', 'assignee', 'fixVersions'],
        maxResults: 100,
        properties: ['estimate'],
      }),
  ],
  [
    'POST /rest/api/3/search/approximate-count',
    ({ cloud, ids }) => cloud.issueSearch.countIssues({ jql: `project = ${ids.project}` }),
  ],
  [
    'POST /rest/api/3/jql/match',
    ({ cloud, ids }) =>
      cloud.issueSearch.matchIssues({ issueIds: [Number(ids.secret), 1], jqls: ['project = PAY', 'nonsense = 1'] }),
  ],
  [
    'POST /rest/api/3/jql/parse',
    async ({ cloud }) => {
      const queries = [
        'project = PAY AND status in ("To Do", Done) AND NOT labels is EMPTY ORDER BY created DESC, key',
        'assignee = currentUser() OR sprint in openSprints()',
        'updated > -7d AND summary ~ "card" AND status was Done',
        'nonsense = 1',
        'project = = PAY',
      ];
      for (const validation of ['strict', 'warn', 'none'] as const) {
        await cloud.jql.parseJqlQueries({ queries, validation });
      }
    },
  ],
  [
    'POST /rest/api/3/expression/evaluate',
    ({ cloud, ids }) =>
      cloud.jiraExpressions.evaluateJSISJiraExpression({
        expression: '{ key: issue.key, summary: issue.summary }',
        context: { issue: { key: ids.story } },
        expand: 'meta.complexity',
      }),
  ],
];
