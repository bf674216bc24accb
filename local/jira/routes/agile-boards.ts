import { agilePage, pageCount } from '../boards/agile-page.ts';
import { renderBoard } from '../boards/render-board.ts';
import { canAdministerBoard, canSeeBoard, findVisibleBoard, projectsOfBoard } from '../boards/visible-boards.ts';
import type { Board, Project } from '../entities.ts';
import { badField, badRequest, forbidden, notFound } from '../errors.ts';
import { canSeeFilter } from '../jql/filter-visibility.ts';
import { created, noContent, ok } from '../operation.ts';
import type { Answer, Call, Operation } from '../operation.ts';
import { canBrowseProject } from '../permissions.ts';
import { objectBody, optionalText, requiredId, requiredText } from '../boards/read-body.ts';
import { readList } from '../wire/page.ts';
import { emitBoard } from '../writes/emit-agile.ts';
import { beginWrite } from '../writes/write.ts';

const BOARD_TYPES = ['scrum', 'kanban', 'simple'] as const;
const UNSUPPORTED_FILTERS = ['accountIdLocation', 'includePrivate', 'negateLocationFiltering', 'expand'] as const;

const findProject = ({ site: { store }, caller }: Call, idOrKey: string): Project => {
  const project = store.projects.get(idOrKey) ?? store.projectsByKey.first(idOrKey.toUpperCase());
  if (project === undefined || !canBrowseProject(store, caller.accountId, project)) {
    throw badRequest(`No project could be found with key or id '${idOrKey}'.`);
  }
  return project;
};

const refuseUnsupported = (query: URLSearchParams): void => {
  const met = UNSUPPORTED_FILTERS.find((name) => query.has(name));
  if (met !== undefined) throw badRequest(`The local Jira site does not filter boards by '${met}'.`);
};

const typesAsked = (query: URLSearchParams): readonly string[] => {
  const types = readList(query, 'type');
  const unknown = types.find((type) => BOARD_TYPES.every((known) => known !== type));
  if (unknown !== undefined) throw badRequest(`Unknown board type: '${unknown}'. Valid values: scrum, kanban, simple.`);
  return types;
};

/** Boards that the caller may view and that pass the query's filters, by id or by name. */
const listBoards = (call: Call): readonly Board[] => {
  const { query, caller, site } = call;
  const { store } = site;
  refuseUnsupported(query);
  const types = typesAsked(query);
  const name = query.get('name')?.toLowerCase();
  const filterId = query.get('filterId');
  const located = query.get('projectLocation');
  const locationType = query.get('projectTypeLocation');
  const relevant = query.get('projectKeyOrId');
  const project = relevant === null ? undefined : findProject(call, relevant);
  const location = located === null ? undefined : findProject(call, located);
  const passes = (board: Board): boolean =>
    canSeeBoard(store, caller.accountId, board) &&
    (types.length === 0 || types.includes(board.type)) &&
    (name === undefined || board.name.toLowerCase().includes(name)) &&
    (filterId === null || board.filterId === filterId) &&
    (location === undefined || board.projectId === location.id) &&
    (locationType === null || store.projects.get(board.projectId)?.typeKey === locationType) &&
    (project === undefined || projectsOfBoard(store, board).includes(project));
  const boards = [...store.boards.values()].filter(passes);
  const order = query.get('orderBy');
  if (order === null) return boards.toSorted((a, b) => Number(a.id) - Number(b.id));
  if (!/^[+-]?name$/.test(order))
    throw badRequest(`The value '${order}' of 'orderBy' is not valid. Valid values: name.`);
  const direction = order.startsWith('-') ? -1 : 1;
  return boards.toSorted((a, b) => direction * a.name.localeCompare(b.name, 'en'));
};

const getBoards = (call: Call): Answer => {
  const page = agilePage(listBoards(call), call.query, (board) => renderBoard(call.site.store, board));
  return ok(page, { core: pageCount(page) });
};

const getBoard = ({ site, caller, params }: Call): Answer =>
  ok(renderBoard(site.store, findVisibleBoard(site.store, caller.accountId, params['boardId'])), { core: 1 });

const getBoardsOfFilter = ({ site: { store }, caller, params, query }: Call): Answer => {
  const filter = store.filters.get(params['filterId']);
  if (filter === undefined || !canSeeFilter(store, filter, caller.accountId))
    throw notFound('The filter does not exist.');
  const boards = [...store.boards.values()].filter(
    (board) => board.filterId === filter.id && canSeeBoard(store, caller.accountId, board),
  );
  const page = agilePage(boards, query, (board) => {
    const { id, self, name } = renderBoard(store, board);
    return { id, self, name };
  });
  return ok(page, { core: pageCount(page) });
};

const columnsFor = (call: Call, project: Project | undefined): Board['columns'] => {
  const { store } = call.site;
  const [anyWorkflow] = store.workflows.values();
  const workflow = store.workflows.get(project?.workflowIds['default']) ?? anyWorkflow;
  return (workflow?.statusIds ?? []).map((id) => ({ name: store.statuses.get(id)?.name ?? id, statusIds: [id] }));
};

const locationOf = (call: Call, body: Readonly<Record<string, unknown>>): Project | undefined => {
  if (body['location'] === undefined) return undefined;
  const location = objectBody(body['location']);
  if (location['type'] === 'user') return undefined;
  return findProject(call, requiredText(location, 'projectKeyOrId'));
};

const createBoard = (call: Call): Answer => {
  const { site, caller, body: raw } = call;
  const { store } = site;
  if (caller.accountId === undefined) throw forbidden('You must be logged in to create a board.');
  const body = objectBody(raw);
  const type = optionalText(body, 'type');
  if (type !== 'scrum' && type !== 'kanban') throw badField('type', 'Valid values: scrum, kanban.');
  const filter = store.filters.get(requiredId(body, 'filterId'));
  if (filter === undefined || !canSeeFilter(store, filter, caller.accountId)) {
    throw badField('filterId', 'The filter does not exist or you do not have permission to view it.');
  }
  const project = locationOf(call, body);
  const board = store.boards.put({
    id: String(store.next('board', 1)),
    name: requiredText(body, 'name'),
    type,
    filterId: filter.id,
    columns: columnsFor(call, project),
    sprintsEnabled: type === 'scrum',
    ...(project === undefined ? {} : { projectId: project.id }),
    ...(type === 'scrum' ? { estimationFieldId: store.settings.fields.storyPoints } : {}),
  });
  emitBoard(beginWrite(site, caller), 'created', board);
  return created(renderBoard(store, board));
};

const deleteBoard = ({ site, caller, params }: Call): Answer => {
  const { store } = site;
  const board = findVisibleBoard(store, caller.accountId, params['boardId']);
  if (!canAdministerBoard(store, caller.accountId, board)) {
    throw forbidden('You do not have permission to delete this board.');
  }
  store.boards.delete(board.id);
  emitBoard(beginWrite(site, caller), 'deleted', board);
  return noContent();
};

export const agileBoardsOperations: readonly Operation[] = [
  { method: 'GET', path: '/rest/agile/1.0/board', handle: getBoards },
  { method: 'POST', path: '/rest/agile/1.0/board', handle: createBoard },
  { method: 'GET', path: '/rest/agile/1.0/board/filter/{filterId}', handle: getBoardsOfFilter },
  { method: 'GET', path: '/rest/agile/1.0/board/{boardId}', handle: getBoard },
  { method: 'DELETE', path: '/rest/agile/1.0/board/{boardId}', handle: deleteBoard },
];
