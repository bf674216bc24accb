import type { BoardId, WorkItemId } from '../../core/ids.ts';
import type { Program } from '../../core/program/program.ts';
import type { QueryMatches } from '../../core/team/assign-teams.ts';
import { getBoardSetup, getFilterJql, listBoardItemIds } from '../../jira/boards.ts';
import type { JiraClient } from '../../jira/client.ts';
import { JiraError } from '../../jira/errors.ts';
import { matchJql } from '../../jira/match-jql.ts';

const isRefusal = (error: unknown): boolean => error instanceof JiraError && error.status < 500;

/** What a board shows, as JQL that all must match; undefined where this person may not read the board or its filter. */
const findBoardJql = async (client: JiraClient, id: BoardId): Promise<readonly string[] | undefined> => {
  try {
    const { filterId, subQuery } = await getBoardSetup(client, id);
    if (filterId === undefined) return undefined;
    return [await getFilterJql(client, filterId), ...(subQuery === undefined ? [] : [subQuery])];
  } catch (error) {
    if (isRefusal(error)) return undefined;
    throw error;
  }
};

/** A board whose filter is hidden may still be listed; one that is hidden itself matches nothing. */
const listOrNothing = async (client: JiraClient, id: BoardId): Promise<ReadonlySet<WorkItemId>> => {
  try {
    return await listBoardItemIds(client, id);
  } catch (error) {
    if (isRefusal(error)) return new Set();
    throw error;
  }
};

/**
 * Which of these work items each board shows and each JQL matches, as this person. The boards' filters are asked about these
 * items alone: listing what boards show would cost a point for each item there (platform.md 2.1).
 */
export const matchBoardsAndJql = async (
  client: JiraClient,
  ids: readonly WorkItemId[],
  wanted: { readonly boardIds: readonly BoardId[]; readonly jqls: readonly string[] },
): Promise<QueryMatches> => {
  if (wanted.boardIds.length === 0 && wanted.jqls.length === 0) return { boards: new Map(), jql: new Map() };
  const queries = await Promise.all(wanted.boardIds.map(async (id) => [id, await findBoardJql(client, id)] as const));
  const all = new Set([...wanted.jqls, ...queries.flatMap(([, jqls]) => jqls ?? [])]);
  const matched = await matchJql(client, ids, [...all]);
  const boards = await Promise.all(
    queries.map(async ([id, jqls]) => {
      if (jqls === undefined) return [id, await listOrNothing(client, id)] as const;
      return [id, new Set(ids.filter((item) => jqls.every((jql) => matched.get(jql)?.has(item) === true)))] as const;
    }),
  );
  return { boards: new Map(boards), jql: new Map(wanted.jqls.map((jql) => [jql, matched.get(jql) ?? new Set()])) };
};

/** Which of these work items the board and JQL rules of a program's teams match, as this person. */
export const readQueryMatches = (
  client: JiraClient,
  { teams }: Pick<Program, 'teams'>,
  ids: readonly WorkItemId[],
): Promise<QueryMatches> => {
  const rules = teams.flatMap((team) => team.rules);
  return matchBoardsAndJql(client, ids, {
    boardIds: [...new Set(rules.flatMap((rule) => (rule.kind === 'board' ? rule.boardId : [])))],
    jqls: [...new Set(rules.flatMap((rule) => (rule.kind === 'jql' ? rule.jql : [])))],
  });
};
