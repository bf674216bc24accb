import { findVisibleSprint } from '../boards/visible-boards.ts';
import { created, noContent, ok } from '../operation.ts';
import type { Answer, Call, Operation } from '../operation.ts';
import { renderSprint } from '../wire/sprint.ts';
import { createSprint, deleteSprint, updateSprint } from '../writes/sprints.ts';
import { readObject } from '../writes/write.ts';

const getSprint = ({ site: { store }, caller, params }: Call): Answer =>
  ok(renderSprint(store, findVisibleSprint(store, caller.accountId, params['sprintId'])), { core: 1 });

const postSprint = ({ site, caller, body }: Call): Answer =>
  created(renderSprint(site.store, createSprint(site, caller, readObject(body))));

/** POST changes what is given, PUT replaces the sprint; a changed `state` starts or closes it. */
const changeSprint =
  (mode: 'partial' | 'full') =>
  ({ site, caller, params, body }: Call): Answer =>
    ok(renderSprint(site.store, updateSprint(site, caller, params['sprintId'] ?? '', readObject(body), mode)));

const removeSprint = ({ site, caller, params }: Call): Answer => {
  deleteSprint(site, caller, params['sprintId'] ?? '');
  return noContent();
};

export const agileSprintsOperations: readonly Operation[] = [
  { method: 'POST', path: '/rest/agile/1.0/sprint', handle: postSprint },
  { method: 'GET', path: '/rest/agile/1.0/sprint/{sprintId}', handle: getSprint },
  { method: 'POST', path: '/rest/agile/1.0/sprint/{sprintId}', handle: changeSprint('partial') },
  { method: 'PUT', path: '/rest/agile/1.0/sprint/{sprintId}', handle: changeSprint('full') },
  { method: 'DELETE', path: '/rest/agile/1.0/sprint/{sprintId}', handle: removeSprint },
];
