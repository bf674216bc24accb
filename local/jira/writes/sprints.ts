import {
  canAdministerBoard,
  findBoardWithSprints,
  findVisibleSprint,
  projectsOfBoard,
} from '../boards/visible-boards.ts';
import type { Caller } from '../caller.ts';
import type { Board, Project, Sprint } from '../entities.ts';
import { badField, badRequest, forbidden } from '../errors.ts';
import { hasPermission } from '../permissions.ts';
import type { Site } from '../site.ts';
import type { Store } from '../store.ts';
import { emitSprint } from './emit-agile.ts';
import { saveIssue } from './save-issue.ts';
import { checkNewState, readSprintFields, type SprintFields } from './sprint-fields.ts';
import { beginWrite, freshId, type JsonObject, readId, type Write } from './write.ts';

const projectsUnder = (store: Store, board: Board): readonly Project[] => {
  const home = store.projects.get(board.projectId);
  return [...new Set([...projectsOfBoard(store, board), ...(home === undefined ? [] : [home])])];
};

/** Sprints belong to whoever holds Manage sprints in all projects of the board; without any, to the board's owner. */
const demandSprints = ({ store, caller }: Write, board: Board | undefined): void => {
  const projects = board === undefined ? [] : projectsUnder(store, board);
  const granted = (project: Project): boolean =>
    hasPermission(store, caller.accountId, 'MANAGE_SPRINTS_PERMISSION', { project });
  const holds =
    projects.length > 0
      ? projects.every(granted)
      : board !== undefined && canAdministerBoard(store, caller.accountId, board);
  if (!holds) throw forbidden('You do not have permission to manage sprints on this board.');
};

/** POST sprint: `{ name, originBoardId, startDate?, endDate?, goal? }` makes a future sprint. */
export const createSprint = (site: Site, caller: Caller, input: JsonObject): Sprint => {
  const write = beginWrite(site, caller);
  const { store } = site;
  const boardId = readId(input['originBoardId']);
  if (boardId === undefined) throw badField('originBoardId', 'A board id is required to create a sprint.');
  const board = findBoardWithSprints(store, caller.accountId, boardId);
  demandSprints(write, board);
  const { name, startDate, endDate, goal } = readSprintFields(input, undefined);
  if (name === undefined) throw badField('name', 'A sprint name is required.');
  const id = freshId(store, store.sprints, 'sprint', 1);
  const sprint = store.sprints.put({
    id,
    name,
    state: 'future',
    originBoardId: board.id,
    ...(goal === undefined ? {} : { goal }),
    ...(startDate === undefined ? {} : { startDate }),
    ...(endDate === undefined ? {} : { endDate }),
    createdDate: write.now,
    sequence: Number(id),
  });
  emitSprint(write, 'created', sprint);
  return sprint;
};

const merged = ({ now }: Write, before: Sprint, fields: SprintFields, mode: 'partial' | 'full'): Sprint => {
  const { goal, startDate, endDate, ...rest } = before;
  const kept = mode === 'partial' ? { goal, startDate, endDate } : {};
  const values = Object.entries({ ...kept, ...fields.given }).filter(([, value]) => value !== undefined);
  const next: Sprint = { ...rest, ...Object.fromEntries(values) };
  if (before.state === next.state) return next;
  return next.state === 'active' ? { ...next, activatedDate: now } : { ...next, completeDate: now };
};

/** Statuses of the board's last column: what counts as complete when a sprint is closed. */
const doneStatuses = (board: Board | undefined): ReadonlySet<string> =>
  new Set(board?.columns.findLast((column) => column.statusIds.length > 0)?.statusIds);

/** Incomplete issues go into the chosen sprint; to the backlog they fall by themselves, with the closed sprint as history. */
const carryOver = (write: Write, closed: Sprint, target: Sprint | undefined): void => {
  if (target === undefined) return;
  const { store } = write;
  const done = doneStatuses(store.boards.get(closed.originBoardId));
  const isSubtask = (typeId: string): boolean => (store.issueTypes.get(typeId)?.hierarchyLevel ?? 0) < 0;
  for (const issue of store.issuesBySprint.of(closed.id)) {
    if (done.has(issue.statusId) || isSubtask(issue.issueTypeId) || issue.sprintIds.at(-1) !== closed.id) continue;
    saveIssue(write, { before: issue, after: { ...issue, sprintIds: [...issue.sprintIds, target.id] } });
  }
};

const readTarget = ({ store }: Write, value: unknown): Sprint | undefined => {
  if (value === undefined || value === null) return undefined;
  const target = store.sprints.get(readId(value));
  if (target === undefined || target.state === 'closed')
    throw badRequest('Incomplete issues can only go to an open sprint.');
  return target;
};

/**
 * POST sprint/{id} (`partial`) and PUT sprint/{id} (`full`: what is not given is cleared). A state of `active` starts a
 * future sprint that has dates, `closed` completes an active one; closed sprints stay as they are. `incompleteTo` (not part
 * of Jira's REST body; the site's own pages ask for it) names the open sprint that takes what is not done.
 */
export const updateSprint = (
  site: Site,
  caller: Caller,
  sprintId: string,
  { incompleteTo, ...input }: JsonObject,
  mode: 'partial' | 'full',
): Sprint => {
  const write = beginWrite(site, caller);
  const before = findVisibleSprint(site.store, caller.accountId, sprintId);
  demandSprints(write, site.store.boards.get(before.originBoardId));
  if (before.state === 'closed') throw badRequest('Sprints that are in a closed state cannot be updated.');
  const fields = readSprintFields(input, before);
  if (mode === 'full' && fields.name === undefined) throw badField('name', 'A sprint name is required.');
  const after = merged(write, before, fields, mode);
  checkNewState(before, after);
  const target = readTarget(write, incompleteTo);
  const saved = site.store.sprints.put(after);
  if (before.state === after.state) emitSprint(write, 'updated', saved, before);
  else emitSprint(write, after.state === 'active' ? 'started' : 'closed', saved);
  if (after.state === 'closed') carryOver(write, saved, target);
  return saved;
};

/** DELETE sprint/{id}: its issues fall back to the backlog, closed sprints of theirs stay. */
export const deleteSprint = (site: Site, caller: Caller, sprintId: string): void => {
  const write = beginWrite(site, caller);
  const sprint = findVisibleSprint(site.store, caller.accountId, sprintId);
  demandSprints(write, site.store.boards.get(sprint.originBoardId));
  for (const issue of site.store.issuesBySprint.of(sprint.id)) {
    const sprintIds = issue.sprintIds.filter((id) => id !== sprint.id);
    saveIssue(write, { before: issue, after: { ...issue, sprintIds } });
  }
  site.store.sprints.delete(sprint.id);
  emitSprint(write, 'deleted', sprint);
};
