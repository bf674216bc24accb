import type { EpochMs } from '../../core/ids.ts';
import { BudgetSpentError, RateLimitedError } from '../../jira/errors.ts';
import type { SiteMark } from '../../storage/index-marks.ts';
import { countError, updateSyncHead } from '../../storage/sync-head.ts';
import type { Job } from '../job.ts';
import { loadSite } from '../site/load-site.ts';
import type { SiteScope } from '../site/read-site.ts';
import { refreshSite } from '../site/refresh-site.ts';
import type { SiteFacts } from '../site/site-facts.ts';

/** The site is not read whole more often than that, whatever is said to have changed of it. */
const WHOLE_EVERY_MS = 30_000;
/** After Jira did not give what was asked for. */
const AGAIN_MS = 120_000;

type Marks = ReadonlyMap<SiteMark, EpochMs>;
export interface Facts {
  readonly site: SiteFacts;
  /** Marks that were not worked off, and when to come again for them. */
  readonly left?: { readonly marks: ReadonlySet<SiteMark>; readonly againAt: EpochMs };
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

/** The site's facts, read anew as far as marks ask for it, and whole where there are none yet. Throws the errors of Jira. */
export const bringFacts = async (job: Job, marks: Marks): Promise<Facts> => {
  const stored = await loadSite();
  if (stored === undefined) return { site: await refreshSite(job.app, Date.now()) };
  const markedAt = marks.get('facts');
  const isAskedWhole = markedAt !== undefined && stored.readAt <= markedAt;
  const wholeAt = stored.readAt + WHOLE_EVERY_MS;
  const isWhole = isAskedWhole && Date.now() >= wholeAt;
  const scope = isWhole ? {} : scopeOf(stored, marks);
  try {
    const site = scope === undefined ? stored : await refreshSite(job.app, Date.now(), scope);
    return isAskedWhole && !isWhole ? { site, left: { marks: new Set(['facts']), againAt: wholeAt } } : { site };
  } catch (error) {
    // What ends every call ends the run; else the items do not wait for a list that Jira does not give.
    if (error instanceof RateLimitedError || error instanceof BudgetSpentError) throw error;
    await updateSyncHead((head) => countError(head, `facts: ${error instanceof Error ? error.name : 'unknown'}`));
    const left = [...marks.keys()].filter((mark) => /^(facts$|board:|iteration:|versions:)/.test(mark));
    return { site: stored, left: { marks: new Set(left), againAt: Date.now() + AGAIN_MS } };
  }
};
