import type { Program } from '../../core/program/program.ts';
import { queryKeyOf } from '../../core/team/query-matches.ts';
import { QUERIES_PER_CALL } from '../../jira/match-jql.ts';
import { MATCHES_AN_ITEM } from '../../jira/price.ts';
import type { Job } from '../job.ts';
import type { SiteFacts } from '../site/site-facts.ts';
import type { SiteScope } from '../site/read-site.ts';

/** An item is read, its history where that is long, and it is asked whether search has it: a point each by the dearest reading. */
const READING_POINTS = 3;
/** A board's filter, and its own condition. */
const JQLS_A_RULE = 2;
/** Left for what comes beside items: a point for each call. */
export const POINTS_BESIDE = 50;

/** What this step may still spend; infinite where nothing bounds it. */
export const pointsLeft = ({ points, meter }: Job): number => points - meter.spent().high;

/** What bringing in one item may set aside: it is read, and matched with the team queries, so many of them in a call. */
export const pointsAnItem = (programs: readonly Program[]): number => {
  const rules = programs.flatMap(({ teams }) => teams.flatMap((team) => team.rules));
  const keys = new Set(rules.flatMap((rule) => queryKeyOf(rule) ?? []));
  return READING_POINTS + MATCHES_AN_ITEM * Math.ceil((keys.size * JQLS_A_RULE) / QUERIES_PER_CALL);
};

/** Pages are set aside whole: 50 sprints, 100 filters, 100 versions. */
const BOARD_POINTS = 60;
const PROJECT_POINTS = 110;
const LISTS_POINTS = 800;

/** What reading these of the site's lists may set aside; `{}`: all of them. */
export const pointsOfScope = (site: SiteFacts, { boardIds, projectIds }: SiteScope): number => {
  if (boardIds !== undefined || projectIds !== undefined) {
    return 2 * PROJECT_POINTS + (boardIds ?? []).length * BOARD_POINTS + (projectIds ?? []).length * PROJECT_POINTS;
  }
  const projects = new Set(site.versions.map(({ projectId }) => projectId));
  return LISTS_POINTS + site.boards.length * BOARD_POINTS + projects.size * PROJECT_POINTS;
};
