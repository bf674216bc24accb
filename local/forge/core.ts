import type { SiteClock } from '../clock.ts';
import type { Random } from '../random.ts';
import type { PlatformFaults } from './faults.ts';
import type { Logs } from './logs.ts';
import type { Manifest } from './manifest.ts';
import type { Meter } from './meter.ts';
import type { Runner } from './runtime/workers.ts';

/** What all installations of a host share: the app's code, the clock, chance, faults, logs and the meter. */
export interface HostCore {
  readonly manifest: Manifest;
  readonly appAccountId: string;
  readonly baseUrl: string;
  readonly clock: SiteClock;
  readonly random: Random;
  readonly workers: Runner;
  readonly faults: PlatformFaults;
  readonly logs: Logs;
  readonly timeoutScale: number;
  readonly count: (meter: Meter, moduleKey: string) => void;
}
