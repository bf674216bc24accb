import { route } from '@forge/api';
import { z } from 'zod';
import type { BoardId, FieldId, ProjectId, WorkItemId } from '../core/ids.ts';
import type { JiraClient } from './client.ts';
import { AGILE_PAGE, ID_PAGE, idPage, readAllPages } from './paging.ts';
import { parseAnswer, wireId } from './wire.ts';

const BOARDS = '/rest/agile/1.0/board';
const CONFIGURATION = '/rest/agile/1.0/board/{boardId}/configuration';
const FILTER = '/rest/api/3/filter/{id}';
const BOARD_ISSUES = '/rest/software/1.0/board/{boardId}/issue';

const boardShape = z
  .looseObject({
    id: wireId,
    name: z.string(),
    type: z.string(),
    location: z.looseObject({ projectId: wireId.optional() }).nullish(),
  })
  .transform(({ id, name, type, location }): SiteBoard => {
    const projectId = location?.projectId;
    return { id, name, type, ...(projectId === undefined ? {} : { projectId }) };
  });
export interface SiteBoard {
  readonly id: BoardId;
  readonly name: string;
  /** Jira's word: scrum, kanban, or simple for a team-managed board. */
  readonly type: string;
  readonly projectId?: ProjectId;
}

/** Boards that this user may see. */
export const listBoards = (client: JiraClient): Promise<readonly SiteBoard[]> =>
  readAllPages(
    client,
    (startAt) => ({
      method: 'GET',
      route: route`/rest/agile/1.0/board?startAt=${startAt}&maxResults=${AGILE_PAGE}`,
      operation: BOARDS,
    }),
    boardShape,
  );

/** A board; throws JiraError where this user may not see it. */
export const getBoard = async (client: JiraClient, id: BoardId): Promise<SiteBoard> => {
  const request = {
    method: 'GET',
    route: route`/rest/agile/1.0/board/${id}`,
    operation: `${BOARDS}/{boardId}`,
  } as const;
  return parseAnswer(boardShape, await client(request), request.operation);
};

const configurationShape = z.looseObject({
  filter: z.looseObject({ id: wireId }).nullish(),
  subQuery: z.looseObject({ query: z.string() }).nullish(),
  estimation: z
    .looseObject({ type: z.string(), field: z.looseObject({ fieldId: z.string(), displayName: z.string() }).nullish() })
    .nullish(),
});
export interface BoardEstimation {
  readonly fieldId: FieldId;
  readonly name: string;
}
export interface BoardSetup {
  /** Absent for a board that counts work items. */
  readonly estimation?: BoardEstimation;
  readonly filterId?: string;
  /** What a kanban board shows of its filter. */
  readonly subQuery?: string;
}

/** What a board estimates in and shows; throws JiraError where this user may not read its configuration. */
export const getBoardSetup = async (client: JiraClient, id: BoardId): Promise<BoardSetup> => {
  const request = { method: 'GET', route: route`/rest/agile/1.0/board/${id}/configuration` } as const;
  const { estimation, filter, subQuery } = parseAnswer(
    configurationShape,
    await client({ ...request, operation: CONFIGURATION }),
    CONFIGURATION,
  );
  const field = estimation?.field;
  return {
    ...(field ? { estimation: { fieldId: field.fieldId, name: field.displayName } } : {}),
    ...(filter ? { filterId: filter.id } : {}),
    ...(subQuery && subQuery.query.trim() !== '' ? { subQuery: subQuery.query } : {}),
  };
};

/** The JQL of a saved filter; throws JiraError where this user may not read it. */
export const getFilterJql = async (client: JiraClient, id: string): Promise<string> => {
  const request = { method: 'GET', route: route`/rest/api/3/filter/${id}`, operation: FILTER } as const;
  return parseAnswer(z.looseObject({ jql: z.string() }), await client(request), FILTER).jql;
};

/** Ids of the work items that a board's filter matches, for this user. */
export const listBoardItemIds = async (client: JiraClient, id: BoardId): Promise<ReadonlySet<WorkItemId>> => {
  const ids = new Set<WorkItemId>();
  let token: string | undefined;
  do {
    const query = new URLSearchParams({ fields: 'id', maxResults: String(ID_PAGE) });
    if (token !== undefined) query.set('nextPageToken', token);
    const answer = await client({
      method: 'GET',
      route: route`/rest/software/1.0/board/${id}/issue?${query}`,
      operation: BOARD_ISSUES,
    });
    const page = parseAnswer(idPage, answer, BOARD_ISSUES);
    for (const issue of page.issues) ids.add(issue.id);
    token = page.nextPageToken ?? undefined;
  } while (token !== undefined);
  return ids;
};
