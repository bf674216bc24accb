import type { Delivery } from './types.ts';

/** A call of Forge storage that is refused instead of done. */
export interface StorageFault {
  /** For example `/api/v1/set`, or `*`. */
  readonly path: string;
  readonly status: number;
  readonly code: string;
  readonly times: number;
}
/** Ends an invocation right after its N-th effect (a write to Jira or storage, a push, a publish); 0: before the first. */
export interface KillFault {
  readonly afterEffect: number;
  /** Matched against the function's key (resolver functions) or the module's key; absent: any invocation. */
  readonly functionKey?: string;
  readonly moduleKey?: string;
  readonly times: number;
}

const ON_TIME: Delivery = { eventLatenessMs: 0, eventDuplicates: 0, eventLosses: 0, queueDuplicates: 0 };

const takeFirst = <T extends { readonly times: number }>(
  entries: { fault: T; remaining: number }[],
  meets: (fault: T) => boolean,
): T | undefined => {
  const at = entries.findIndex(({ fault }) => meets(fault));
  const entry = entries[at];
  if (entry === undefined) return undefined;
  entry.remaining -= 1;
  if (entry.remaining === 0) entries.splice(at, 1);
  return entry.fault;
};

/** The platform's faults that are scripted now, and how events are delivered. Jira's own are in its FaultBook. */
export class PlatformFaults {
  readonly #normal: Delivery;
  readonly #storage: { fault: StorageFault; remaining: number }[] = [];
  readonly #kills: { fault: KillFault; remaining: number }[] = [];
  #delivery: Delivery;

  constructor(delivery: Partial<Delivery> = {}) {
    this.#normal = { ...ON_TIME, ...delivery };
    this.#delivery = this.#normal;
  }
  get delivery(): Delivery {
    return this.#delivery;
  }
  deliver(delivery: Partial<Delivery>): void {
    this.#delivery = { ...this.#delivery, ...delivery };
  }
  addStorage(fault: StorageFault): void {
    this.#storage.push({ fault, remaining: fault.times });
  }
  addKill(fault: KillFault): void {
    this.#kills.push({ fault, remaining: fault.times });
  }
  takeStorage(path: string): StorageFault | undefined {
    return takeFirst(this.#storage, (fault) => fault.path === '*' || fault.path === path);
  }
  /** The kill that meets an invocation that is about to start. */
  takeKill(moduleKey: string, functionKey: string): KillFault | undefined {
    return takeFirst(
      this.#kills,
      (fault) =>
        (fault.moduleKey === undefined || fault.moduleKey === moduleKey) &&
        (fault.functionKey === undefined || fault.functionKey === functionKey || fault.functionKey === moduleKey),
    );
  }
  clear(): void {
    this.#storage.length = 0;
    this.#kills.length = 0;
    this.#delivery = this.#normal;
  }
}
