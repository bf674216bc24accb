import type { EpochMs } from '../../core/ids.ts';
import { BudgetSpentError, RateLimitedError } from '../../jira/errors.ts';
import type { SiteMark } from '../../storage/index-marks.ts';
import { countError, updateSyncHead } from '../../storage/sync-head.ts';
import { followSite } from '../backfill/follow-site.ts';
import type { Job } from '../job.ts';
import { bringSite } from '../site/bring-site.ts';
import { loadSite } from '../site/load-site.ts';
import type { SiteScope } from '../site/read-site.ts';
import { refreshSite } from '../site/refresh-site.ts';
import type { SiteFacts } from '../site/site-facts.ts';
import { pointsLeft, pointsOfScope } from './run-points.ts';

/** The site is not read whole more often than that, whatever is said to have changed of it. */
const WHOLE_EVERY_MS = 30_000;
/** After Jira did not give what was asked for. */
const AGAIN_MS = 120_000;
/** No other piece of a new site is begun when less than this share of the time is left: items come too. */
const SITE_SHARE = 0.7;

type Marks = ReadonlyMap<SiteMark, EpochMs>;
interface Left {
  readonly marks: ReadonlySet<SiteMark>;
  readonly againAt: EpochMs;
}
export interface Facts {
  /** Absent where nothing is known of the site yet and the points did not suffice for all of it. */
  readonly site?: SiteFacts;
  /** Marks that were not worked off, and when to come again for them. */
  readonly left?: Left;
}

/** Ids of the marks of one kind: `idsOf(marks, 'board')` of `board:7` is `['7']`. */
const idsOf = (marks: Marks, kind: string): readonly string[] =>
  [...marks.keys()].flatMap((mark) => (mark.startsWith(`${kind}:`) ? [mark.slice(kind.length + 1)] : []));

/** What is to be read for these marks, of boards and projects that programs name; undefined for nothing. */
const scopeOf = (site: SiteFacts, marks: Marks): SiteScope | undefined => {
  const boards = new Set(idsOf(marks, 'board'));
  const sprints = new Set(idsOf(marks, 'iteration'));
  // A board shows sprints of other boards too.
  const shows = ([, ids]: readonly [string, readonly string[]]): boolean => ids.some((id) => sprints.has(id));
  for (const [id] of [...site.sprintIdsByBoard].filter(shows)) boards.add(id);
  const boardIds = site.boards.map(({ id }) => id).filter((id) => boards.has(id));
  const projectIds = idsOf(marks, 'versions');
  return boardIds.length + projectIds.length === 0 ? undefined : { boardIds, projectIds };
};

const isOfFacts = (mark: SiteMark): boolean => /^(facts$|board:|iteration:|versions:)/.test(mark);

/** Those of the marks that points suffice for, in their order, and what they ask for. */
const affordable = (site: SiteFacts, marks: Marks, points: number) => {
  const taken = new Map<SiteMark, EpochMs>();
  let scope: SiteScope | undefined;
  for (const [mark, at] of marks) {
    if (!isOfFacts(mark)) continue;
    const more = scopeOf(site, new Map([...taken, [mark, at]]));
    if (more !== undefined && pointsOfScope(site, more) > points) continue;
    taken.set(mark, at);
    scope = more;
  }
  return { taken, scope };
};

const leftOf = (marks: Marks, done: (mark: SiteMark) => boolean, againAt: EpochMs): { readonly left?: Left } => {
  const left = [...marks.keys()].filter((mark) => isOfFacts(mark) && !done(mark));
  return left.length === 0 ? {} : { left: { marks: new Set(left), againAt } };
};

/** Of a site of which nothing is known: all of it, in pieces, as far as points go. */
const bringFirst = async (job: Job, marks: Marks): Promise<Facts> => {
  let site: SiteFacts | undefined;
  try {
    site = await bringSite(job, job.remainingMs() * SITE_SHARE);
  } catch (error) {
    if (!(error instanceof BudgetSpentError)) throw error;
  }
  if (site !== undefined) return { site };
  return { left: { marks: new Set(marks.keys()), againAt: Date.now() + AGAIN_MS } };
};

/**
 * The site's facts, read anew as far as marks ask for it and points suffice, and whole where there are none yet. Throws what Jira
 * refuses to everyone.
 */
export const bringFacts = async (job: Job, marks: Marks): Promise<Facts> => {
  const stored = await loadSite();
  if (stored === undefined) return bringFirst(job, marks);
  const markedAt = marks.get('facts');
  const wholeAt = stored.readAt + WHOLE_EVERY_MS;
  const isAskedWhole = markedAt !== undefined && stored.readAt <= markedAt;
  const isTooEarly = isAskedWhole && Date.now() < wholeAt;
  const isWhole = isAskedWhole && !isTooEarly && pointsOfScope(stored, {}) <= pointsLeft(job);
  const { taken, scope } = affordable(stored, marks, pointsLeft(job));
  const isDone = (mark: SiteMark): boolean =>
    mark === 'facts' ? isWhole || !isAskedWhole : isWhole || taken.has(mark);
  const againAt = isTooEarly ? wholeAt : Date.now() + AGAIN_MS;
  const wanted = isWhole ? {} : scope;
  try {
    const site = wanted === undefined ? stored : await refreshSite(job.app, Date.now(), wanted);
    if (wanted !== undefined) await followSite(job, site);
    return { site, ...leftOf(marks, isDone, againAt) };
  } catch (error) {
    // What ends every call ends the run; else the items do not wait for a list that Jira does not give.
    if (error instanceof RateLimitedError) throw error;
    await updateSyncHead((head) => countError(head, `facts: ${error instanceof Error ? error.name : 'unknown'}`));
    return { site: stored, ...leftOf(marks, () => false, Date.now() + AGAIN_MS) };
  }
};
