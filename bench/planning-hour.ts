import type { Meter } from '../local/forge/meter.ts';
import type { PlatformError } from '../local/forge/platform-error.ts';
import type { Reply } from '../src/operations/reply.ts';
import { editIssue, pickOpenIssues } from './jira-edits.ts';
import type { BenchApp } from './bench-app.ts';
import type { Visit } from './planning-people.ts';

const STEP_MS = 1_000;
const MINUTE_MS = 60_000;
/** Product events come up to three minutes late (platform.md 1.7). */
export const EVENT_LATENESS_MS = 3 * MINUTE_MS;

/** How someone looks and refreshes: the app's own way, or a live reading. */
export type Look = (visit: Visit) => Promise<{ readonly refusal?: string }>;

export interface Hour {
  readonly visits: number;
  readonly edits: number;
  readonly minutes: number;
  /** Of all that ran: visits, events, queues, schedules. */
  readonly meter: Meter;
  /** What was refused, the earliest first. */
  readonly refusals: readonly { readonly atMs: number; readonly what: string }[];
}

/** Why a visit did not get its answer; undefined where it did. */
export const refusalOf = (
  outcome: { readonly error: PlatformError } | { readonly body: unknown },
): string | undefined => {
  if ('error' in outcome) return outcome.error.code;
  // What the app's own operation answers.
  const reply = outcome.body as Reply<unknown>;
  return reply.ok ? undefined : reply.error.code;
};

interface Day {
  readonly visits: readonly Visit[];
  readonly minutes: number;
  readonly editsPerMinute: number;
  readonly projectIds: readonly string[];
  readonly look: Look;
  /** Ends at the first refusal: what comes after it says nothing new. */
  readonly stopsWhenRefused: boolean;
}

/** Lets the people look while others change issues, second by second of the site's clock, with what all of it causes. */
export const runHour = async (app: BenchApp, day: Day): Promise<Hour> => {
  const { host, jira, clock, viewer } = app;
  const startMs = clock.now();
  const issues = pickOpenIssues(jira, day.projectIds, day.minutes * day.editsPerMinute);
  const refusals: { atMs: number; what: string }[] = [];
  let [done, edits] = [0, 0];
  host.resetMeter();
  for (let atMs = 0; atMs < day.minutes * MINUTE_MS; atMs += STEP_MS) {
    clock.set(startMs + atMs);
    const wantedEdits = Math.floor((atMs * day.editsPerMinute) / MINUTE_MS);
    for (; edits < wantedEdits; edits += 1) {
      const issue = issues[edits % issues.length];
      if (issue !== undefined) await editIssue(jira, viewer, issue, `Changed ${edits} (${issue.key})`);
    }
    const due: Visit[] = [];
    for (let next = day.visits[done]; next !== undefined && next.atMs < atMs + STEP_MS; next = day.visits[done]) {
      due.push(next);
      done += 1;
    }
    const looks = await Promise.all(due.map(day.look));
    refusals.push(...looks.flatMap(({ refusal }) => (refusal === undefined ? [] : { atMs, what: refusal })));
    const { ran } = await host.drain({ advance: false });
    for (const { name, error } of ran) if (error !== undefined) refusals.push({ atMs, what: `${name}: ${error.code}` });
    if (day.stopsWhenRefused && refusals.length > 0) break;
  }
  return { visits: done, edits, minutes: day.minutes, meter: host.meter(), refusals };
};
