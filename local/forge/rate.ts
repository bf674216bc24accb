import type { Clock } from '../clock.ts';

/** A count over fixed windows of the site's clock. */
export class WindowCounter {
  readonly #clock: Clock;
  readonly #windowMs: number;
  readonly limit: number;
  #window = -1;
  #used = 0;
  #peak = 0;

  constructor(clock: Clock, windowMs: number, limit: number) {
    this.#clock = clock;
    this.#windowMs = windowMs;
    this.limit = limit;
  }

  /** How much of the current window is used. */
  get used(): number {
    const window = Math.floor(this.#clock.now() / this.#windowMs);
    if (window !== this.#window) {
      this.#window = window;
      this.#used = 0;
    }
    return this.#used;
  }
  get isExhausted(): boolean {
    return this.used >= this.limit;
  }
  add(amount = 1): void {
    this.#used = this.used + amount;
    this.#peak = Math.max(this.#peak, this.#used);
  }
  /** The fullest window since the last `resetPeak`. */
  get peak(): number {
    return this.#peak;
  }
  resetPeak(): void {
    this.#peak = this.used;
  }
  /** When the current window ends, epoch ms. */
  get resetAt(): number {
    return (Math.floor(this.#clock.now() / this.#windowMs) + 1) * this.#windowMs;
  }
}
