/** What one invocation, or everything since the last reset, cost. Units are in the names. */
export interface Meter {
  readonly jiraCalls: number;
  readonly jiraPoints: number;
  /** The points under the other reading of an unclear price (design.md 8). */
  readonly jiraPointsOtherReading: number;
  /** Calls that Jira or the platform refused for a rate (429), whatever the app made of it. */
  readonly refusedCalls: number;
  /** The longest chain of calls to Jira or the platform, each started after the one before it had answered. */
  readonly sequentialRoundTrips: number;
  /** The longest chain in modelled latencies (`modelled-latency.ts`), without CPU time and the invocation's own start. */
  readonly chainMs: number;
  readonly kvsReadUnits: number;
  readonly kvsWriteUnits: number;
  /** Bytes of the values that were stored. */
  readonly kvsWrittenBytes: number;
  /** CPU time of the invocation's own thread from its start to its reply; loading the bundle is `initCpuMs`. */
  readonly cpuMs: number;
  readonly initCpuMs: number;
  readonly wallMs: number;
  readonly replyBytes: number;
  /** Memory of the manifest times `chainMs` and `cpuMs` together, GB-seconds (platform.md 1.10): not this machine's waiting. */
  readonly gbSeconds: number;
  /** Largest heap and buffers seen at any of the invocation's calls and at its end. */
  readonly peakMemoryBytes: number;
}

export const emptyMeter = (): Meter => ({
  jiraCalls: 0,
  jiraPoints: 0,
  jiraPointsOtherReading: 0,
  refusedCalls: 0,
  sequentialRoundTrips: 0,
  chainMs: 0,
  kvsReadUnits: 0,
  kvsWriteUnits: 0,
  kvsWrittenBytes: 0,
  cpuMs: 0,
  initCpuMs: 0,
  wallMs: 0,
  replyBytes: 0,
  gbSeconds: 0,
  peakMemoryBytes: 0,
});

/** Two meters as one: sums, and the larger of the peaks. Round trips add up: the second ran after the first. */
export const addMeters = (a: Meter, b: Meter): Meter => ({
  jiraCalls: a.jiraCalls + b.jiraCalls,
  jiraPoints: a.jiraPoints + b.jiraPoints,
  jiraPointsOtherReading: a.jiraPointsOtherReading + b.jiraPointsOtherReading,
  refusedCalls: a.refusedCalls + b.refusedCalls,
  sequentialRoundTrips: a.sequentialRoundTrips + b.sequentialRoundTrips,
  chainMs: a.chainMs + b.chainMs,
  kvsReadUnits: a.kvsReadUnits + b.kvsReadUnits,
  kvsWriteUnits: a.kvsWriteUnits + b.kvsWriteUnits,
  kvsWrittenBytes: a.kvsWrittenBytes + b.kvsWrittenBytes,
  cpuMs: a.cpuMs + b.cpuMs,
  initCpuMs: a.initCpuMs + b.initCpuMs,
  wallMs: a.wallMs + b.wallMs,
  replyBytes: a.replyBytes + b.replyBytes,
  gbSeconds: a.gbSeconds + b.gbSeconds,
  peakMemoryBytes: Math.max(a.peakMemoryBytes, b.peakMemoryBytes),
});
