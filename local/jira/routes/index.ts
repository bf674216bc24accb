import type { Operation } from '../operation.ts';
import { agileBoardPartsOperations } from './agile-board-parts.ts';
import { agileBoardsOperations } from './agile-boards.ts';
import { agileGoneOperations } from './agile-gone.ts';
import { agileIssuesOperations } from './agile-issues.ts';
import { agileMovesOperations } from './agile-moves.ts';
import { agilePropertiesOperations } from './agile-properties.ts';
import { agileSprintsOperations } from './agile-sprints.ts';
import { assignableOperations } from './assignable.ts';
import { avatarOperations } from './avatars.ts';
import { changelogOperations } from './changelogs.ts';
import { createMetaOperations } from './create-meta.ts';
import { expressionOperations } from './expression.ts';
import { fieldOperations } from './fields.ts';
import { filterOperations } from './filters.ts';
import { groupOperations } from './groups.ts';
import { issueReadOperations } from './issue-reads.ts';
import { issueTypeOperations } from './issue-types.ts';
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
import { searchOperations } from './search.ts';
import { securityLevelOperations } from './security-levels.ts';
import { securitySchemeOperations } from './security-schemes.ts';
import { serverOperations } from './server.ts';
import { softwareListsOperations } from './software-lists.ts';
import { statusOperations } from './statuses.ts';

/** Every operation that the local site has; each topic file adds its own line. */
export const operations: readonly Operation[] = [
  ...agileBoardPartsOperations,
  ...agileBoardsOperations,
  ...agileGoneOperations,
  ...agileIssuesOperations,
  ...agileMovesOperations,
  ...agilePropertiesOperations,
  ...agileSprintsOperations,
  ...assignableOperations,
  ...avatarOperations,
  ...changelogOperations,
  ...createMetaOperations,
  ...expressionOperations,
  ...fieldOperations,
  ...filterOperations,
  ...groupOperations,
  ...issueReadOperations,
  ...issueTypeOperations,
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
  ...searchOperations,
  ...securityLevelOperations,
  ...securitySchemeOperations,
  ...serverOperations,
  ...softwareListsOperations,
  ...statusOperations,
];
