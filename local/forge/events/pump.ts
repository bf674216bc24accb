import type { HostCore } from '../core.ts';
import type { Installation } from '../installation.ts';
import type { DrainReport, Ran } from '../types.ts';
import { deliver } from './deliver.ts';
import { runSchedule, Schedules } from './schedules.ts';

/** A drain that runs more than this is taken for an endless chain. */
const RUNS_MAX = 50_000;
const TICK_MS = 200;

/** Runs what waits: queues, product events and due schedules of all installations. */
export class Pump {
  readonly #core: HostCore;
  readonly #installations: () => readonly Installation[];
  readonly #consumers: number;
  readonly #schedules = new Map<string, Schedules>();
  readonly #active = new Set<Promise<unknown>>();
  #timer: NodeJS.Timeout | undefined;

  constructor(core: HostCore, installations: () => readonly Installation[], consumers: number) {
    this.#core = core;
    this.#installations = installations;
    this.#consumers = consumers;
  }

  add(installation: Installation): void {
    this.#schedules.set(installation.name, new Schedules(this.#core));
  }

  /** Runs until nothing is left; where `advance`, the clock goes forward to events that wait for their time. */
  async drain({ advance, only }: { advance: boolean; only: string | undefined }): Promise<DrainReport> {
    const { clock } = this.#core;
    const chosen = () => this.#installations().filter(({ name }) => only === undefined || name === only);
    const ran: Ran[] = [];
    let advancedMs = 0;
    for (;;) {
      await this.#runDue(chosen(), ran);
      await Promise.all(this.#active);
      if (ran.length > RUNS_MAX) throw new Error(`The drain ran ${ran.length} events and more were waiting.`);
      const next = Math.min(...chosen().map(({ queue }) => queue.nextDueAt ?? Infinity));
      const wait = next - clock.now();
      if (next === Infinity || (wait > 0 && !advance)) break;
      if (wait > 0) {
        clock.advance(wait);
        advancedMs += wait;
      }
    }
    return { ran, advancedMs, waiting: chosen().reduce((sum, { queue }) => sum + queue.size, 0) };
  }

  /** Keeps running what is due, and schedules by the clock, until `stop`. */
  start(): void {
    this.#timer = setInterval(() => {
      this.#runDue(this.#installations(), []).catch((error: unknown) => this.#core.logs.note(String(error)));
    }, TICK_MS);
    this.#timer.unref();
  }
  stop(): void {
    clearInterval(this.#timer);
  }

  async #runDue(installations: readonly Installation[], ran: Ran[]): Promise<void> {
    const lanes = Array.from({ length: this.#consumers }, () => this.#lane(installations, ran));
    await Promise.all(lanes);
  }
  async #lane(installations: readonly Installation[], ran: Ran[]): Promise<void> {
    for (let next = this.#take(installations); next !== undefined; next = this.#take(installations)) {
      if (this.#active.size >= this.#consumers) await Promise.race(this.#active);
      const run = next();
      this.#active.add(run);
      try {
        ran.push(...(await run));
      } finally {
        this.#active.delete(run);
      }
    }
  }
  #take(installations: readonly Installation[]): (() => Promise<readonly Ran[]>) | undefined {
    const now = this.#core.clock.now();
    for (const installation of installations) {
      const event = installation.queue.take(now);
      if (event !== undefined) return async () => [await deliver(this.#core, installation, event)];
      const due = this.#schedules.get(installation.name)?.takeDue(now) ?? [];
      if (due.length > 0) return () => Promise.all(due.map((bound) => runSchedule(this.#core, installation, bound)));
    }
    return undefined;
  }
}
