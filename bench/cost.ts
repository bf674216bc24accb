import type { Meter } from '../local/forge/meter.ts';
import { INVOCATION_MS } from '../local/forge/modelled-latency.ts';
import type { Table } from './table.ts';

/** What something cost, in the figures of the table. */
export interface Cost {
  /** The longest chain of dependent calls. */
  readonly trips: number;
  /** That chain in modelled latencies, the invocations' own and CPU time included. */
  readonly modelledMs: number;
  readonly cpuMs: number;
  readonly peakMemoryBytes: number;
  readonly replyBytes: number;
  readonly jiraCalls: number;
  /** The reading that the local site enforces, the dearer one. */
  readonly jiraPoints: number;
  readonly jiraPointsOtherReading: number;
  readonly readUnits: number;
  readonly writeUnits: number;
  readonly writtenBytes: number;
  readonly gbSeconds: number;
}

export const NO_COST: Cost = {
  trips: 0,
  modelledMs: 0,
  cpuMs: 0,
  peakMemoryBytes: 0,
  replyBytes: 0,
  jiraCalls: 0,
  jiraPoints: 0,
  jiraPointsOtherReading: 0,
  readUnits: 0,
  writeUnits: 0,
  writtenBytes: 0,
  gbSeconds: 0,
};

/** What a meter of `invocations` runs, one after another, says. */
export const costOf = (meter: Meter, invocations = 1): Cost => ({
  trips: meter.sequentialRoundTrips,
  modelledMs: invocations * INVOCATION_MS + meter.chainMs + meter.cpuMs,
  cpuMs: meter.cpuMs,
  peakMemoryBytes: meter.peakMemoryBytes,
  replyBytes: meter.replyBytes,
  jiraCalls: meter.jiraCalls,
  jiraPoints: meter.jiraPoints,
  jiraPointsOtherReading: meter.jiraPointsOtherReading,
  readUnits: meter.kvsReadUnits,
  writeUnits: meter.kvsWriteUnits,
  writtenBytes: meter.kvsWrittenBytes,
  gbSeconds: meter.gbSeconds,
});

const add = (a: Cost, b: Cost): Cost => ({
  trips: a.trips + b.trips,
  modelledMs: a.modelledMs + b.modelledMs,
  cpuMs: a.cpuMs + b.cpuMs,
  peakMemoryBytes: Math.max(a.peakMemoryBytes, b.peakMemoryBytes),
  replyBytes: a.replyBytes + b.replyBytes,
  jiraCalls: a.jiraCalls + b.jiraCalls,
  jiraPoints: a.jiraPoints + b.jiraPoints,
  jiraPointsOtherReading: a.jiraPointsOtherReading + b.jiraPointsOtherReading,
  readUnits: a.readUnits + b.readUnits,
  writeUnits: a.writeUnits + b.writeUnits,
  writtenBytes: a.writtenBytes + b.writtenBytes,
  gbSeconds: a.gbSeconds + b.gbSeconds,
});

/** One after another. */
export const inTurn = (...costs: readonly Cost[]): Cost => costs.reduce(add, NO_COST);
/** Side by side: the longer chain counts, all else adds up. */
export const sideBySide = (...costs: readonly Cost[]): Cost => ({
  ...inTurn(...costs),
  trips: Math.max(0, ...costs.map((cost) => cost.trips)),
  modelledMs: Math.max(0, ...costs.map((cost) => cost.modelledMs)),
});
/** The same a whole number of times, or its share: what counts is divided, what peaks is not. */
export const perOne = (cost: Cost, count: number): Cost => ({
  trips: cost.trips,
  modelledMs: cost.modelledMs,
  peakMemoryBytes: cost.peakMemoryBytes,
  cpuMs: cost.cpuMs / count,
  replyBytes: cost.replyBytes / count,
  jiraCalls: cost.jiraCalls / count,
  jiraPoints: cost.jiraPoints / count,
  jiraPointsOtherReading: cost.jiraPointsOtherReading / count,
  readUnits: cost.readUnits / count,
  writeUnits: cost.writeUnits / count,
  writtenBytes: cost.writtenBytes / count,
  gbSeconds: cost.gbSeconds / count,
});

interface Figure {
  readonly name: string;
  readonly unit: string;
  readonly of: (cost: Cost) => number;
}
/** The figures of issue 3, by its names; `jira points` is the enforced reading of prices, the other one stands beside it. */
export const FIGURES: readonly Figure[] = [
  { name: 'round trips', unit: 'trips', of: (cost) => cost.trips },
  { name: 'modelled time', unit: 'ms', of: (cost) => cost.modelledMs },
  { name: 'cpu', unit: 'ms', of: (cost) => cost.cpuMs },
  { name: 'peak memory', unit: 'MB', of: (cost) => cost.peakMemoryBytes / 1_048_576 },
  { name: 'reply bytes', unit: 'bytes', of: (cost) => cost.replyBytes },
  { name: 'jira calls', unit: 'calls', of: (cost) => cost.jiraCalls },
  { name: 'jira points', unit: 'points', of: (cost) => cost.jiraPoints },
  { name: 'jira points, other reading', unit: 'points', of: (cost) => cost.jiraPointsOtherReading },
  { name: 'storage read units', unit: 'units', of: (cost) => cost.readUnits },
  { name: 'storage write units', unit: 'units', of: (cost) => cost.writeUnits },
  { name: 'storage bytes written', unit: 'bytes', of: (cost) => cost.writtenBytes },
  { name: 'gb-seconds', unit: 'GB-s', of: (cost) => cost.gbSeconds },
];

/** One row a figure against one baseline. */
export const addCost = (
  table: Table,
  { surface, site, against }: { readonly surface: string; readonly site: string; readonly against: string },
  ours: Cost,
  theirs: Cost,
): void => {
  for (const { name, unit, of } of FIGURES)
    table.add({ surface, site, figure: name, unit, ours: of(ours), against, theirs: of(theirs) });
};

/** Rows of those figures that have a target, by the figure's name. */
export const addTargets = (
  table: Table,
  { surface, site }: { readonly surface: string; readonly site: string },
  ours: Cost,
  targets: Readonly<Record<string, number>>,
): void => {
  for (const [figure, theirs] of Object.entries(targets)) {
    const known = FIGURES.find(({ name }) => name === figure);
    if (known === undefined) throw new Error(`No figure is called ${figure}.`);
    table.add({ surface, site, figure, unit: known.unit, ours: known.of(ours), against: 'target', theirs });
  }
};
