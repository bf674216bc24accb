import type { Operation } from '../operation.ts';
import { agileBoardPartsOperations } from './agile-board-parts.ts';
import { agileBoardsOperations } from './agile-boards.ts';
import { agileGoneOperations } from './agile-gone.ts';
import { agileIssuesOperations } from './agile-issues.ts';
import { agileMovesOperations } from './agile-moves.ts';
import { agilePropertiesOperations } from './agile-properties.ts';
import { agileSprintsOperations } from './agile-sprints.ts';
import { archiveOperations } from './archive.ts';
import { assignableOperations } from './assignable.ts';
import { avatarOperations } from './avatars.ts';
import { bulkMoveOperations } from './bulk-move.ts';
import { bulkPropertiesOperations } from './bulk-properties.ts';
import { changelogOperations } from './changelogs.ts';
import { componentWritesOperations } from './component-writes.ts';
import { createMetaOperations } from './create-meta.ts';
import { expressionOperations } from './expression.ts';
import { fieldOperations } from './fields.ts';
import { filterOperations } from './filters.ts';
import { groupOperations } from './groups.ts';
import { issueCommentsOperations } from './issue-comments.ts';
import { issueLinksOperations } from './issue-links.ts';
import { issueNotifyOperations } from './issue-notify.ts';
import { issueReadOperations } from './issue-reads.ts';
import { issueRemoteLinksOperations } from './issue-remote-links.ts';
import { issueTypeOperations } from './issue-types.ts';
import { issueWritesOperations } from './issue-writes.ts';
import { jqlOperations } from './jql.ts';
import { peopleOperations } from './people.ts';
import { permissionSchemeOperations } from './permission-schemes.ts';
import { permissionsCheckOperations } from './permissions-check.ts';
import { permissionOperations } from './permissions.ts';
import { personalDataOperations } from './personal-data.ts';
import { priorityOperations } from './priorities.ts';
import { projectPartOperations } from './project-parts.ts';
import { projectRoleOperations } from './project-roles.ts';
import { projectSecurityOperations } from './project-security.ts';
import { projectOperations } from './projects.ts';
import { propertiesOperations } from './properties.ts';
import { searchOperations } from './search.ts';
import { securityLevelOperations } from './security-levels.ts';
import { securitySchemeOperations } from './security-schemes.ts';
import { serverOperations } from './server.ts';
import { softwareListsOperations } from './software-lists.ts';
import { statusOperations } from './statuses.ts';
import { versionWritesOperations } from './version-writes.ts';

/** Every operation that the local site has; each topic file adds its own line. */
export const operations: readonly Operation[] = [
  ...agileBoardPartsOperations,
  ...agileBoardsOperations,
  ...agileGoneOperations,
  ...agileIssuesOperations,
  ...agileMovesOperations,
  ...agilePropertiesOperations,
  ...agileSprintsOperations,
  ...archiveOperations,
  ...assignableOperations,
  ...avatarOperations,
  ...bulkMoveOperations,
  ...bulkPropertiesOperations,
  ...changelogOperations,
  ...componentWritesOperations,
  ...createMetaOperations,
  ...expressionOperations,
  ...fieldOperations,
  ...filterOperations,
  ...groupOperations,
  ...issueCommentsOperations,
  ...issueLinksOperations,
  ...issueNotifyOperations,
  ...issueReadOperations,
  ...issueRemoteLinksOperations,
  ...issueTypeOperations,
  ...issueWritesOperations,
  ...jqlOperations,
  ...peopleOperations,
  ...permissionOperations,
  ...permissionSchemeOperations,
  ...permissionsCheckOperations,
  ...personalDataOperations,
  ...priorityOperations,
  ...projectOperations,
  ...projectPartOperations,
  ...projectRoleOperations,
  ...projectSecurityOperations,
  ...propertiesOperations,
  ...searchOperations,
  ...securityLevelOperations,
  ...securitySchemeOperations,
  ...serverOperations,
  ...softwareListsOperations,
  ...statusOperations,
  ...versionWritesOperations,
];
