import { agilePage, pageCount } from '../boards/agile-page.ts';
import { levelOf } from '../boards/board-issues.ts';
import { renderBoardVersion, renderConfiguration, renderEpic } from '../boards/render-board.ts';
import { findBoardWithSprints, findVisibleBoard, projectsOfBoard } from '../boards/visible-boards.ts';
import type { Board, Project, Sprint } from '../entities.ts';
import { badRequest } from '../errors.ts';
import { searchIssues } from '../jql/search.ts';
import { ok } from '../operation.ts';
import type { Answer, Call, Operation } from '../operation.ts';
import { canBrowseProject } from '../permissions.ts';
import { readList } from '../wire/page.ts';
import { renderProjectOfIssue } from '../wire/project.ts';
import { renderSprint } from '../wire/sprint.ts';

/** In the order of the list: closed, active, future, then by position. */
const STATES: readonly Sprint['state'][] = ['closed', 'active', 'future'];

const boardOf = ({ site, caller, params }: Call): Board =>
  findVisibleBoard(site.store, caller.accountId, params['boardId']);

const getConfiguration = (call: Call): Answer => ok(renderConfiguration(call.site.store, boardOf(call)), { core: 1 });

/** Projects of the board that the caller may browse, by name. */
const projectsFor = (call: Call): readonly Project[] => {
  const { store } = call.site;
  return projectsOfBoard(store, boardOf(call))
    .filter((project) => canBrowseProject(store, call.caller.accountId, project))
    .toSorted((a, b) => a.name.localeCompare(b.name, 'en'));
};

const getProjects = (call: Call): Answer => {
  const page = agilePage(projectsFor(call), call.query, (project) => renderProjectOfIssue(call.site.store, project));
  return ok(page, { core: pageCount(page) });
};

const getEpics = (call: Call): Answer => {
  const { site, caller, query } = call;
  const { store } = site;
  const jql = store.filters.get(boardOf(call).filterId)?.jql ?? '';
  const done = query.get('done');
  const epics = searchIssues(site, caller.accountId, jql, { forgivesValues: true }).filter((issue) => {
    const isDone = store.statuses.get(issue.statusId)?.category === 'done';
    return levelOf(store, issue) === 1 && (done === null || isDone === (done === 'true'));
  });
  const page = agilePage(epics, query, (epic) => renderEpic(store, epic));
  return ok(page, { core: pageCount(page) });
};

const statesAsked = (query: URLSearchParams): readonly string[] => {
  const asked = readList(query, 'state');
  const unknown = asked.find((state) => STATES.every((known) => known !== state));
  if (unknown !== undefined) {
    throw badRequest(`Unknown sprint state: '${unknown}'. Valid values: future, active, closed.`);
  }
  return asked.length === 0 ? STATES : asked;
};

const getSprints = ({ site: { store }, caller, params, query }: Call): Answer => {
  const board = findBoardWithSprints(store, caller.accountId, params['boardId']);
  const states = statesAsked(query);
  const sprints = store.sprintsByBoard
    .of(board.id)
    .filter((sprint) => states.includes(sprint.state))
    .toSorted((a, b) => STATES.indexOf(a.state) - STATES.indexOf(b.state) || a.sequence - b.sequence);
  const page = agilePage(sprints, query, (sprint) => renderSprint(store, sprint));
  return ok(page, { core: pageCount(page) });
};

const getVersions = (call: Call): Answer => {
  const { store } = call.site;
  const released = call.query.get('released');
  const versions = projectsFor(call)
    .flatMap((project) => store.versionsByProject.of(project.id).toSorted((a, b) => a.sequence - b.sequence))
    .filter((version) => released === null || version.released === (released === 'true'));
  const page = agilePage(versions, call.query, (version) => renderBoardVersion(store, version));
  return ok(page, { core: pageCount(page) });
};

export const agileBoardPartsOperations: readonly Operation[] = [
  { method: 'GET', path: '/rest/agile/1.0/board/{boardId}/configuration', handle: getConfiguration },
  { method: 'GET', path: '/rest/agile/1.0/board/{boardId}/project', handle: getProjects },
  { method: 'GET', path: '/rest/agile/1.0/board/{boardId}/epic', handle: getEpics },
  { method: 'GET', path: '/rest/agile/1.0/board/{boardId}/sprint', handle: getSprints },
  { method: 'GET', path: '/rest/agile/1.0/board/{boardId}/version', handle: getVersions },
];
