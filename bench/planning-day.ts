import { frozenClock } from '../local/clock.ts';
import type { PeakName } from '../local/forge/installation.ts';
import { PointsPool } from '../local/jira/gateway/limits.ts';
import { createJira } from '../local/jira/jira.ts';
import { seededRandom } from '../local/random.ts';
import { seedSite } from '../local/seeds/seed-site.ts';
import { unpackChanges } from '../src/core/board/pack-source.ts';
import { packIds, unpackIds } from '../src/core/columns/columns.ts';
import { compareIds } from '../src/core/work-item/compare-ids.ts';
import type { BoardReply, RefreshPayload, RefreshReply } from '../src/operations/board-replies.ts';
import type { Reply } from '../src/operations/reply.ts';
import { buildBaselines, openBaselineHost } from './baselines/measure-baselines.ts';
import { openBenchApp, type BenchApp } from './bench-app.ts';
import { EVENT_LATENESS_MS, refusalOf, runHour, type Hour, type Look } from './planning-hour.ts';
import { choosePeople, planVisits } from './planning-people.ts';
import type { Table } from './table.ts';
import { refreshOf } from './view.ts';

const TODAY = '2026-11-22';
const PEOPLE = 150;
const EDITS_PER_MINUTE = 50;
const HOUR_MS = 3_600_000;
const HOUR_MINUTES = 60;
const SURFACE = 'planning day';

const PEAKS: Readonly<Record<PeakName, readonly [figure: string, unit: string]>> = {
  invokesPerMinuteOfOneUser: ['invokes a minute, of one person', 'invokes'],
  invokesPerMinute: ['invokes a minute', 'invokes'],
  invokesPerSecond: ['invokes a second', 'invokes'],
  storageReadUnitsPerMinute: ['storage read units a minute', 'units'],
  storageWriteUnitsPerMinute: ['storage write units a minute', 'units'],
  storageRequestsPerSecond: ['storage requests a second', 'calls'],
  queueEventsPerMinute: ['queue events a minute', 'events'],
  realtimeOperationsPerSecond: ['realtime operations a second', 'operations'],
  callsPerMinute: ['calls to Jira and the platform a minute', 'calls'],
};

/** Opens boards and refreshes them as the page does, each person their own. */
const lookThroughIndex = ({ host, programId }: BenchApp): Look => {
  const shown = new Map<string, RefreshPayload>();
  const invoke = (accountId: string, functionKey: string, payload: unknown) =>
    host.invoke({ moduleKey: 'program-page', functionKey, payload, accountId });
  const refresh = async (accountId: string, payload: RefreshPayload) => {
    const outcome = await invoke(accountId, 'index.refresh', payload);
    const refusal = refusalOf(outcome);
    if (refusal !== undefined || 'error' in outcome) return { refusal: refusal ?? 'no answer' };
    // What the app's own operation answers.
    const reply = outcome.body as Extract<Reply<RefreshReply>, { ok: true }>;
    if (reply.value.kind === 'reload') shown.delete(accountId);
    else if (reply.value.kind === 'unchanged') shown.set(accountId, { ...payload, state: reply.value.state });
    else {
      const { items, goneIds } = unpackChanges(reply.value.changes);
      const held = new Set([...unpackIds(payload.held), ...items.map(({ id }) => id)]);
      for (const id of goneIds) held.delete(id);
      shown.set(accountId, { ...payload, state: reply.value.state, held: packIds([...held].sort(compareIds)) });
    }
    return {};
  };
  return async ({ accountId, kind }) => {
    const before = shown.get(accountId);
    if (kind === 'refresh' && before !== undefined) return refresh(accountId, before);
    const outcome = await invoke(accountId, 'board.load', { programId });
    const refusal = refusalOf(outcome);
    if (refusal !== undefined || 'error' in outcome) return { refusal: refusal ?? 'no answer' };
    // What the app's own operation answers.
    const reply = outcome.body as Extract<Reply<BoardReply>, { ok: true }>;
    shown.set(accountId, refreshOf(reply.value, { programId }));
    return {};
  };
};

