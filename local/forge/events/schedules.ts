import type { HostCore } from '../core.ts';
import type { Installation } from '../installation.ts';
import { backendContext, runTask } from '../invocation.ts';
import { listBound, type BoundFunction } from '../manifest.ts';
import type { Ran } from '../types.ts';

const MINUTE_MS = 60_000;
const INTERVALS_MS: Readonly<Record<string, number>> = {
  fiveMinute: 5 * MINUTE_MS,
  hour: 60 * MINUTE_MS,
  day: 24 * 60 * MINUTE_MS,
  week: 7 * 24 * 60 * MINUTE_MS,
};
/** "Starts ~5 min after deploy" (platform.md 1.7). */
const FIRST_RUN_MS = 5 * MINUTE_MS;

const intervalOf = ({ module }: BoundFunction): number => {
  const interval = INTERVALS_MS[String(module.members['interval'])];
  if (interval === undefined) throw new Error(`manifest.yml: scheduledTrigger ${module.key} has no known interval.`);
  return interval;
};

/** Runs a scheduled trigger: no user, a throw is not retried (platform.md 1.7). */
export const runSchedule = async (core: HostCore, installation: Installation, bound: BoundFunction): Promise<Ran> => {
  const moduleKey = bound.module.key;
  const request = { context: { cloudId: installation.cloudId, moduleKey }, contextToken: core.manifest.appId };
  const outcome = await runTask(core, {
    installation,
    bound,
    functionKey: moduleKey,
    args: [request, backendContext(installation, undefined)],
    viewer: undefined,
  });
  const ran = { installation: installation.name, kind: 'schedule', name: moduleKey, moduleKey } as const;
  return 'error' in outcome ? { ...ran, outcome: 'failed', error: outcome.error } : { ...ran, outcome: 'success' };
};

/** When the scheduled triggers of one installation run next, by the site's clock. */
export class Schedules {
  readonly #bound: readonly BoundFunction[];
  readonly #nextAt = new Map<string, number>();

  constructor(core: HostCore) {
    this.#bound = listBound(core.manifest, 'scheduledTrigger');
    for (const each of this.#bound) {
      intervalOf(each);
      this.#nextAt.set(each.module.key, core.clock.now() + FIRST_RUN_MS);
    }
  }
  /** Takes the triggers that are due; a clock that jumped over several runs gives one. */
  takeDue(now: number): readonly BoundFunction[] {
    const due = this.#bound.filter(({ module }) => (this.#nextAt.get(module.key) ?? Infinity) <= now);
    for (const bound of due) {
      const interval = intervalOf(bound);
      const first = this.#nextAt.get(bound.module.key) ?? now;
      this.#nextAt.set(bound.module.key, first + interval * (Math.floor((now - first) / interval) + 1));
    }
    return due;
  }
}
