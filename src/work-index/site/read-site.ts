import type { BoardId, EpochMs, ProjectId } from '../../core/ids.ts';
import type { Program } from '../../core/program/program.ts';
import { projectsOf } from '../../core/program/summary.ts';
import { getBoard, listBoards, type SiteBoard } from '../../jira/boards.ts';
import type { JiraClient } from '../../jira/client.ts';
import { findFieldIds, listFields } from '../../jira/fields.ts';
import { listPriorities, listTypes } from '../../jira/site.ts';
import { listStatuses } from '../../jira/statuses.ts';
import { listVersions } from '../../jira/versions.ts';
import { isStandIn, judgeJqls, withoutUnusable } from './judge-jqls.ts';
import { isRefusal, readBoardFacts, readSprints, type SprintReading } from './read-boards.ts';
import type { BoardFact, SiteFacts, SiteVersion } from './site-facts.ts';

/** What is to be read again of a site; absent: all of it. */
export interface SiteScope {
  readonly boardIds?: readonly BoardId[];
  /** Their versions. */
  readonly projectIds?: readonly ProjectId[];
  /** With all of it: closed sprints too, where nothing says that one of them changed. */
  readonly thoroughly?: boolean;
  /** With all of it: but not boards and projects of which nothing is known yet (see bring-site.ts). */
  readonly leavesNew?: boolean;
}
type Lists = Pick<SiteFacts, 'fieldIds' | 'priorities' | 'statuses' | 'types'>;

/** What one reading of Jira gave; what was not asked for is absent. */
export interface SiteReading {
  /** When it began. */
  readonly at: EpochMs;
  readonly lists?: Lists;
  /** Undefined for a board that the app does not see. */
  readonly boards: ReadonlyMap<BoardId, { readonly fact: BoardFact; readonly sprints: SprintReading } | undefined>;
  readonly versions: ReadonlyMap<ProjectId, readonly SiteVersion[]>;
  readonly judged: SiteFacts['judged'];
}

/** Boards that programs name, for their sprints or in rules. */
export const namedBoards = (programs: readonly Program[]): ReadonlySet<BoardId> =>
  new Set(
    programs.flatMap(({ teams }) =>
      teams.flatMap(({ boardIds, rules }) => [
        ...boardIds,
        ...rules.flatMap((rule) => (rule.kind === 'board' ? rule.boardId : [])),
      ]),
    ),
  );

/** JQL that decides teams: of rules, and of these boards' filters. */
export const namedJqls = (programs: readonly Program[], boards: readonly BoardFact[]): ReadonlySet<string> =>
  new Set([
    ...programs.flatMap(({ teams }) =>
      teams.flatMap(({ rules }) => rules.flatMap((r) => (r.kind === 'jql' ? r.jql : []))),
    ),
    ...boards.flatMap(({ filterJql }) => filterJql ?? []),
  ]);

const readLists = async (app: JiraClient): Promise<Lists> => {
  const [fields, priorities, statuses, types] = await Promise.all([
    listFields(app),
    listPriorities(app),
    listStatuses(app),
    listTypes(app),
  ]);
  return { fieldIds: findFieldIds(fields), priorities, statuses, types };
};

const orNothing = async <T>(reading: Promise<T>): Promise<T | undefined> => {
  try {
    return await reading;
  } catch (error) {
    if (isRefusal(error)) return undefined;
    throw error;
  }
};

const listWanted = async (
  app: JiraClient,
  ids: ReadonlySet<BoardId>,
  scope: SiteScope,
): Promise<readonly SiteBoard[]> => {
  if (ids.size === 0) return [];
  if (scope.boardIds === undefined) return (await listBoards(app)).filter(({ id }) => ids.has(id));
  const found = await Promise.all([...ids].map((id) => orNothing(getBoard(app, id))));
  return found.filter((board) => board !== undefined);
};

export interface SiteNeeds {
  readonly app: JiraClient;
  readonly programs: readonly Program[];
  readonly at: EpochMs;
  /** What is known so far. */
  readonly known?: SiteFacts | undefined;
  /** Boards and projects that were looked at before, whether the app sees them or not. */
  readonly lookedAt: { readonly boards: ReadonlySet<BoardId>; readonly projects: ReadonlySet<ProjectId> };
}

/** Of what programs name, what a scope asks for. */
const wantedOf = ({ programs, lookedAt }: Pick<SiteNeeds, 'programs' | 'lookedAt'>, scope: SiteScope) => {
  const boards = namedBoards(programs);
  const projects = new Set(programs.flatMap(projectsOf));
  if (scope.boardIds === undefined && scope.projectIds === undefined) {
    if (scope.leavesNew !== true) return { isWhole: true, boardIds: boards, projectIds: [...projects] };
    const projectIds = [...projects].filter((id) => lookedAt.projects.has(id));
    return { isWhole: true, boardIds: new Set([...boards].filter((id) => lookedAt.boards.has(id))), projectIds };
  }
  const boardIds = new Set((scope.boardIds ?? []).filter((id) => boards.has(id)));
  return { isWhole: false, boardIds, projectIds: (scope.projectIds ?? []).filter((id) => projects.has(id)) };
};

/** Reads of the site, as the app, what a scope names. A board costs a call and one for its open sprints; filters come by the 100. */
export const readFromJira = async (needs: SiteNeeds, scope: SiteScope): Promise<SiteReading> => {
  const { app, programs, at, known } = needs;
  const { isWhole, boardIds, projectIds } = wantedOf(needs, scope);
  const sprintsOf = (id: BoardId) => {
    const byId = new Map(known?.sprints.map((sprint) => [sprint.id, sprint]));
    return known?.sprintIdsByBoard.get(id)?.flatMap((sprintId) => byId.get(sprintId) ?? []);
  };
  const readSome = async () => {
    const facts = await readBoardFacts(app, await listWanted(app, boardIds, scope));
    const sprints = await Promise.all(
      facts.map((board) =>
        readSprints(app, board, isWhole && scope.thoroughly !== true ? sprintsOf(board.id) : undefined),
      ),
    );
    return facts.map((fact, index) => ({ fact, sprints: sprints[index] ?? { sprints: [], withClosed: false } }));
  };
  const [lists, boards, versions] = await Promise.all([
    isWhole ? readLists(app) : undefined,
    readSome(),
    Promise.all(projectIds.map(async (id) => [id, (await orNothing(listVersions(app, id))) ?? []] as const)),
  ]);
  const jqls = namedJqls(programs, [...(known?.boards ?? []), ...boards.map(({ fact }) => fact)]);
  const askable = [...jqls].filter((jql) => !isStandIn(jql));
  const unknown = isWhole ? askable : askable.filter((jql) => known?.judged.has(jql) !== true);
  const fieldIds = lists?.fieldIds ?? known?.fieldIds ?? { estimates: [] };
  const judgements = new Map([...(known?.judged ?? []), ...(await judgeJqls(app, unknown, fieldIds))]);
  const { facts, judged } = withoutUnusable(
    boards.map(({ fact }) => fact),
    judgements,
  );
  const found = new Map(boards.map((board, index) => [board.fact.id, { ...board, fact: facts[index] ?? board.fact }]));
  return {
    at,
    ...(lists === undefined ? {} : { lists }),
    boards: new Map([...boardIds].map((id) => [id, found.get(id)])),
    versions: new Map(versions.map(([id, own]) => [id, own.map((version) => ({ ...version, projectId: id }))])),
    judged,
  };
};
