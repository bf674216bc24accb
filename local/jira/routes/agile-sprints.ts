import { findVisibleSprint } from '../boards/visible-boards.ts';
import { ok } from '../operation.ts';
import type { Answer, Call, Operation } from '../operation.ts';
import { renderSprint } from '../wire/sprint.ts';

const getSprint = ({ site: { store }, caller, params }: Call): Answer =>
  ok(renderSprint(store, findVisibleSprint(store, caller.accountId, params['sprintId'])), { core: 1 });

export const agileSprintsOperations: readonly Operation[] = [
  { method: 'GET', path: '/rest/agile/1.0/sprint/{sprintId}', handle: getSprint },
];
