import { isTimeZone } from '../../core/day/time-zone.ts';
import type { BoardId, EpochMs, WorkItemId } from '../../core/ids.ts';
import type { LookBoard, SiteLook } from '../../core/proposal/look.ts';
import type { Sprint } from '../../core/sprint/sprint.ts';
import type { WorkItem } from '../../core/work-item/work-item.ts';
import { getBoardSetup, listBoards, type SiteBoard } from '../../jira/boards.ts';
import type { JiraClient } from '../../jira/client.ts';
import { JiraError } from '../../jira/errors.ts';
import { findFieldIds, listFields } from '../../jira/fields.ts';
import { isIn } from '../../jira/jql.ts';
import { findSearchable } from '../../jira/match-jql.ts';
import { listBrowsableProjectIds, listProjects } from '../../jira/projects.ts';
import { countApproximately, searchIds } from '../../jira/search.ts';
import { findMyTimeZone, listLinkTypes, listTypes } from '../../jira/site.ts';
import { listSprints } from '../../jira/sprints.ts';
import { readInto, startReading, type Reader, type Reading } from './read-items.ts';
import { matchBoardsAndJql } from './read-queries.ts';

/**
 * The most recently changed work items say enough about how a site is organised; each costs two points of the hour's 65,000
 * that all customers of an app share (platform.md 2.1).
 */
const SAMPLE = 3_000;
/** Themes, initiatives and epics are fewer, change rarely, and tie projects together. */
const SAMPLE_ABOVE = 500;
const SAMPLE_EPICS = 500;
const ENOUGH_OF_A_BOARD = 10;
const SAMPLE_OF_A_BOARD = 50;
const MAX_FORGOTTEN_BOARDS = 30;
/** Boards whose configuration and sprints are read; more do not fit into 25 seconds. */
const MAX_BOARDS = 250;
const BOARDS_AT_ONCE = 12;
/** Left for reading the sample and thinking. */
const BOARDS_RESERVE_MS = 11_000;

export interface LookInput {
  readonly client: JiraClient;
  readonly now: EpochMs;
  readonly remainingMs: () => number;
}
export interface LookedAtSite {
  readonly look: SiteLook;
  readonly itemsOf: number;
}

/** A board whose configuration this person may not read counts as one that does not estimate. */
const findEstimation = async (client: JiraClient, id: BoardId) => {
  try {
    return (await getBoardSetup(client, id)).estimation;
  } catch (error) {
    if (error instanceof JiraError && error.status < 500) return undefined;
    throw error;
  }
};

interface BoardRead {
  readonly board: LookBoard;
  readonly sprints: readonly Sprint[];
}

const readBoard = async (client: JiraClient, board: SiteBoard): Promise<BoardRead> => {
  const [estimation, sprints] = await Promise.all([
    findEstimation(client, board.id),
    board.type === 'kanban' ? [] : listSprints(client, board.id),
  ]);
  return { board: { ...board, ...(estimation === undefined ? {} : { estimation }) }, sprints };
};

/** Boards with estimation and sprints, as many as there is time for. */
const readBoards = async (input: LookInput, boards: readonly SiteBoard[]): Promise<readonly BoardRead[]> => {
  const read: BoardRead[] = [];
  for (let at = 0; at < boards.length && input.remainingMs() > BOARDS_RESERVE_MS; at += BOARDS_AT_ONCE) {
    const some = boards.slice(at, at + BOARDS_AT_ONCE);
    read.push(...(await Promise.all(some.map((board) => readBoard(input.client, board)))));
  }
  return read;
};

/** Old boards hardly show among what changed last: for those a few of their items are read beside it. */
const readForgottenBoards = async (sprints: readonly Sprint[], reading: Reading, reader: Reader): Promise<void> => {
  const boardOf = new Map(sprints.flatMap((s) => (s.boardId === undefined ? [] : [[s.id, s.boardId] as const])));
  const seen = new Map<BoardId, number>();
  for (const id of [...reading.items.values()].flatMap((item) => item.sprintIds)) {
    const board = boardOf.get(id);
    if (board !== undefined) seen.set(board, (seen.get(board) ?? 0) + 1);
  }
  const forgotten = [...new Set(boardOf.values())].filter((id) => (seen.get(id) ?? 0) < ENOUGH_OF_A_BOARD);
  const found = await Promise.all(
    forgotten.slice(0, MAX_FORGOTTEN_BOARDS).map((id) => {
      const own = [...boardOf].flatMap(([sprint, board]) => (board === id ? sprint : []));
      return searchIds(reader.client, isIn('sprint', own) ?? '', SAMPLE_OF_A_BOARD);
    }),
  );
  await readInto(
    found.flatMap(({ ids }) => ids),
    reading,
    reader,
  );
};

