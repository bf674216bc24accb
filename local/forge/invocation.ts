import type { HostCore } from './core.ts';
import { callOut, mayWrite, type EffectScope } from './effects.ts';
import { APP_VERSION, ENVIRONMENT_ID, ENVIRONMENT_TYPE, randomUuid } from './identity.ts';
import type { Installation } from './installation.ts';
import { INVOKE_REPLY_BYTES, PAYLOAD_BYTES } from './limits.ts';
import type { BoundFunction } from './manifest.ts';
import { emptyMeter, type Meter } from './meter.ts';
import { platformError, type PlatformError } from './platform-error.ts';
import type { Link } from './runtime/call-chain.ts';
import type { IncomingAnswer, OutgoingCall } from './runtime/messages.ts';
import type { RunEnd } from './runtime/workers.ts';

/** One run of one function. */
export interface Task {
  readonly installation: Installation;
  readonly bound: BoundFunction;
  /** For faults and logs: the resolver's function key, else the module's key. */
  readonly functionKey: string;
  readonly args: readonly unknown[];
  readonly viewer: string | undefined;
  readonly extension?: Readonly<Record<string, unknown>>;
  /** Not counted in the totals: the host's own question, not the app's use. */
  readonly isUnmetered?: true;
  /** The first invocation of the chain; absent where this one begins it. */
  readonly chainId?: string;
}
export type TaskOutcome =
  { readonly value: unknown; readonly meter: Meter } | { readonly error: PlatformError; readonly meter: Meter };

/** The second argument of every handler. */
export const backendContext = (installation: Installation, viewer: string | undefined): Record<string, unknown> => ({
  principal: viewer === undefined ? undefined : { accountId: viewer },
  installContext: `ari:cloud:jira::site/${installation.cloudId}`,
  installation: {
    ari: { installationId: installation.id },
    contexts: [{ cloudId: installation.cloudId, workspaceId: installation.cloudId }],
  },
});

const runtimeOf = (core: HostCore, task: Task, invocationId: string): Record<string, unknown> => {
  const { installation, bound, viewer } = task;
  const { manifest } = core;
  return {
    appContext: {
      appId: manifest.appId,
      appVersion: APP_VERSION,
      environmentId: ENVIRONMENT_ID,
      environmentType: ENVIRONMENT_TYPE,
      invocationId,
      installationId: installation.id,
      moduleKey: bound.module.key,
      installation: backendContext(installation, viewer)['installation'],
      permissions: { scopes: manifest.scopes, external: {} },
    },
    contextAri: `ari:cloud:jira::site/${installation.cloudId}`,
    aaid: viewer,
    externalAuth: [],
    container: { appCodeDir: '' },
    tracing: { traceId: invocationId.replaceAll('-', ''), spanId: invocationId.slice(0, 8) },
    realtime: { contextToken: invocationId },
  };
};

/** Counts what the calls of one invocation cost, and how long their longest chain was. */
class CallMeter {
  jiraCalls = 0;
  jiraPoints = 0;
  jiraPointsOtherReading = 0;
  refusedCalls = 0;
  sequentialRoundTrips = 0;
  kvsReadUnits = 0;
  kvsWriteUnits = 0;
  kvsWrittenBytes = 0;
  chainMs = 0;
  effects = 0;

  count(report: Awaited<ReturnType<typeof callOut>>, { depth, endsAtMs }: Link): void {
    this.sequentialRoundTrips = Math.max(this.sequentialRoundTrips, depth);
    this.chainMs = Math.max(this.chainMs, endsAtMs);
    if (report.isEffect) this.effects += 1;
    if (report.answer.status === 429) this.refusedCalls += 1;
    if (report.jira !== undefined) {
      this.jiraCalls += 1;
      this.jiraPoints += report.jira.points;
      this.jiraPointsOtherReading += report.jira.pointsOtherReading;
    }
    this.kvsReadUnits += report.kvs?.readUnits ?? 0;
    this.kvsWriteUnits += report.kvs?.writeUnits ?? 0;
    this.kvsWrittenBytes += report.kvs?.writtenBytes ?? 0;
  }
}

const NEVER = new Promise<never>(() => {});

