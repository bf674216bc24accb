import type { EpochMs } from '../../core/ids.ts';
import { projectsOf } from '../../core/program/summary.ts';
import { BudgetSpentError } from '../../jira/errors.ts';
import { listPrograms } from '../../storage/programs.ts';
import { readSiteHead } from '../../storage/site.ts';
import type { Job } from '../job.ts';
import { loadSite } from './load-site.ts';
import { lookedAtOf } from './merge-site.ts';
import { namedBoards, namedJqls, type SiteScope } from './read-site.ts';
import { refreshSite } from './refresh-site.ts';
import type { SiteFacts } from './site-facts.ts';

/** Of one piece: a board costs some 25 points with its sprints, a project some five. */
const BOARDS = 20;
const PROJECTS = 100;
/** Lists that are older are read again first. */
const RECENT_MS = 600_000;

/** What programs name of the site and nobody looked at yet, as much of it as one piece reads; undefined where that is nothing. */
const nextPiece = async (site: SiteFacts): Promise<SiteScope | undefined> => {
  const [{ head }, programs] = await Promise.all([readSiteHead(), listPrograms()]);
  const lookedAt = lookedAtOf(head);
  const boardIds = [...namedBoards(programs)].filter((id) => !lookedAt.boards.has(id)).slice(0, BOARDS);
  const projects = new Set(programs.flatMap(projectsOf));
  const projectIds = [...projects].filter((id) => !lookedAt.projects.has(id)).slice(0, PROJECTS);
  const isJudged = [...namedJqls(programs, site.boards)].every((jql) => site.judged.has(jql));
  return boardIds.length + projectIds.length === 0 && isJudged ? undefined : { boardIds, projectIds };
};

/** The lists, and what of the site was known before. */
const bringLists = async (job: Job): Promise<SiteFacts> => {
  const stored = await loadSite();
  const isRecent = stored !== undefined && Math.abs(job.now - stored.readAt) < RECENT_MS;
  return isRecent ? stored : refreshSite(job.app, job.now, { leavesNew: true });
};

/**
 * Reads of the site what programs name and nobody looked at yet, in pieces that are stored each, so that the points of none are
 * spent twice; and its lists, where they are older than ten minutes. Gives the facts when all is read; undefined where the points
 * or the time (`endAt`, by the clock of `remainingMs`) did not suffice: the next step goes on. Throws the errors of the Jira door,
 * BudgetSpentError only where nothing at all could be read.
 */
export const bringSite = async (job: Job, endAt: EpochMs): Promise<SiteFacts | undefined> => {
  let site = await bringLists(job);
  for (let pieces = 0; ; pieces += 1) {
    const piece = await nextPiece(site);
    if (piece === undefined) return site;
    if (pieces > 0 && job.remainingMs() < endAt) return undefined;
    try {
      site = await refreshSite(job.app, Date.now(), piece);
    } catch (error) {
      if (error instanceof BudgetSpentError && (pieces > 0 || site.readAt === job.now)) return undefined;
      throw error;
    }
  }
};