/** The items with those links and parents of which search gives this person the other end: the rest does not exist for them. */
const withSearchableEnds = async (
  client: JiraClient,
  items: ReadonlyMap<WorkItemId, WorkItem>,
): Promise<readonly WorkItem[]> => {
  const ends = [...items.values()].flatMap(({ links, parentId }) => [
    ...links.map((link) => link.otherId),
    ...(parentId === undefined ? [] : [parentId]),
  ]);
  const searchable = await findSearchable(
    client,
    [...new Set(ends)].filter((id) => !items.has(id)),
  );
  const isThere = (id: WorkItemId): boolean => items.has(id) || searchable.has(id);
  return [...items.values()].map(({ parentId, ...item }) => ({
    ...item,
    ...(parentId !== undefined && isThere(parentId) ? { parentId } : {}),
    links: item.links.filter((link) => isThere(link.otherId)),
  }));
};

/** Boards that share a project may divide its work between teams: what each shows of these items. */
const withItems = async (
  client: JiraClient,
  boards: readonly LookBoard[],
  ids: readonly WorkItemId[],
): Promise<readonly LookBoard[]> => {
  const byProject = Map.groupBy(boards, (board) => board.projectId ?? '');
  const shared = [...byProject].flatMap(([id, some]) => (id !== '' && some.length > 1 ? some : []));
  const boardIds = shared.map((board) => board.id);
  const { boards: itemIds } = await matchBoardsAndJql(client, ids, { boardIds, jqls: [] });
  return boards.map((board) => {
    const own = itemIds.get(board.id);
    return own === undefined ? board : { ...board, itemIds: own };
  });
};

/** Looks at a site as one person: projects, boards, sprints, and the work items that changed last. */
export const lookAtSite = async (input: LookInput): Promise<LookedAtSite> => {
  const { client, now, remainingMs } = input;
  const [listed, browsable, allBoards, fields, linkTypes, types, timeZone] = await Promise.all([
    listProjects(client),
    listBrowsableProjectIds(client),
    listBoards(client),
    listFields(client),
    listLinkTypes(client),
    listTypes(client),
    findMyTimeZone(client),
  ]);
  // Administrators see projects in lists that they may not browse.
  const projects = listed.filter((project) => browsable.has(project.id));
  const scope = isIn(
    'project',
    projects.map((project) => project.id),
  );
  const fieldIds = findFieldIds(fields);
  const sampleOf = async (size: number, isWanted: (level: number) => boolean): Promise<readonly WorkItemId[]> => {
    const wanted = types.filter((type) => isWanted(type.level)).map((type) => type.id);
    const ofTypes = isIn('issuetype', wanted);
    if (scope === undefined || ofTypes === undefined) return [];
    return (await searchIds(client, `${scope} AND ${ofTypes} ORDER BY updated DESC`, size)).ids;
  };
  const [read, found, above, epics, itemsOf] = await Promise.all([
    readBoards(input, allBoards.slice(0, MAX_BOARDS)),
    scope === undefined ? { ids: [] } : searchIds(client, `${scope} ORDER BY updated DESC`, SAMPLE),
    sampleOf(SAMPLE_ABOVE, (level) => level >= 2),
    sampleOf(SAMPLE_EPICS, (level) => level === 1),
    scope === undefined ? 0 : countApproximately(client, scope),
  ]);
  const boards = read.map(({ board }) => board);
  const sprints = read.flatMap((one) => one.sprints);
  const reading = startReading(sprints);
  const reader = { client, fieldIds, remainingMs };
  await readInto([...above, ...epics, ...found.ids], reading, reader);
  await readForgottenBoards(sprints, reading, reader);
  const look: SiteLook = {
    projects,
    boards: await withItems(client, boards, [...reading.items.keys()]),
    sprints: [...reading.sprints.values()],
    items: await withSearchableEnds(client, reading.items),
    linkTypes,
    estimates: fieldIds.estimates,
    teamNames: reading.teamNames,
    // Of Java's zones, which Jira offers, a few are none of IANA's.
    timeZone: timeZone !== undefined && isTimeZone(timeZone) ? timeZone : 'UTC',
    now,
  };
  return { look, itemsOf };
};
