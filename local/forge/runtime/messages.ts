import type { Link } from './call-chain.ts';

/** What host and worker say to each other; everything is plain data. */

/** The first argument of `__forge_fetch__` (platform.md 9). */
export interface FetchTarget {
  readonly type: string;
  readonly provider?: string;
  readonly remote?: string;
  readonly accountId?: string;
}
/** A call that the app makes to Jira or to the platform. */
export interface OutgoingCall {
  readonly target: FetchTarget;
  /** Path and query. */
  readonly path: string;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
}
export interface IncomingAnswer {
  readonly status: number;
  readonly statusText?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
}
/** The site's time at the moment of sending; a worker runs on from it unless the clock stands still. */
export interface TimeMark {
  readonly now: number;
  readonly frozen: boolean;
}
export interface ThrownError {
  readonly name: string;
  readonly message: string;
  readonly stack?: string;
}
export type LogLevel = 'debug' | 'info' | 'warn' | 'error';

export interface WorkerSetup {
  readonly handlersFile: string;
  /** V8's compiled code of an earlier load of the same file. */
  readonly cachedData?: Uint8Array;
  readonly seed: number;
  readonly time: TimeMark;
}
export interface RunTask {
  readonly exportName: string;
  readonly args: readonly unknown[];
  /** The data of `__forge_runtime__`. */
  readonly runtime: Readonly<Record<string, unknown>>;
  readonly seed: number;
  readonly timeoutMs: number;
}
export type ToWorker =
  | { readonly type: 'run'; readonly task: RunTask; readonly time: TimeMark }
  | { readonly type: 'answer'; readonly id: number; readonly answer: IncomingAnswer; readonly time: TimeMark }
  | { readonly type: 'failure'; readonly id: number; readonly error: ThrownError; readonly time: TimeMark };

export interface Usage {
  readonly cpuMs: number;
  readonly peakMemoryBytes: number;
}
export type FromWorker =
  | { readonly type: 'ready'; readonly cpuMs: number; readonly cachedData?: Uint8Array; readonly error?: ThrownError }
  | { readonly type: 'call'; readonly id: number; readonly chain: Link; readonly call: OutgoingCall }
  | { readonly type: 'log'; readonly level: LogLevel; readonly text: string }
  /** `json` is undefined where the function gave nothing. */
  | { readonly type: 'reply'; readonly json: string | undefined; readonly usage: Usage }
  | { readonly type: 'thrown'; readonly error: ThrownError; readonly usage: Usage };
