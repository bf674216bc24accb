import type { Random } from '../random.ts';
import type { SiteClock } from '../clock.ts';
import type { Jira } from '../jira/jira.ts';
import type { Manifest } from './manifest.ts';
import type { Meter } from './meter.ts';
import type { PlatformError } from './platform-error.ts';
import type { Runner } from './runtime/workers.ts';

/** How product events and queued events reach the app: chances are 0 to 1, drawn from the host's randomness. */
export interface Delivery {
  /** Product events arrive up to this late (platform.md 1.7: up to 3 minutes). */
  readonly eventLatenessMs: number;
  readonly eventDuplicates: number;
  readonly eventLosses: number;
  /** Queued events are delivered at least once; this is the chance of a second time. */
  readonly queueDuplicates: number;
}

export interface HostOptions {
  readonly manifest: Manifest;
  /** The bundle of the handlers, one CommonJS file. */
  readonly handlersFile: string;
  /** The site of the installation `main`. */
  readonly jira: Jira;
  /** Makes the site of any other installation when it is first named; absent: there is only `main`. */
  readonly newSite?: (installation: string) => Jira | Promise<Jira>;
  readonly clock: SiteClock;
  readonly random: Random;
  /** The app's own account, for `asApp`. */
  readonly appAccountId: string;
  /** The address that the site is served under. */
  readonly baseUrl?: string;
  readonly delivery?: Partial<Delivery>;
  /** Run queues, events and schedules by themselves when due (`npm start`); else only `drain` and `schedule` run them. */
  readonly background?: boolean;
  /** Events that may run side by side (default 1: the order of a run is then decided by the seed alone). */
  readonly consumers?: number;
  /** Reuses a worker for the next invocation, as the platform does; only where warmth is what is measured. */
  readonly warm?: boolean;
  /** Threads kept ready for the next invocations while nothing runs (default 1). */
  readonly spares?: number;
  /** Runs the functions instead of threads of this host: a simulation decides itself whose call is answered next. */
  readonly runner?: Runner;
  /** Told of every invocation's cost as it ends. */
  readonly onMetered?: (meter: Meter, moduleKey: string) => void;
  /** Scales every function timeout, for tests of timeouts. */
  readonly timeoutScale?: number;
}

/** One call of a resolver function, as `invoke(functionKey, payload)` of a page makes it. */
export interface InvokeRequest {
  /** Default `main`. */
  readonly installation?: string;
  readonly moduleKey: string;
  readonly functionKey: string;
  readonly payload?: unknown;
  /** The viewer; undefined is an anonymous one. */
  readonly accountId: string | undefined;
  /** `context.extension`, without `type`: `{ project }`, `{ issue, project }`, ... */
  readonly extension?: Readonly<Record<string, unknown>>;
  /** Not counted in the host's totals nor in rates: a question of the host itself. */
  readonly isUnmetered?: true;
  /** Told to the function as `context.localId`. */
  readonly localId?: string;
}
/** The user-led rate limit after a call (`invoke(..., { rateLimitProperties: true })`); `reset` in epoch seconds. */
export interface RateLimitProperties {
  readonly limit: number;
  readonly remaining: number;
  readonly reset: number;
}
export type InvokeOutcome =
  | { readonly body: unknown; readonly meter: Meter; readonly rateLimit: RateLimitProperties }
  | { readonly error: PlatformError; readonly meter: Meter };

export interface LogLine {
  readonly invocationId: string;
  readonly installation: string;
  readonly moduleKey: string;
  readonly functionKey: string;
  /** The site's time, epoch ms. */
  readonly at: number;
  readonly level: 'debug' | 'info' | 'warn' | 'error';
  readonly text: string;
}

/** One thing that a drain, a schedule or the background ran. */
export interface Ran {
  readonly installation: string;
  readonly kind: 'queue' | 'event' | 'schedule' | 'lifecycle';
  /** Queue name, event type or schedule key. */
  readonly name: string;
  readonly moduleKey: string;
  readonly outcome: 'success' | 'retry' | 'failed';
  readonly error?: PlatformError;
}
export interface DrainReport {
  readonly ran: readonly Ran[];
  /** How far the site's clock went forward to reach delayed events and retries. */
  readonly advancedMs: number;
  /** Events that are still waiting for their time (none unless asked not to advance). */
  readonly waiting: number;
}
