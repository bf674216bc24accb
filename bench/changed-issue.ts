import type { Meter } from '../local/forge/meter.ts';
import type { WorkItemId } from '../src/core/ids.ts';
import type { BenchApp } from './bench-app.ts';
import { addTargets, costOf, perOne, type Cost } from './cost.ts';
import { editIssue, pickOpenIssues } from './jira-edits.ts';
import { peekEntries } from './peek.ts';
import type { Table } from './table.ts';

const IDLE_TARGET_S = 15;
const BUSY_TARGET_S = 90;
const BUSY_TARGETS = { 'storage bytes written': 5_000, 'storage write units': 3 };
const PER_MINUTE = 500;
const MINUTES = 2;
/** Changes are made and events run at every step of the site's clock. */
const STEP_MS = 1_200;
/** Long after the last change: what is not in the index by then was lost. */
const GIVE_UP_MS = 3 * 60_000;

interface Change {
  readonly summary: string;
  readonly at: number;
}

/** Takes out of `waiting` what the index has by now; gives how long the slowest of these took, in seconds of the site's time. */
const takeShown = async (app: BenchApp, waiting: Map<WorkItemId, Change>): Promise<number> => {
  const entries = await peekEntries(app.host, [...waiting.keys()]);
  let slowest = 0;
  for (const [id, { summary, at }] of waiting) {
    if (entries.get(id)?.item.summary !== summary) continue;
    slowest = Math.max(slowest, (app.clock.now() - at) / 1_000);
    waiting.delete(id);
  }
  return slowest;
};

interface Brought {
  readonly seconds: number;
  readonly meter: Meter;
  readonly runs: number;
}

/** Makes the changes at their pace and runs what they cause, as the site's time goes by, until the index has them all. */
const bring = async (app: BenchApp, { changes, perStep }: { changes: number; perStep: number }): Promise<Brought> => {
  const { host, jira, clock, viewer } = app;
  const issues = pickOpenIssues(jira, app.projectIds, changes);
  if (issues.length < changes) throw new Error(`There are only ${issues.length} open issues to change.`);
  const waiting = new Map<WorkItemId, Change>();
  let [made, seconds, runs] = [0, 0, 0];
  host.resetMeter();
  const endAt = clock.now() + (changes / perStep) * STEP_MS + GIVE_UP_MS;
  while (made < changes || waiting.size > 0) {
    if (clock.now() > endAt) throw new Error(`${waiting.size} of ${changes} changes did not reach the index.`);
    for (const issue of issues.slice(made, made + perStep)) {
      const summary = `Changed at ${clock.now()} (${issue.key})`;
      await editIssue(jira, viewer, issue, summary);
      waiting.set(issue.id, { summary, at: clock.now() });
    }
    made = Math.min(changes, made + perStep);
    clock.advance(STEP_MS);
    const { ran } = await host.drain({ advance: false });
    runs += ran.length;
    if (ran.some(({ kind }) => kind !== 'event')) seconds = Math.max(seconds, await takeShown(app, waiting));
  }
  return { seconds, meter: host.meter(), runs };
};

const addRows = (table: Table, site: string, surface: string, cost: Cost, seconds: number, target: number): void => {
  const row = { surface, site, against: 'target' };
  table.add({ ...row, figure: 'time until the index has it', unit: 's', ours: seconds, theirs: target });
  const plain = { surface, site, against: 'a live reading would read it at the next view' };
  const add = (figure: string, unit: string, ours: number): void =>
    table.add({ ...plain, figure, unit, ours, theirs: 0 });
  add('jira calls', 'calls', cost.jiraCalls);
  add('jira points', 'points', cost.jiraPoints);
  add('jira points, other reading', 'points', cost.jiraPointsOtherReading);
  add('storage read units', 'units', cost.readUnits);
  add('storage write units', 'units', cost.writeUnits);
  add('storage bytes written', 'bytes', cost.writtenBytes);
  add('gb-seconds', 'GB-s', cost.gbSeconds);
  add('cpu', 'ms', cost.cpuMs);
};

/** One change by somebody else on an idle site, and 500 a minute, through events, queue and consumer. */
export const measureChangedIssue = async (app: BenchApp, table: Table): Promise<void> => {
  const { size, host } = app;
  await host.drain();
  const idle = await bring(app, { changes: 1, perStep: 1 });
  addRows(table, size, 'changed issue', costOf(idle.meter, idle.runs), idle.seconds, IDLE_TARGET_S);
  if (size === 'small') return;
  const changes = PER_MINUTE * MINUTES;
  await host.drain();
  const busy = await bring(app, { changes, perStep: (PER_MINUTE * STEP_MS) / 60_000 });
  const surface = 'changed issue, 500 a minute';
  const each = perOne(costOf(busy.meter, busy.runs), changes);
  addRows(table, size, surface, each, busy.seconds, BUSY_TARGET_S);
  addTargets(table, { surface, site: size }, each, BUSY_TARGETS);
};