/** Answers the calls of one invocation, and ends it where a fault says so: before its first effect, or after its N-th. */
const answerCalls = (core: HostCore, scope: EffectScope, { task, calls }: { task: Task; calls: CallMeter }) => {
  const isKilled = (): boolean => {
    const { bound, functionKey } = task;
    return core.faults.takeKill({ moduleKey: bound.module.key, functionKey, effects: calls.effects });
  };
  return async (call: OutgoingCall, chain: Link, kill: () => void): Promise<IncomingAnswer> => {
    if (calls.effects === 0 && mayWrite(call) && isKilled()) {
      kill();
      return NEVER;
    }
    const report = await callOut(call, scope);
    calls.count(report, chain);
    if (report.isEffect && isKilled()) {
      kill();
      return NEVER;
    }
    return report.answer;
  };
};

const errorOf = (end: Exclude<RunEnd, { kind: 'reply' }>, { bound }: Task): PlatformError => {
  switch (end.kind) {
    case 'timeout':
      return platformError(
        'FUNCTION_TIME_OUT',
        `The function ${bound.exportName} ran longer than ${bound.timeoutMs / 1000} seconds.`,
      );
    case 'memory':
      return platformError('FUNCTION_OUT_OF_MEMORY', `The function ${bound.exportName} ran out of memory.`);
    case 'killed':
      return platformError('FUNCTION_PLATFORM_UNKNOWN_ERROR', 'The invocation was ended by a scripted fault.');
    case 'exit':
      return platformError('FUNCTION_PLATFORM_UNKNOWN_ERROR', 'The process of the function exited.');
    case 'thrown': {
      const { name, message, stack } = end.error;
      const thrown = stack === undefined ? { name } : { name, stack };
      return platformError('FUNCTION_UNHANDLED_ERROR', message, { thrown });
    }
  }
};

const toOutcome = (end: RunEnd, task: Task, meter: Meter): TaskOutcome => {
  if (end.kind !== 'reply') return { error: errorOf(end, task), meter };
  const limit = task.bound.kind === 'resolver' ? INVOKE_REPLY_BYTES : PAYLOAD_BYTES;
  if (meter.replyBytes > limit) {
    const message = `The reply has ${meter.replyBytes} bytes; ${limit} are allowed.`;
    return { error: platformError('RESPONSE_TOO_LARGE', message), meter };
  }
  return { value: end.json === undefined ? undefined : JSON.parse(end.json), meter };
};

/** Runs a function in its own thread, meters it and enforces the platform's limits; never rejects for what the app does. */
export const runTask = async (core: HostCore, task: Task): Promise<TaskOutcome> => {
  const { installation, bound } = task;
  const invocationId = randomUuid(core.random);
  const scope: EffectScope = {
    installation,
    appAccountId: core.appAccountId,
    scopes: core.manifest.scopes,
    viewer: task.viewer,
    extension: task.extension,
    chainId: task.chainId ?? invocationId,
    faults: core.faults,
    baseUrl: core.baseUrl,
  };
  const calls = new CallMeter();
  const log = core.logs.open(
    { invocationId, installation: installation.name, moduleKey: bound.module.key, functionKey: task.functionKey },
    bound.timeoutMs,
  );
  const { end, initCpuMs, wallMs } = await core.workers.run(
    {
      exportName: bound.exportName,
      args: task.args,
      runtime: runtimeOf(core, task, invocationId),
      seed: Math.floor(core.random() * 2 ** 32),
      timeoutMs: bound.timeoutMs * core.timeoutScale,
    },
    { onCall: answerCalls(core, scope, { task, calls }), onLog: log.write },
  );
  const { effects: _, ...counted } = calls;
  const cpuMs = ('usage' in end && end.usage?.cpuMs) || 0;
  const meter: Meter = {
    ...emptyMeter(),
    ...counted,
    cpuMs,
    peakMemoryBytes: ('usage' in end && end.usage?.peakMemoryBytes) || 0,
    initCpuMs,
    wallMs,
    replyBytes: end.kind === 'reply' ? Buffer.byteLength(end.json ?? '') : 0,
    gbSeconds: (core.manifest.memoryMb / 1024) * ((counted.chainMs + cpuMs) / 1000),
  };
  const outcome = toOutcome(end, task, meter);
  if ('error' in outcome)
    log.write('error', `${outcome.error.code}: ${outcome.error.thrown?.stack ?? outcome.error.message}`);
  if (task.isUnmetered !== true) core.count(meter, bound.module.key);
  return outcome;
};
