import type { EpochMs } from '../../core/ids.ts';
import type { Wake } from '../../storage/sync-head.ts';

/** With nothing going on a change is to show within 15 s (issue 3). */
const SHORT_WINDOW_MS = 5_000;
/** At 500 changes a minute within 90 s: each run then brings 250 in. */
const LONG_WINDOW_MS = 30_000;
/** A wake-up that did not come by then never will: its push failed, or whoever was to push it died. */
const GRACE_MS = 30_000;
/** Where it may come a bit early by the clock of whoever runs it. */
const EARLY_MS = 2_000;
/** The longest that a queue delays an event (platform.md 1.5); whoever comes too early for a rest calls again. */
const MAX_DELAY_MS = 900_000;
/** For marks that nobody waits for. */
export const FAR_WINDOW_MS = 60_000;

/** How long marks gather now. */
export const windowOf = ({ windowMs }: Wake): number => windowMs ?? SHORT_WINDOW_MS;

/** The window after a run that brought so many items in: the more, the longer. */
export const windowAfter = (items: number): number =>
  items >= 100 ? LONG_WINDOW_MS : items >= 20 ? LONG_WINDOW_MS / 2 : SHORT_WINDOW_MS;

/** The wake-up to be pushed so that what is marked at `now` is read; undefined where one is on its way that suffices. */
export const planWake = (
  wake: Wake,
  now: EpochMs,
  windowMs: number,
): (Wake & { readonly dueAt: EpochMs }) | undefined => {
  const wanted = Math.max(now + windowMs, wake.restUntil ?? 0);
  const { dueAt } = wake;
  const isComing = dueAt !== undefined && now < dueAt + GRACE_MS && dueAt <= wanted;
  return isComing ? undefined : { ...wake, dueAt: Math.min(wanted, now + MAX_DELAY_MS) };
};

/** What the consumer leaves when it comes at `now`: from here on marks need another wake-up, unless one is still to come. */
export const takeWake = ({ dueAt, restUntil, windowMs }: Wake, now: EpochMs): Wake => ({
  ...(windowMs === undefined ? {} : { windowMs }),
  ...(dueAt === undefined || dueAt <= now + EARLY_MS ? {} : { dueAt }),
  ...(restUntil === undefined || restUntil <= now ? {} : { restUntil }),
});
