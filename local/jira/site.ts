import type { Clock } from '../clock.ts';
import type { Random } from '../random.ts';
import type { ProductEvent } from './events.ts';
import type { Store } from './store.ts';

/** What every operation works on: the data, the time, chance, and where product events go. */
export interface Site {
  readonly store: Store;
  readonly clock: Clock;
  readonly random: Random;
  /** Told of every product event, after the write it tells of. */
  readonly emit: (event: ProductEvent) => void;
  readonly tuning: SiteTuning;
}

/** What a person running the site may change while it runs. */
export interface SiteTuning {
  /** How long search lags behind writes (platform.md 3.1); reads by id never lag. */
  searchLagMs: number;
  /** Whether bursts, per-issue writes and points are enforced for the app's calls. */
  enforceLimits: boolean;
}
