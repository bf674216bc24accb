import type { Random } from '../../random.ts';

/** Something that waits to be delivered to a function of the app; plain data, so that it survives a restart. */
export interface WaitingEvent {
  readonly id: string;
  readonly kind: 'queue' | 'event' | 'lifecycle';
  /** Queue name or event type. */
  readonly name: string;
  /** The consumer's or trigger's key. */
  readonly moduleKey: string;
  readonly payload: Readonly<Record<string, unknown>>;
  /** Epoch ms of the site's time. */
  readonly dueAt: number;
  readonly pushedAt: number;
  readonly retryCount: number;
  readonly retryReason?: string;
  readonly retryData?: unknown;
  readonly jobId?: string;
  readonly concurrency?: { readonly key: string; readonly limit: number };
  /** Set on the second delivery of an event that was already done. */
  readonly isRepeated?: true;
  /** The first invocation of the chain that this event descends from, for the cyclic limit. */
  readonly chainId: string;
}
export type EventListener = (id: string, event: WaitingEvent | undefined) => void;

/** The events of one installation: at least once, in no order (platform.md 1.5). */
export class EventQueue {
  readonly #random: Random;
  readonly #waiting = new Map<string, WaitingEvent>();
  readonly #running = new Map<string, WaitingEvent>();
  readonly #listeners: EventListener[] = [];

  constructor(random: Random) {
    this.#random = random;
  }
  onChange(listener: EventListener): void {
    this.#listeners.push(listener);
  }

  add(event: WaitingEvent): void {
    this.#waiting.set(event.id, event);
    this.#tell(event.id, event);
  }
  /** Takes one of the due events, any of them; it stays known as running until `finish`. */
  take(now: number): WaitingEvent | undefined {
    const due = [...this.#waiting.values()].filter((event) => event.dueAt <= now && this.#mayRun(event));
    const event = due[Math.floor(this.#random() * due.length)];
    if (event === undefined) return undefined;
    this.#waiting.delete(event.id);
    this.#running.set(event.id, event);
    return event;
  }
  /** Ends a run: for good, or with the event to be delivered again. */
  finish(event: WaitingEvent, again?: WaitingEvent): void {
    this.#running.delete(event.id);
    this.#tell(event.id, undefined);
    if (again !== undefined) this.add(again);
  }
  /** Takes the waiting events of a job away; gives how many. */
  cancel(name: string, jobId: string): number {
    const found = [...this.#waiting.values()].filter((event) => event.name === name && event.jobId === jobId);
    for (const { id } of found) {
      this.#waiting.delete(id);
      this.#tell(id, undefined);
    }
    return found.length;
  }
  countOfJob(name: string, jobId: string): number {
    return this.list().filter((event) => event.name === name && event.jobId === jobId).length;
  }
  /** When the next waiting event is due; undefined where none waits. */
  get nextDueAt(): number | undefined {
    let next: number | undefined;
    for (const { dueAt } of this.#waiting.values()) next = next === undefined ? dueAt : Math.min(next, dueAt);
    return next;
  }
  get size(): number {
    return this.#waiting.size;
  }
  get runningCount(): number {
    return this.#running.size;
  }
  /** Waiting and running events: what must not be lost. */
  list(): readonly WaitingEvent[] {
    return [...this.#waiting.values(), ...this.#running.values()];
  }
  restore(event: WaitingEvent): void {
    this.#waiting.set(event.id, event);
  }

  #mayRun({ concurrency }: WaitingEvent): boolean {
    if (concurrency === undefined) return true;
    const running = [...this.#running.values()].filter((other) => other.concurrency?.key === concurrency.key);
    return running.length < concurrency.limit;
  }
  #tell(id: string, event: WaitingEvent | undefined): void {
    for (const listener of this.#listeners) listener(id, event);
  }
}
