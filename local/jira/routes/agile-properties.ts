import { agileUrl } from '../boards/render-board.ts';
import { canAdministerBoard, findVisibleBoard, findVisibleSprint } from '../boards/visible-boards.ts';
import { forbidden } from '../errors.ts';
import { noContent, ok } from '../operation.ts';
import type { Answer, Call, Operation } from '../operation.ts';
import { hasPermission } from '../permissions.ts';
import { getProperty, listProperties, putProperty } from '../writes/properties.ts';
import type { PropertyOwner } from '../writes/properties.ts';

interface Owner extends PropertyOwner {
  /** Throws 403 where the caller may not change the owner. */
  readonly demandChange: () => void;
}
type FindOwner = (call: Call) => Owner;

const boardOwner: FindOwner = ({ site: { store }, caller, params }) => {
  const board = findVisibleBoard(store, caller.accountId, params['boardId']);
  return {
    entityType: 'board',
    entityId: board.id,
    demandChange: () => {
      if (!canAdministerBoard(store, caller.accountId, board)) {
        throw forbidden('You do not have permission to change properties of this board.');
      }
    },
  };
};
const sprintOwner: FindOwner = ({ site: { store }, caller, params }) => {
  const sprint = findVisibleSprint(store, caller.accountId, params['sprintId']);
  const project = store.projects.get(store.boards.get(sprint.originBoardId)?.projectId);
  return {
    entityType: 'sprint',
    entityId: sprint.id,
    demandChange: () => {
      const may =
        project !== undefined && hasPermission(store, caller.accountId, 'MANAGE_SPRINTS_PERMISSION', { project });
      if (!may) throw forbidden('You do not have permission to change properties of this sprint.');
    },
  };
};

const keyOf = ({ params }: Call): string => params['propertyKey'] ?? '';

const listOf =
  (find: FindOwner) =>
  (call: Call): Answer => {
    const owner = find(call);
    const { store } = call.site;
    const self = (key: string): string =>
      agileUrl(store, `${owner.entityType}/${owner.entityId}/properties/${encodeURIComponent(key)}`);
    return ok({ keys: listProperties(store, owner).map(({ key }) => ({ self: self(key), key })) });
  };
const getOf =
  (find: FindOwner) =>
  (call: Call): Answer => {
    const { key, value } = getProperty(call.site.store, find(call), keyOf(call));
    return ok({ key, value });
  };
const putOf =
  (find: FindOwner) =>
  (call: Call): Answer => {
    const { demandChange, entityType, entityId } = find(call);
    demandChange();
    const outcome = putProperty(call.site.store, { entityType, entityId }, keyOf(call), call.body);
    return { status: outcome === 'created' ? 201 : 200 };
  };
const deleteOf =
  (find: FindOwner) =>
  (call: Call): Answer => {
    const owner = find(call);
    owner.demandChange();
    call.site.store.properties.delete(getProperty(call.site.store, owner, keyOf(call)).id);
    return noContent();
  };

const propertiesOf = (path: string, find: FindOwner): readonly Operation[] => [
  { method: 'GET', path, handle: listOf(find) },
  { method: 'GET', path: `${path}/{propertyKey}`, handle: getOf(find) },
  { method: 'PUT', path: `${path}/{propertyKey}`, handle: putOf(find) },
  { method: 'DELETE', path: `${path}/{propertyKey}`, handle: deleteOf(find) },
];

/** Properties of boards and sprints: read by whoever views them, written by their administrators. */
export const agilePropertiesOperations: readonly Operation[] = [
  ...propertiesOf('/rest/agile/1.0/board/{boardId}/properties', boardOwner),
  ...propertiesOf('/rest/agile/1.0/sprint/{sprintId}/properties', sprintOwner),
];
