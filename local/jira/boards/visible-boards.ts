import type { Clause, Operand, TerminalClause } from '@atlaskit/jql-ast';
import type { Board, Project, Sprint } from '../entities.ts';
import { badRequest, notFound } from '../errors.ts';
import { canSeeFilter } from '../jql/filter-visibility.ts';
import { parseJql } from '../jql/parse.ts';
import { canBrowseProject, canSeeIssue, isAdmin } from '../permissions.ts';
import type { Store } from '../store.ts';

type Account = string | undefined;

/** Whether somebody may view a board: its filter is shared with them, and the project that it lives in is theirs to browse. */
export const canSeeBoard = (store: Store, accountId: Account, board: Board): boolean => {
  const filter = store.filters.get(board.filterId);
  if (filter === undefined || !canSeeFilter(store, filter, accountId)) return false;
  if (board.projectId === undefined) return true;
  const project = store.projects.get(board.projectId);
  return project !== undefined && !project.archived && canBrowseProject(store, accountId, project);
};

/** The board of that id if the caller may view it; throws Jira's 404 otherwise, the same for absent and hidden. */
export const findVisibleBoard = (store: Store, accountId: Account, id: string | undefined): Board => {
  const board = store.boards.get(id);
  if (board === undefined || !canSeeBoard(store, accountId, board)) {
    throw notFound(
      'Requested board cannot be viewed because it either does not exist or you do not have permission to view it.',
    );
  }
  return board;
};

/** As `findVisibleBoard`, for what only boards with sprints have; 400 otherwise (platform.md 9). */
export const findBoardWithSprints = (store: Store, accountId: Account, id: string | undefined): Board => {
  const board = findVisibleBoard(store, accountId, id);
  if (!board.sprintsEnabled) throw badRequest('The board does not support sprints');
  return board;
};

/** Whether somebody may view a sprint: its board, or one of its issues. */
export const canSeeSprint = (store: Store, accountId: Account, sprint: Sprint): boolean => {
  const board = store.boards.get(sprint.originBoardId);
  return (
    (board !== undefined && canSeeBoard(store, accountId, board)) ||
    store.issuesBySprint.of(sprint.id).some((issue) => canSeeIssue(store, accountId, issue))
  );
};

/** The sprint of that id, if the caller may view its board or one of its issues; throws Jira's 404 otherwise. */
export const findVisibleSprint = (store: Store, accountId: Account, id: string | undefined): Sprint => {
  const sprint = store.sprints.get(id);
  if (sprint !== undefined && canSeeSprint(store, accountId, sprint)) return sprint;
  throw notFound('Sprint does not exist or you do not have permission to view it.');
};

const valuesOf = (operand: Operand): readonly string[] => {
  if (operand.operandType === 'list') return operand.values.flatMap(valuesOf);
  return operand.operandType === 'value' ? [operand.value] : [];
};
const namesProjects = (clause: TerminalClause): boolean =>
  clause.field.value.toLowerCase() === 'project' && ['=', 'in'].includes(clause.operator?.value ?? '');

/** Project names that a clause restricts its issues to; undefined where it lets issues of any project through. */
const projectsOf = (clause: Clause | undefined): readonly string[] | undefined => {
  if (clause === undefined) return undefined;
  if (clause.clauseType === 'terminal')
    return namesProjects(clause) && clause.operand ? valuesOf(clause.operand) : undefined;
  if (clause.clauseType === 'not') return undefined;
  const parts = clause.clauses.map(projectsOf);
  const known = parts.filter((part) => part !== undefined);
  if (clause.operator.value === 'or') return known.length === parts.length ? known.flat() : undefined;
  return known.length === 0 ? undefined : known.flat();
};

const isNamed = (project: Project, name: string): boolean =>
  project.id === name ||
  project.key.toLowerCase() === name.toLowerCase() ||
  project.name.toLowerCase() === name.toLowerCase();

/** The projects that a board's filter names in a way that all of its issues come from them (Atlassian's description). */
export const projectsOfBoard = (store: Store, board: Board): readonly Project[] => {
  const names = projectsOf(parseJql(store.filters.get(board.filterId)?.jql ?? '').where) ?? [];
  return [...store.projects.values()].filter((project) => names.some((name) => isNamed(project, name)));
};

/** Whether somebody may change a board: a Jira administrator, or the owner of its filter. */
export const canAdministerBoard = (store: Store, accountId: Account, board: Board): boolean =>
  isAdmin(store, accountId) || (accountId !== undefined && store.filters.get(board.filterId)?.ownerId === accountId);
