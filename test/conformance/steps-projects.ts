import { made } from './step.ts';
import type { Step } from './step.ts';

/** Projects with their components, versions, schemes and create metadata. */
export const projectSteps: readonly Step[] = [
  [
    'GET /rest/api/3/project/search',
    // Not `projectKeys`: Jira answers it, its description (and so jira.js) does not know it.
    ({ cloud }) => cloud.projects.searchProjects({ expand: 'description,lead,issueTypes,url,permissions,insight' }),
  ],
  [
    'GET /rest/api/3/project/{projectIdOrKey}',
    async ({ cloud, ids }) => {
      for (const projectIdOrKey of [ids.project, 'TMP', 'SEC']) {
        await cloud.projects.getProject({
          projectIdOrKey,
          expand: 'description,lead,issueTypes,issueTypeHierarchy,url,permissions,insight',
        });
      }
    },
  ],
  [
    'GET /rest/api/3/project/{projectIdOrKey}/statuses',
    ({ cloud, ids }) => cloud.projects.getAllStatuses({ projectIdOrKey: ids.project }),
  ],
  [
    'GET /rest/api/3/project/{projectKeyOrId}/permissionscheme',
    ({ cloud, ids }) =>
      cloud.projectPermissionSchemes.getAssignedPermissionScheme({
        projectKeyOrId: ids.project,
        expand: 'permissions',
      }),
  ],
  [
    'GET /rest/api/3/project/{projectKeyOrId}/issuesecuritylevelscheme',
    ({ cloud, ids }) => cloud.projectPermissionSchemes.getProjectIssueSecurityScheme({ projectKeyOrId: ids.project }),
  ],
  [
    'GET /rest/api/3/project/{projectKeyOrId}/securitylevel',
    ({ cloud, ids }) => cloud.projectPermissionSchemes.getSecurityLevelsForProject({ projectKeyOrId: ids.project }),
  ],
  [
    'POST /rest/api/3/component',
    async (bench) => {
      const { cloud, ids } = bench;
      const component = await cloud.projectComponents.createComponent({
        name: 'Ledger',
        description: 'Entries',
        project: ids.project,
        leadAccountId: ids.ann,
      });
      ids.made['component'] = component.id ?? '';
    },
  ],
  [
    'PUT /rest/api/3/component/{id}',
    (bench) =>
      bench.cloud.projectComponents.updateComponent({ id: made(bench, 'component'), body: { name: 'Ledger core' } }),
  ],
  [
    'GET /rest/api/3/project/{projectIdOrKey}/components',
    ({ cloud, ids }) => cloud.projectComponents.getProjectComponents({ projectIdOrKey: ids.project }),
  ],
  [
    'POST /rest/api/3/version',
    async ({ cloud, ids }) => {
      const { id: projectId } = await cloud.projects.getProject({ projectIdOrKey: ids.project });
      const version = await cloud.projectVersions.createVersion({
        name: '2026.12',
        description: 'December',
        projectId: Number(projectId),
        startDate: '2026-12-01',
        releaseDate: '2026-12-20',
      });
      ids.made['version'] = version.id ?? '';
    },
  ],
  [
    'PUT /rest/api/3/version/{id}',
    (bench) =>
      bench.cloud.projectVersions.updateVersion({
        id: made(bench, 'version'),
        body: { releaseDate: '2026-12-22', released: true },
      }),
  ],
  [
    'GET /rest/api/3/project/{projectIdOrKey}/versions',
    ({ cloud, ids }) => cloud.projectVersions.getProjectVersions({ projectIdOrKey: ids.project }),
  ],
  [
    'GET /rest/api/3/issue/createmeta/{projectIdOrKey}/issuetypes',
    ({ cloud, ids }) => cloud.issues.getCreateIssueMetaIssueTypes({ projectIdOrKey: ids.project }),
  ],
  [
    'GET /rest/api/3/issue/createmeta/{projectIdOrKey}/issuetypes/{issueTypeId}',
    ({ cloud, ids }) =>
      cloud.issues.getCreateIssueMetaIssueTypeId({ projectIdOrKey: ids.project, issueTypeId: ids.storyType }),
  ],
];
