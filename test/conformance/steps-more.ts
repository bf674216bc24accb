import { made } from './step.ts';
import type { Bench, Step } from './step.ts';

const text = (words: string) => ({
  type: 'doc' as const,
  version: 1,
  content: [{ type: 'paragraph', content: [{ type: 'text', text: words }] }],
});
const remember = async (bench: Bench, name: string, making: Promise<{ id?: string | number | undefined }>) => {
  bench.ids.made[name] = String((await making).id ?? '');
};

/** What the site has beside the endpoints of the issue, as far as jira.js has a function for it: people and settings. */
export const moreSiteSteps: readonly Step[] = [
  ['GET /rest/api/3/users', ({ cloud }) => cloud.users.getAllUsersDefault({ maxResults: 10 })],
  ['GET /rest/api/3/user/search', ({ cloud }) => cloud.userSearch.findUsers({ query: 'ann' })],
  ['GET /rest/api/3/user/groups', ({ cloud, ids }) => cloud.users.getUserGroups({ accountId: ids.ann })],
  ['GET /rest/api/3/permissions', ({ cloud }) => cloud.permissions.getAllPermissions()],
  [
    'GET /rest/api/3/permissionscheme/{schemeId}/permission',
    async (bench) => {
      const { permissionSchemes = [] } = await bench.cloud.permissionSchemes.getAllPermissionSchemes({});
      const schemeId = Number(permissionSchemes[0]?.id);
      bench.ids.made['permissionScheme'] = String(schemeId);
      const { permissions = [] } = await bench.cloud.permissionSchemes.getPermissionSchemeGrants({ schemeId });
      bench.ids.made['grant'] = String(permissions[0]?.id);
    },
  ],
  [
    'GET /rest/api/3/permissionscheme/{schemeId}/permission/{permissionId}',
    (bench) =>
      bench.cloud.permissionSchemes.getPermissionSchemeGrant({
        schemeId: Number(made(bench, 'permissionScheme')),
        permissionId: Number(made(bench, 'grant')),
      }),
  ],
  ['GET /rest/api/3/priority/{id}', ({ cloud }) => cloud.issuePriorities.getPriority({ id: '3' })],
  ['GET /rest/api/3/resolution/{id}', ({ cloud }) => cloud.issueResolutions.getResolution({ id: '10000' })],
  ['GET /rest/api/3/issuetype/{id}', ({ cloud, ids }) => cloud.issueTypes.getIssueType({ id: ids.storyType })],
  ['GET /rest/api/3/status/{idOrName}', ({ cloud }) => cloud.workflowStatuses.getStatus({ idOrName: '3' })],
  ['GET /rest/api/3/statuses', ({ cloud }) => cloud.status.getStatusesById({ id: ['3', '10000'] })],
  [
    'GET /rest/api/3/statuscategory/{idOrKey}',
    ({ cloud }) => cloud.workflowStatusCategories.getStatusCategory({ idOrKey: 'done' }),
  ],
  ['GET /rest/api/3/configuration', ({ cloud }) => cloud.jiraSettings.getConfiguration()],
  ['GET /rest/api/3/project/type', ({ cloud }) => cloud.projectTypes.getAllProjectTypes()],
  [
    'GET /rest/api/3/project/{projectIdOrKey}/component',
    ({ cloud }) => cloud.projectComponents.getProjectComponentsPaginated({ projectIdOrKey: 'PAY' }),
  ],
  [
    'GET /rest/api/3/project/{projectIdOrKey}/version',
    ({ cloud }) => cloud.projectVersions.getProjectVersionsPaginated({ projectIdOrKey: 'PAY' }),
  ],
  [
    'GET /rest/api/3/project/{projectId}/hierarchy',
    async ({ cloud }) => {
      const { id } = await cloud.projects.getProject({ projectIdOrKey: 'TMP' });
      await cloud.projects.getHierarchy({ projectId: Number(id) });
    },
  ],
  [
    'GET /rest/api/3/project/{projectIdOrKey}/role',
    async (bench) => {
      const roles = await bench.cloud.projectRoles.getProjectRoles({ projectIdOrKey: 'PAY' });
      bench.ids.made['role'] = String(Object.values(roles)[0]).split('/').at(-1) ?? '';
    },
  ],
  [
    'GET /rest/api/3/project/{projectIdOrKey}/role/{id}',
    (bench) => bench.cloud.projectRoles.getProjectRole({ projectIdOrKey: 'PAY', id: Number(made(bench, 'role')) }),
  ],
  [
    'PUT /rest/api/3/project/{projectIdOrKey}/properties/{propertyKey}',
    ({ cloud }) =>
      cloud.projectProperties.setProjectProperty({
        projectIdOrKey: 'PAY',
        propertyKey: 'plan',
        body: { a: 1 },
      }),
  ],
  [
    'GET /rest/api/3/project/{projectIdOrKey}/properties',
    ({ cloud }) => cloud.projectProperties.getProjectPropertyKeys({ projectIdOrKey: 'PAY' }),
  ],
  [
    'GET /rest/api/3/project/{projectIdOrKey}/properties/{propertyKey}',
    ({ cloud }) => cloud.projectProperties.getProjectProperty({ projectIdOrKey: 'PAY', propertyKey: 'plan' }),
  ],
  [
    'DELETE /rest/api/3/project/{projectIdOrKey}/properties/{propertyKey}',
    ({ cloud }) => cloud.projectProperties.deleteProjectProperty({ projectIdOrKey: 'PAY', propertyKey: 'plan' }),
  ],
  [
    'GET /rest/api/3/issuesecurityschemes/{issueSecuritySchemeId}/members',
    ({ cloud, ids }) =>
      cloud.issueSecurityLevel.getIssueSecurityLevelMembers({
        issueSecuritySchemeId: ids.securityScheme,
        expand: 'all',
      }),
  ],
  [
    'POST /rest/api/3/filter',
    (bench) => remember(bench, 'filter', bench.cloud.filters.createFilter({ name: 'Mine', jql: 'project = PAY' })),
  ],
  [
    'PUT /rest/api/3/filter/{id}',
    (bench) =>
      bench.cloud.filters.updateFilter({
        id: Number(made(bench, 'filter')),
        body: { name: 'Mine too', jql: 'project = OPS' },
      }),
  ],
  ['GET /rest/api/3/filter/my', ({ cloud }) => cloud.filters.getMyFilters({ expand: 'subscriptions' })],
  ['GET /rest/api/3/filter/favourite', ({ cloud }) => cloud.filters.getFavouriteFilters({})],
  [
    'DELETE /rest/api/3/filter/{id}',
    (bench) => bench.cloud.filters.deleteFilter({ id: Number(made(bench, 'filter')) }),
  ],
];

