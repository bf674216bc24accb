import type { Program } from '../../core/program/program.ts';
import type { QueryMatches } from '../../core/team/assign-teams.ts';
import { listBoardItemIds } from '../../jira/boards.ts';
import type { JiraClient } from '../../jira/client.ts';
import { JiraError } from '../../jira/errors.ts';
import { searchIds } from '../../jira/search.ts';

const MAX_MATCHES = 20_000;

/** A rule that Jira refuses for this viewer (a board or a value that they may not see) matches nothing for them. */
const orNothing = async <T>(ids: Promise<ReadonlySet<T>>): Promise<ReadonlySet<T>> => {
  try {
    return await ids;
  } catch (error) {
    if (error instanceof JiraError && error.status < 500) return new Set();
    throw error;
  }
};

/** Asks Jira, as the viewer, which work items the program's board and JQL rules match. */
export const readQueryMatches = async (client: JiraClient, program: Pick<Program, 'teams'>): Promise<QueryMatches> => {
  const rules = program.teams.flatMap((team) => team.rules);
  const boardIds = [...new Set(rules.flatMap((rule) => (rule.kind === 'board' ? rule.boardId : [])))];
  const jqls = [...new Set(rules.flatMap((rule) => (rule.kind === 'jql' ? rule.jql : [])))];
  const idsOf = async (jql: string) => new Set((await searchIds(client, jql, MAX_MATCHES)).ids);
  const [boards, queries] = await Promise.all([
    Promise.all(boardIds.map(async (id) => [id, await orNothing(listBoardItemIds(client, id))] as const)),
    Promise.all(jqls.map(async (jql) => [jql, await orNothing(idsOf(jql))] as const)),
  ]);
  return { boards: new Map(boards), jql: new Map(queries) };
};
