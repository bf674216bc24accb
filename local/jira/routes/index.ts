import type { Operation } from '../operation.ts';
import { agileBoardPartsOperations } from './agile-board-parts.ts';
import { agileBoardsOperations } from './agile-boards.ts';
import { agileGoneOperations } from './agile-gone.ts';
import { agileIssuesOperations } from './agile-issues.ts';
import { agileSprintsOperations } from './agile-sprints.ts';
import { assignableOperations } from './assignable.ts';
import { avatarOperations } from './avatars.ts';
import { fieldOperations } from './fields.ts';
import { filterOperations } from './filters.ts';
import { groupOperations } from './groups.ts';
import { issueTypeOperations } from './issue-types.ts';
import { jqlOperations } from './jql.ts';
import { peopleOperations } from './people.ts';
import { personalDataOperations } from './personal-data.ts';
import { priorityOperations } from './priorities.ts';
import { searchOperations } from './search.ts';
import { serverOperations } from './server.ts';
import { softwareListsOperations } from './software-lists.ts';
import { statusOperations } from './statuses.ts';

/** Every operation that the local site has; each topic file adds its own line. */
export const operations: readonly Operation[] = [
  ...agileBoardPartsOperations,
  ...agileBoardsOperations,
  ...agileGoneOperations,
  ...agileIssuesOperations,
  ...agileSprintsOperations,
  ...assignableOperations,
  ...avatarOperations,
  ...fieldOperations,
  ...filterOperations,
  ...groupOperations,
  ...issueTypeOperations,
  ...jqlOperations,
  ...peopleOperations,
  ...personalDataOperations,
  ...priorityOperations,
  ...searchOperations,
  ...serverOperations,
  ...softwareListsOperations,
  ...statusOperations,
];