/** Beside the endpoints of the issue: versions, components, comments, links, properties of boards and sprints. */
export const moreWorkSteps: readonly Step[] = [
  ['GET /rest/api/3/version/{id}', (bench) => bench.cloud.projectVersions.getVersion({ id: made(bench, 'version') })],
  [
    'POST /rest/api/3/version/{id}/move',
    (bench) => bench.cloud.projectVersions.moveVersion({ id: made(bench, 'version'), position: 'First' }),
  ],
  [
    'POST /rest/api/3/version/{id}/removeAndSwap',
    (bench) => bench.cloud.projectVersions.deleteAndReplaceVersion({ id: made(bench, 'version') }),
  ],
  [
    'GET /rest/api/3/component/{id}',
    (bench) => bench.cloud.projectComponents.getComponent({ id: made(bench, 'component') }),
  ],
  [
    'DELETE /rest/api/3/component/{id}',
    (bench) => bench.cloud.projectComponents.deleteComponent({ id: made(bench, 'component') }),
  ],
  [
    'PUT /rest/api/3/issue/{issueIdOrKey}/assignee',
    ({ cloud, ids }) => cloud.issues.assignIssue({ issueIdOrKey: ids.story, accountId: ids.ann }),
  ],
  [
    'GET /rest/api/3/issue/{issueIdOrKey}/editmeta',
    ({ cloud, ids }) => cloud.issues.getEditIssueMeta({ issueIdOrKey: ids.story }),
  ],
  [
    'POST /rest/api/3/issue/{issueIdOrKey}/changelog/list',
    async ({ cloud, ids }) => {
      const { values = [] } = await cloud.issues.getChangeLogs({ issueIdOrKey: ids.story });
      await cloud.issues.getChangeLogsByIds({
        issueIdOrKey: ids.story,
        changelogIds: values.map(({ id }) => Number(id)),
      });
    },
  ],
  [
    'PUT /rest/api/3/issue/{issueIdOrKey}/comment/{id}',
    async (bench) => {
      const { cloud, ids } = bench;
      const adding = cloud.issueComments.addComment({ issueIdOrKey: ids.story, body: text('Draft') });
      await remember(bench, 'comment', adding);
      await cloud.issueComments.updateComment({
        issueIdOrKey: ids.story,
        id: made(bench, 'comment'),
        body: { body: text('Better') },
      });
    },
  ],
  [
    'GET /rest/api/3/issue/{issueIdOrKey}/comment/{id}',
    (bench) => bench.cloud.issueComments.getComment({ issueIdOrKey: bench.ids.story, id: made(bench, 'comment') }),
  ],
  [
    'DELETE /rest/api/3/issue/{issueIdOrKey}/comment/{id}',
    (bench) => bench.cloud.issueComments.deleteComment({ issueIdOrKey: bench.ids.story, id: made(bench, 'comment') }),
  ],
  [
    'GET /rest/api/3/issue/{issueIdOrKey}/remotelink/{linkId}',
    async (bench) => {
      const { cloud, ids } = bench;
      const link = { object: { url: 'https://example.com/2', title: 'Plan' } };
      const linked = await cloud.issueRemoteLinks.createOrUpdateRemoteIssueLink({ issueIdOrKey: ids.story, ...link });
      const linkId = String(linked.id);
      await cloud.issueRemoteLinks.getRemoteIssueLinkById({ issueIdOrKey: ids.story, linkId });
      await cloud.issueRemoteLinks.updateRemoteIssueLink({ issueIdOrKey: ids.story, linkId, ...link });
      await cloud.issueRemoteLinks.deleteRemoteIssueLinkById({ issueIdOrKey: ids.story, linkId });
    },
  ],
  [
    'POST /rest/api/3/issueLinkType',
    async (bench) => {
      const type = { name: 'Needs', inward: 'is needed by', outward: 'needs' };
      await remember(bench, 'linkType', bench.cloud.issueLinkTypes.createIssueLinkType(type));
      const issueLinkTypeId = made(bench, 'linkType');
      await bench.cloud.issueLinkTypes.updateIssueLinkType({ issueLinkTypeId, name: 'Needs it' });
      await bench.cloud.issueLinkTypes.getIssueLinkType({ issueLinkTypeId });
      await bench.cloud.issueLinkTypes.deleteIssueLinkType({ issueLinkTypeId });
    },
  ],
  [
    'POST /rest/agile/1.0/board',
    async (bench) => {
      const { agile, ids } = bench;
      const location = { type: 'project', projectKeyOrId: 'PAY' } as const;
      const input = { name: 'Second', type: 'scrum', filterId: ids.filter, location } as const;
      await remember(bench, 'board', agile.board.createBoard(input));
      await agile.board.getBoardByFilterId({ filterId: ids.filter });
      await agile.board.deleteBoard({ boardId: Number(made(bench, 'board')) });
    },
  ],
  [
    'GET /rest/agile/1.0/board/{boardId}/properties',
    async ({ agile, ids }) => {
      const property = { boardId: String(ids.scrumBoard), propertyKey: 'plan' };
      await agile.board.setBoardProperty({ ...property, propertyValue: { a: 1 } });
      await agile.board.getBoardPropertyKeys({ boardId: property.boardId });
      await agile.board.getBoardProperty(property);
      await agile.board.deleteBoardProperty(property);
    },
  ],
  [
    'GET /rest/agile/1.0/sprint/{sprintId}/properties',
    async ({ agile, ids }) => {
      const property = { sprintId: String(ids.activeSprint), propertyKey: 'plan' };
      await agile.sprint.setProperty({ ...property, propertyValue: { a: 1 } });
      await agile.sprint.getPropertiesKeys({ sprintId: property.sprintId });
      await agile.sprint.getProperty(property);
      await agile.sprint.deleteProperty(property);
    },
  ],
  [
    'POST /rest/agile/1.0/epic/none/issue',
    ({ agile, ids }) => agile.epic.removeIssuesFromEpic({ issues: [ids.other] }),
  ],
  [
    'POST /rest/api/3/bulk/issues/move',
    async ({ cloud, ids }) => {
      const { taskId = '' } = await cloud.issueBulkOperations.submitBulkMove({
        targetToSourcesMapping: {
          [`OPS,${ids.storyType}`]: {
            issueIdsOrKeys: [ids.other],
            inferFieldDefaults: true,
            inferStatusDefaults: true,
            inferSubtaskTypeDefault: true,
            inferClassificationDefaults: true,
          },
        },
      });
      await cloud.issueBulkOperations.getBulkOperationProgress({ taskId });
    },
  ],
  [
    'POST /rest/api/3/project/{projectIdOrKey}/archive',
    ({ cloud }) => cloud.projects.archiveProject({ projectIdOrKey: 'SEC' }),
  ],
];
