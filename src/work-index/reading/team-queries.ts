import type { ProgramId, ProjectId, TeamId } from '../../core/ids.ts';
import type { Program } from '../../core/program/program.ts';
import { projectsOf } from '../../core/program/summary.ts';
import { queryKeyOf, type QueryKey } from '../../core/team/query-matches.ts';
import type { TeamRule } from '../../core/team/team.ts';
import type { SiteFacts } from '../site/site-facts.ts';

/** A team rule that only Jira can evaluate. */
export interface TeamQuery {
  readonly key: QueryKey;
  /** An item matches where it matches all of these. */
  readonly jqls: readonly string[];
}
/** A team rule that decides nothing, and why: for the status page. */
export interface UnusableQuery {
  readonly programId: ProgramId;
  readonly teamId: TeamId;
  readonly key: QueryKey;
  /** A sentence. */
  readonly because: string;
}

/** What a rule asks of Jira, or why it cannot; undefined for a rule that needs no question. */
const lookAtRule = (rule: TeamRule, site: SiteFacts): TeamQuery | string | undefined => {
  const key = queryKeyOf(rule);
  if (key === undefined || (rule.kind !== 'board' && rule.kind !== 'jql')) return undefined;
  const board = rule.kind === 'board' ? site.boards.find((one) => one.id === rule.boardId) : undefined;
  if (rule.kind === 'board' && board === undefined) return 'Interlock itself cannot see this board.';
  const jqls = rule.kind === 'jql' ? [rule.jql] : board?.filterJql;
  if (jqls === undefined) return 'Interlock itself cannot read its filter: share it with everyone who is logged in.';
  if (jqls.some((jql) => !site.judged.has(jql))) return 'It was not looked at yet.';
  const because = jqls.map((jql) => site.judged.get(jql)).find((one) => one !== undefined);
  return because === undefined ? { key, jqls } : `${rule.kind === 'jql' ? 'This JQL' : 'Its filter'} ${because}.`;
};

/** The queries that may decide teams of a project's items, by their keys: those of the programs that the project is in. */
export const queriesByProject = (
  site: SiteFacts,
  programs: readonly Program[],
): ReadonlyMap<ProjectId, readonly TeamQuery[]> => {
  const found = new Map<ProjectId, Map<QueryKey, TeamQuery>>();
  for (const program of programs) {
    for (const rule of program.teams.flatMap((team) => team.rules)) {
      const query = lookAtRule(rule, site);
      if (query === undefined || typeof query === 'string') continue;
      for (const id of projectsOf(program)) found.set(id, (found.get(id) ?? new Map()).set(query.key, query));
    }
  }
  const byKey = (a: TeamQuery, b: TeamQuery): number => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0);
  return new Map([...found].map(([id, queries]) => [id, [...queries.values()].sort(byKey)]));
};

/** Rules that decide nothing: shown on the status page, refused when a program is saved. */
export const unusableQueries = (site: SiteFacts, programs: readonly Program[]): readonly UnusableQuery[] =>
  programs.flatMap((program) =>
    program.teams.flatMap((team) =>
      team.rules.flatMap((rule): readonly UnusableQuery[] => {
        const because = lookAtRule(rule, site);
        const key = queryKeyOf(rule);
        if (typeof because !== 'string' || key === undefined) return [];
        return [{ programId: program.id, teamId: team.id, key, because }];
      }),
    ),
  );
