/** The site's clock, in epoch milliseconds. Nothing under `local` reads the machine's clock for a value that it shows or stores. */
export interface Clock {
  now(): number;
}

/** A clock that starts at `startMs`, runs on with `elapsedMs` (a monotonic source) and can be set or advanced. */
export class SiteClock implements Clock {
  #base: number;
  #mark: number;
  readonly #elapsedMs: () => number;
  /** Whether it stands still until it is set or advanced. */
  readonly isFrozen: boolean;

  constructor(startMs: number, elapsedMs: () => number = () => performance.now(), isFrozen = false) {
    this.isFrozen = isFrozen;
    this.#base = startMs;
    this.#elapsedMs = elapsedMs;
    this.#mark = elapsedMs();
  }

  now(): number {
    return Math.floor(this.#base + (this.#elapsedMs() - this.#mark));
  }

  set(nowMs: number): void {
    this.#base = nowMs;
    this.#mark = this.#elapsedMs();
  }

  advance(ms: number): void {
    this.#base += ms;
  }
}

/** A clock that stands still until it is set or advanced: for tests and for laying out seeds. */
export const frozenClock = (startMs: number): SiteClock => new SiteClock(startMs, () => 0, true);
