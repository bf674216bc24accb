import type { SiteClock } from '../clock.ts';
import { seededRandom, seedOf, type Random } from '../random.ts';
import type { Jira } from '../jira/jira.ts';
import { EventQueue } from './events/event-queue.ts';
import { Jobs } from './events/jobs.ts';
import { uuidOf } from './identity.ts';
import {
  INVOKES_PER_MINUTE,
  INVOKES_PER_SECOND,
  INVOKES_PER_USER_PER_MINUTE,
  KVS_REQUESTS_PER_SECOND,
  KVS_UNITS_PER_MINUTE,
  NETWORK_REQUESTS_PER_MINUTE,
  QUEUE_EVENTS_PER_MINUTE,
  REALTIME_OPERATIONS_PER_SECOND,
} from './limits.ts';
import type { Manifest } from './manifest.ts';
import { WindowCounter } from './rate.ts';
import { OpenWebTriggers } from './services/open-web-triggers.ts';
import { QueueService } from './services/queue-service.ts';
import { Realtime } from './services/realtime.ts';
import { ForgeStorage } from './storage/storage.ts';
import type { RateLimitProperties } from './types.ts';

export type { ChannelAddress, RealtimeChannels, RealtimeEvent } from './services/channels.ts';

/** The platform's rates, by what they count (platform.md 1). */
export type PeakName =
  | 'invokesPerMinuteOfOneUser'
  | 'invokesPerMinute'
  | 'invokesPerSecond'
  | 'storageReadUnitsPerMinute'
  | 'storageWriteUnitsPerMinute'
  | 'storageRequestsPerSecond'
  | 'queueEventsPerMinute'
  | 'realtimeOperationsPerSecond'
  | 'callsPerMinute';

interface InstallationOptions {
  readonly name: string;
  readonly manifest: Manifest;
  readonly jira: Jira;
  readonly clock: SiteClock;
}

/** One installation of the app: its own Jira, storage, queues and channels; it shares nothing with another. */
export class Installation {
  readonly name: string;
  /** The installation's UUID. */
  readonly id: string;
  readonly manifest: Manifest;
  readonly jira: Jira;
  readonly storage: ForgeStorage;
  readonly queue: EventQueue;
  readonly jobs = new Jobs();
  readonly queueService: QueueService;
  readonly realtime: Realtime;
  /** Calls of the app to anything, this minute. */
  readonly network: WindowCounter;
  readonly openWebTriggers = new OpenWebTriggers();
  readonly random: Random;
  readonly #clock: SiteClock;
  readonly #invokesPerMinute: WindowCounter;
  readonly #invokesPerSecond: WindowCounter;
  readonly #invokesByUser = new Map<string, WindowCounter>();

  constructor({ name, manifest, jira, clock }: InstallationOptions) {
    this.name = name;
    this.id = uuidOf(`installation/${name}`);
    this.manifest = manifest;
    this.jira = jira;
    this.random = seededRandom(seedOf(`installation/${name}`));
    this.#clock = clock;
    this.storage = new ForgeStorage(manifest, clock, this.isLimited);
    this.queue = new EventQueue(this.random);
    this.queueService = new QueueService({
      manifest,
      clock,
      random: this.random,
      queue: this.queue,
      jobs: this.jobs,
      isLimited: this.isLimited,
    });
    this.realtime = new Realtime(clock, this.random);
    this.network = new WindowCounter(clock, 60_000, NETWORK_REQUESTS_PER_MINUTE);
    this.#invokesPerMinute = new WindowCounter(clock, 60_000, INVOKES_PER_MINUTE);
    this.#invokesPerSecond = new WindowCounter(clock, 1_000, INVOKES_PER_SECOND);
  }

  /** Whether the platform's rates hold: the same switch as Jira's (`tuning.enforceLimits`). */
  readonly isLimited = (): boolean => this.jira.site.tuning.enforceLimits;

  /** From now on `peaks` tells anew. */
  resetPeaks(): void {
    this.storage.resetPeaks();
    const rates = [this.#invokesPerMinute, this.#invokesPerSecond, ...this.#invokesByUser.values(), this.network];
    for (const rate of [...rates, this.queueService.rate, this.realtime.rate]) rate.resetPeak();
  }
  /** How near to each of the platform's rates this installation came: the fullest window of each since the last reset. */
  peaks(): Readonly<Record<PeakName, { readonly used: number; readonly limit: number }>> {
    const { readUnits, writeUnits, requests } = this.storage.peaks;
    const busiest = Math.max(0, ...[...this.#invokesByUser.values()].map(({ peak }) => peak));
    return {
      invokesPerMinuteOfOneUser: { used: busiest, limit: INVOKES_PER_USER_PER_MINUTE },
      invokesPerMinute: { used: this.#invokesPerMinute.peak, limit: INVOKES_PER_MINUTE },
      invokesPerSecond: { used: this.#invokesPerSecond.peak, limit: INVOKES_PER_SECOND },
      storageReadUnitsPerMinute: { used: readUnits, limit: KVS_UNITS_PER_MINUTE },
      storageWriteUnitsPerMinute: { used: writeUnits, limit: KVS_UNITS_PER_MINUTE },
      storageRequestsPerSecond: { used: requests, limit: KVS_REQUESTS_PER_SECOND },
      queueEventsPerMinute: { used: this.queueService.rate.peak, limit: QUEUE_EVENTS_PER_MINUTE },
      realtimeOperationsPerSecond: { used: this.realtime.rate.peak, limit: REALTIME_OPERATIONS_PER_SECOND },
      callsPerMinute: { used: this.network.peak, limit: NETWORK_REQUESTS_PER_MINUTE },
    };
  }

  get cloudId(): string {
    return this.jira.site.store.settings.cloudId;
  }

  /** Counts one user-led invocation (platform.md 1.1); `isOver` where it may not run. */
  countInvoke(accountId: string | undefined): { readonly isOver: boolean; readonly rateLimit: RateLimitProperties } {
    const user = accountId ?? '';
    const ofUser = this.#invokesByUser.get(user) ?? new WindowCounter(this.#clock, 60_000, INVOKES_PER_USER_PER_MINUTE);
    this.#invokesByUser.set(user, ofUser);
    const counters = [ofUser, this.#invokesPerMinute, this.#invokesPerSecond];
    const isOver = this.isLimited() && counters.some(({ isExhausted }) => isExhausted);
    if (!isOver) for (const counter of counters) counter.add();
    const remaining = Math.max(0, ofUser.limit - ofUser.used);
    return { isOver, rateLimit: { limit: ofUser.limit, remaining, reset: Math.ceil(ofUser.resetAt / 1000) } };
  }
}
