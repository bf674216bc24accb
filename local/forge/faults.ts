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

/** Where an invocation stands. */
export interface KillPoint {
  readonly moduleKey: string;
  readonly functionKey: string;
  readonly effects: number;
}

const ON_TIME: Delivery = { eventLatenessMs: 0, eventDuplicates: 0, eventLosses: 0, queueDuplicates: 0 };

interface Scripted<T> {
  readonly fault: T;
  remaining: number;
}
const spend = <T>(entries: Scripted<T>[], entry: Scripted<T>): void => {
  entry.remaining -= 1;
  if (entry.remaining === 0) entries.splice(entries.indexOf(entry), 1);
};

/** The platform's faults that are scripted now, and how events are delivered. Jira's own are in its FaultBook. */
export class PlatformFaults {
  readonly #normal: Delivery;
  readonly #storage: Scripted<StorageFault>[] = [];
  readonly #kills: Scripted<KillFault>[] = [];
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
    const entry = this.#storage.find(({ fault }) => fault.path === '*' || fault.path === path);
    if (entry !== undefined) spend(this.#storage, entry);
    return entry?.fault;
  }
  /** Whether an invocation that has had so many effects ends now; counts the fault down where it does. */
  takeKill({ moduleKey, functionKey, effects }: KillPoint): boolean {
    const entry = this.#kills.find(
      ({ fault }) =>
        effects >= fault.afterEffect &&
        (fault.moduleKey === undefined || fault.moduleKey === moduleKey) &&
        (fault.functionKey === undefined || fault.functionKey === functionKey || fault.functionKey === moduleKey),
    );
    if (entry !== undefined) spend(this.#kills, entry);
    return entry !== undefined;
  }
  clear(): void {
    this.#storage.length = 0;
    this.#kills.length = 0;
    this.#delivery = this.#normal;
  }
}
