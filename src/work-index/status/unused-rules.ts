import type { ProjectId } from '../../core/ids.ts';
import type { Program } from '../../core/program/program.ts';
import { projectsOf } from '../../core/program/summary.ts';
import type { UnusedRule } from '../../core/status/status.ts';
import { unusableQueries } from '../reading/team-queries.ts';
import { REFUSED } from '../site/judge-jqls.ts';
import type { SiteFacts } from '../site/site-facts.ts';

/** Without Jira's own words: they quote what the JQL names, which this administrator may not see. */
const inOurWords = (because: string): string => {
  const at = because.indexOf(REFUSED);
  return at === -1 ? because : `${because.slice(0, at + REFUSED.length)}.`;
};

/** Team rules that decide nothing; programs and teams are named where one of their projects `isBrowsed`. */
export const unusedRules = (
  site: SiteFacts,
  programs: readonly Program[],
  isBrowsed: (projectId: ProjectId) => boolean,
): readonly UnusedRule[] =>
  unusableQueries(site, programs).map(({ programId, teamId, key, because }) => {
    const program = programs.find(({ id }) => id === programId);
    const team = program?.teams.find(({ id }) => id === teamId);
    return {
      ...(program !== undefined && projectsOf(program).some(isBrowsed) ? { program: program.name } : {}),
      ...(team?.projectIds.some(isBrowsed) === true ? { team: team.name } : {}),
      kind: key.startsWith('board:') ? 'board' : 'jql',
      because: inOurWords(because),
    };
  });
