/** A page asks for changes at most this often ... */
const REFRESH_EVERY_MS = 30_000;
/** ... and up to this much later, by chance, so that 150 pages that opened together do not ask together. */
const REFRESH_JITTER_MS = 9_000;
/** Without an answer, the next try waits twice as long each time, up to this. */
const REFRESH_AT_MOST_MS = 5 * 60_000;

export interface LastRefresh {
  /** When the page last asked, epoch ms of the page's clock. */
  readonly askedAt: number;
  /** Refusals and failures since the last answer. */
  readonly failures: number;
  /** What the last refusal asked to wait. */
  readonly retryAfterMs?: number;
}

/** The instant at which a page that is looked at asks again, epoch ms; `chance` is from 0 to 1. A past instant means: now. */
export const nextRefreshAt = ({ askedAt, failures, retryAfterMs = 0 }: LastRefresh, chance: number): number => {
  const usual = REFRESH_EVERY_MS + REFRESH_JITTER_MS * chance;
  const patient = Math.min(REFRESH_AT_MOST_MS, usual * 2 ** failures);
  return askedAt + Math.max(patient, retryAfterMs);
};
