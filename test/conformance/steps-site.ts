import { DashboardUserSchema, PrioritySchema, ResolutionSchema } from 'jira.js/cloud';
import { z } from 'zod';
import type { Step } from './step.ts';

/** Lists that jira.js has no function for (deprecated, or left out), checked with its schemas of what they list. */
const UserPageSchema = z.strictObject({
  self: z.url(),
  nextPage: z.url().optional(),
  maxResults: z.number(),
  startAt: z.number(),
  total: z.number(),
  isLast: z.boolean(),
  values: z.array(DashboardUserSchema),
});

/** The site itself, its people, fields, types, statuses, schemes. */
export const siteSteps: readonly Step[] = [
  ['GET /rest/api/3/serverInfo', ({ cloud }) => cloud.serverInfo.getServerInfo()],
  ['GET /rest/api/3/myself', ({ cloud }) => cloud.myself.getCurrentUser({ expand: 'groups,applicationRoles' })],
  ['GET /rest/api/3/user', ({ cloud, ids }) => cloud.users.getUser({ accountId: ids.ann, expand: 'groups' })],
  ['GET /rest/api/3/users/search', ({ cloud }) => cloud.users.getAllUsers({ maxResults: 100 })],
  [
    'GET /rest/api/3/user/assignable/search',
    ({ cloud, ids }) => cloud.userSearch.findAssignableUsers({ project: ids.project, query: 'a' }),
  ],
  [
    'GET /rest/api/3/user/bulk',
    ({ client, ids }) =>
      client.sendRequest({
        url: '/rest/api/3/user/bulk',
        method: 'GET',
        searchParams: { accountId: [ids.ann] },
        schema: UserPageSchema,
      }),
  ],
  ['GET /rest/api/3/groups/picker', ({ cloud }) => cloud.groups.findGroups({ query: 'jira' })],
  ['GET /rest/api/3/group/member', ({ cloud }) => cloud.groups.getUsersFromGroup({ groupname: 'jira-users' })],
  ['GET /rest/api/3/field', ({ cloud }) => cloud.issueFields.getFields()],
  [
    'GET /rest/api/3/field/search',
    ({ cloud }) => cloud.issueFields.getFieldsPaginated({ maxResults: 50, expand: 'key' }),
  ],
  ['GET /rest/api/3/issuetype', ({ cloud }) => cloud.issueTypes.getIssueAllTypes()],
  [
    'GET /rest/api/3/priority',
    ({ client }) =>
      client.sendRequest({
        url: '/rest/api/3/priority',
        method: 'GET',
        schema: z.array(PrioritySchema),
      }),
  ],
  ['GET /rest/api/3/priority/search', ({ cloud }) => cloud.issuePriorities.searchPriorities({ maxResults: '50' })],
  [
    'GET /rest/api/3/resolution',
    ({ client }) =>
      client.sendRequest({ url: '/rest/api/3/resolution', method: 'GET', schema: z.array(ResolutionSchema) }),
  ],
  ['GET /rest/api/3/status', ({ cloud }) => cloud.workflowStatuses.getStatuses()],
  ['GET /rest/api/3/statuses/search', ({ cloud }) => cloud.status.search({ maxResults: 200 })],
  ['GET /rest/api/3/statuscategory', ({ cloud }) => cloud.workflowStatusCategories.getStatusCategories()],
  [
    'GET /rest/api/3/permissionscheme',
    ({ cloud }) => cloud.permissionSchemes.getAllPermissionSchemes({ expand: 'permissions' }),
  ],
  [
    'GET /rest/api/3/permissionscheme/{schemeId}',
    async ({ cloud }) => {
      const { permissionSchemes = [] } = await cloud.permissionSchemes.getAllPermissionSchemes({});
      for (const { id } of permissionSchemes) {
        await cloud.permissionSchemes.getPermissionScheme({ schemeId: Number(id), expand: 'all' });
      }
    },
  ],
  ['GET /rest/api/3/issuesecurityschemes', ({ cloud }) => cloud.issueSecuritySchemes.getIssueSecuritySchemes()],
  [
    'GET /rest/api/3/issuesecurityschemes/{id}',
    ({ cloud, ids }) => cloud.issueSecuritySchemes.getIssueSecurityScheme({ id: ids.securityScheme }),
  ],
  [
    'GET /rest/api/3/securitylevel/{id}',
    ({ cloud, ids }) => cloud.issueSecurityLevel.getIssueSecurityLevel({ id: ids.securityLevel }),
  ],
  [
    'POST /rest/api/3/permissions/check',
    ({ cloud, ids }) =>
      cloud.permissions.getBulkPermissions({
        globalPermissions: ['ADMINISTER'],
        projectPermissions: [
          { permissions: ['BROWSE_PROJECTS', 'EDIT_ISSUES'], issues: [Number(ids.secret)], projects: [10_000] },
        ],
      }),
  ],
  [
    'GET /rest/api/3/mypermissions',
    ({ cloud, ids }) =>
      cloud.permissions.getMyPermissions({ projectKey: ids.project, permissions: 'BROWSE_PROJECTS,ADMINISTER' }),
  ],
  [
    'POST /rest/api/3/permissions/project',
    ({ cloud }) => cloud.permissions.getPermittedProjects({ permissions: ['BROWSE_PROJECTS'] }),
  ],
  ['GET /rest/api/3/filter/{id}', ({ cloud, ids }) => cloud.filters.getFilter({ id: ids.filter })],
  [
    'GET /rest/api/3/filter/search',
    ({ cloud }) => cloud.filters.getFiltersPaginated({ expand: 'jql,owner,description,sharePermissions' }),
  ],
  [
    'POST /app/report-accounts',
    ({ client, ids }) =>
      client.sendRequest({
        url: '/app/report-accounts',
        method: 'POST',
        body: { accounts: [{ accountId: ids.ann, updatedAt: '2026-11-01T00:00:00.000Z' }] },
      }),
  ],
];
