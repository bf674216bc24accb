import { findReadAt, toProgress } from '../../core/backfill/state.ts';
import type { ProjectProgress, Rest } from '../../core/backfill/progress.ts';
import type { EpochMs, PeriodId } from '../../core/ids.ts';
import { createDayOf } from '../../core/day/time-zone.ts';
import { findCurrentPeriod } from '../../core/period/choose-period.ts';
import type { Period } from '../../core/period/period.ts';
import type { Program } from '../../core/program/program.ts';
import { readBackfill } from '../../storage/backfill.ts';
import { findPause, type JiraPause } from '../../storage/quota.ts';
import { readUpkeepState } from '../../storage/upkeep.ts';
import type { JiraClient } from '../../jira/client.ts';
import { readSiteHead, type SiteHead } from '../../storage/site.ts';
import { openIndex, type IndexView } from '../store/open-index.ts';
import { isSealed, StoppedError } from '../store/seal.ts';
import { openDoor, type Door } from '../visible/open-door.ts';

/** Who looks, and when. */
export interface Looker {
  readonly user: JiraClient;
  readonly app: JiraClient;
  readonly now: EpochMs;
}
/** What every view of the index reads first: small records, in one round of calls. */
export interface Heads {
  readonly view: IndexView;
  readonly door: Door;
  readonly site: SiteHead | undefined;
  readonly pause: JiraPause | undefined;
  readonly progress: readonly ProjectProgress[];
  readonly rest: Rest | undefined;
  /** Changes of Jira up to then are in the index: of the last look that came to its end. */
  readonly asOf: EpochMs;
}

/** `opened`: the index, where it is open already. Throws StoppedError where an administrator stopped the app. */
export const readHeads = async ({ user, app, now }: Looker, opened?: IndexView): Promise<Heads> => {
  const [view, door, { head }, pause, backfill, upkeep] = await Promise.all([
    opened ?? openIndex(),
    openDoor({ user, app, now }),
    readSiteHead(),
    findPause(now),
    readBackfill(),
    readUpkeepState(),
  ]);
  if (isSealed(view.root)) throw new StoppedError();
  return {
    view,
    door,
    site: head,
    pause,
    progress: toProgress(backfill),
    rest: backfill.rest,
    asOf: upkeep.lookedAt === 0 ? Math.min(now, findReadAt(backfill.runs) ?? now) : upkeep.lookedAt,
  };
};

/** The period that a board is read for: the one asked for; else the current one, or the latest, until its work says otherwise. */
export const likelyPeriod = (program: Program, periodId: PeriodId | undefined, now: EpochMs): Period | undefined => {
  const { periods, timeZone } = program;
  if (periodId !== undefined) return periods.find(({ id }) => id === periodId);
  const current = findCurrentPeriod(periods, createDayOf(timeZone)(now));
  return current ?? periods.toSorted((a, b) => (a.start < b.start ? 1 : -1))[0];
};