/** The same people before a board that reads live, every time they look. */
const lookLive = (app: BenchApp, periodId: string) => {
  const host = openBaselineHost(app, buildBaselines());
  const look: Look = async ({ accountId }) => {
    const payload = { programId: app.programId, periodId };
    const outcome = await host.invoke({ moduleKey: 'program-page', functionKey: 'bestLive', payload, accountId });
    const refusal = refusalOf(outcome);
    return refusal === undefined ? {} : { refusal };
  };
  return { look, host };
};

const whenOf = (atMs: number): string => `${Math.floor(atMs / 60_000)} min ${Math.floor((atMs % 60_000) / 1_000)} s`;

const addRows = (table: Table, app: BenchApp, ours: Hour, live: Hour): void => {
  const row = { surface: SURFACE, site: app.size };
  const limits = Object.entries(app.host.main.peaks());
  for (const [name, { used, limit }] of limits) {
    // Object.entries forgets which names there are.
    const [figure, unit] = PEAKS[name as PeakName];
    table.add({ ...row, figure, unit, ours: used, against: 'platform limit', theirs: limit });
  }
  const hours = ours.minutes / HOUR_MINUTES;
  const pool = { ...row, unit: 'points', against: 'platform limit, an hour', theirs: new PointsPool().limit };
  const { jiraPoints, jiraPointsOtherReading, refusedCalls } = ours.meter;
  table.add({ ...pool, figure: 'jira points', ours: jiraPoints / hours });
  table.add({ ...pool, figure: 'jira points, other reading', ours: jiraPointsOtherReading / hours });
  const first = live.refusals[0];
  const said = first === undefined ? 'not refused' : `${first.what} after ${whenOf(first.atMs)}`;
  const views = `${live.visits} views, ${Math.round(live.meter.jiraPoints)} points`;
  const against = `live reading, stopped at its first refusal: ${views}, ${said}`;
  table.add({
    ...row,
    figure: 'refused',
    unit: 'answers',
    ours: ours.refusals.length,
    against,
    theirs: live.refusals.length,
  });
  table.add({ ...row, figure: 'refused', unit: 'calls', ours: refusedCalls, against, theirs: live.meter.refusedCalls });
};

/**
 * A planning day on Medium: 150 people open and refresh boards while 50 issues a minute change, all limits in force, then the
 * same people with live reading. `minutes` of the hour are run, its busiest ones: everybody arrives in the first ten.
 */
export const measurePlanningDay = async (
  table: Table,
  { minutes, people = PEOPLE }: { readonly minutes: number; readonly people?: number },
): Promise<void> => {
  const clock = frozenClock(Date.parse(`${TODAY}T07:00:00Z`));
  const pool = new PointsPool();
  const jira = createJira({
    store: seedSite('medium', { today: TODAY }),
    clock,
    random: seededRandom(1),
    pool,
    tuning: { enforceLimits: false },
  });
  const app = await openBenchApp('medium', jira, clock, {
    warm: true,
    delivery: { eventLatenessMs: EVENT_LATENESS_MS },
  });
  const { host, programId, projectIds, viewer } = app;
  try {
    const visits = planVisits(choosePeople(jira, projectIds, people), minutes);
    const day = { visits, minutes, editsPerMinute: EDITS_PER_MINUTE, projectIds };
    const { value } = await app.ask(viewer, 'board.load', { programId });
    const periodId = value.kind === 'board' ? value.board.periodId : value.source.periodId;
    const fullHour = (): number => Math.ceil((clock.now() + 1) / HOUR_MS) * HOUR_MS;
    clock.set(fullHour());
    jira.site.tuning.enforceLimits = true;
    const ours = await runHour(app, { ...day, look: lookThroughIndex(app), stopsWhenRefused: false });
    const counted = ours.minutes < HOUR_MINUTES ? `the first ${ours.minutes} min, points scaled to an hour` : 'an hour';
    console.log(
      `Planning day: ${counted}; ${people} people, ${ours.visits} views and refreshes, ${ours.edits} changes.`,
    );
    for (const { atMs, what } of ours.refusals.slice(0, 5)) console.log(`  refused after ${whenOf(atMs)}: ${what}`);
    clock.set(fullHour());
    const live = lookLive(app, periodId);
    const beside = await runHour(app, { ...day, look: live.look, stopsWhenRefused: true });
    addRows(table, app, ours, { ...beside, meter: live.host.meter() });
    await live.host.close();
  } finally {
    await host.close();
  }
};
