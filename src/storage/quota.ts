import { z } from 'zod';
import type { EpochMs } from '../core/ids.ts';
import { readHead } from './head.ts';
import { updateHead } from './update-head.ts';

const PAUSE = 'jira-pause';
const HOUR = 'jira-hour';

const pauseShape = z.object({ format: z.literal(1), until: z.number(), reason: z.string() });
const hourShape = z.object({
  format: z.literal(1),
  resetAt: z.number(),
  atStart: z.number().optional(),
  remaining: z.number().optional(),
  limit: z.number().optional(),
  granted: z.number(),
});

/** Jira refused this app for its quota: background work rests until then, and pages say so. */
export interface JiraPause {
  readonly until: EpochMs;
  /** The RateLimit-Reason that Jira gave. */
  readonly reason: string;
}
/** Background work's account of one hour of the quota. */
export interface HourBudget {
  /** When the hour ends. */
  readonly resetAt: EpochMs;
  /** Points that were left when background work first saw them in this hour; absent before. */
  readonly atStart?: number | undefined;
  /** Points that were left when they were last seen. */
  readonly remaining?: number | undefined;
  readonly limit?: number | undefined;
  /** Points granted to steps: what they spent, or all of it for those that did not report (they may have crashed). */
  readonly granted: number;
}

/** The pause that still lasts; undefined where there is none. */
export const findPause = async (now: EpochMs): Promise<JiraPause | undefined> => {
  const parsed = pauseShape.safeParse((await readHead(PAUSE)).value);
  if (!parsed.success || parsed.data.until <= now) return undefined;
  return { until: parsed.data.until, reason: parsed.data.reason };
};

/** Notes a pause for all invocations; it only ever grows longer. */
export const recordPause = (pause: JiraPause): Promise<void> =>
  updateHead(PAUSE, (value) => {
    const stored = pauseShape.safeParse(value);
    return stored.success && stored.data.until >= pause.until ? value : { format: 1, ...pause };
  });

const toHour = (value: unknown): HourBudget | undefined => {
  const parsed = hourShape.safeParse(value);
  return parsed.success ? parsed.data : undefined;
};

/** The account as it was stored last. */
export const findHour = async (): Promise<HourBudget | undefined> => toHour((await readHead(HOUR)).value);

/** Replaces the account by what `change` makes of it; `change` may run again where others write at the same time. */
export const updateHour = (change: (stored: HourBudget | undefined) => HourBudget): Promise<void> =>
  updateHead(HOUR, (value) => {
    const stored = toHour(value);
    const next = change(stored);
    return next === stored ? value : { ...next, format: 1 };
  });
