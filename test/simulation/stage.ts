import type { SiteClock } from '../../local/clock.ts';
import type { Random } from '../../local/random.ts';

interface Turn {
  readonly owner: object;
  readonly at: number;
  readonly name: string;
  readonly run: () => void;
}

/** Site time that passes with each turn, at most. */
const TURN_MS = 40;
/** Promises settle within a few rounds of the event loop; what is read of a body takes the most. */
const QUIET_ROUNDS = 3;

const nextRound = (): Promise<void> =>
  new Promise((resolve) => {
    setImmediate(resolve);
  });

/**
 * Where everybody waits for their turn: calls of invocations and their answers, timers, people. One turn at a time is drawn from those that
 * are due, so that one seed decides every interleaving; where none is due, the clock goes on to the next.
 */
export class Stage {
  readonly #clock: SiteClock;
  readonly #random: Random;
  readonly #turns: Turn[] = [];
  #changes = 0;
  #hash = 0x811c9dc5;
  #played = 0;

  constructor(clock: SiteClock, random: Random) {
    this.#clock = clock;
    this.#random = random;
  }

  get now(): number {
    return this.#clock.now();
  }
  /** Tells two runs apart: over the names of all turns, in their order, with their instants. */
  get trace(): string {
    return `${this.#played} turns ${(this.#hash >>> 0).toString(16)}`;
  }

  /** Puts a turn in line that is due after `delayMs`; gives the way to take it back. */
  wait(owner: object, name: string, run: () => void, delayMs = 0): () => void {
    const turn: Turn = { owner, name, run, at: this.now + Math.ceil(Math.max(0, delayMs)) };
    this.#turns.push(turn);
    this.#changes += 1;
    return () => {
      const at = this.#turns.indexOf(turn);
      if (at >= 0) this.#turns.splice(at, 1);
    };
  }
  /** Does something when its turn comes. */
  act<T>(name: string, run: () => T | Promise<T>, delayMs = 0): Promise<T> {
    return new Promise((resolve, reject) => {
      this.wait(this, name, () => Promise.resolve().then(run).then(resolve, reject), delayMs);
    });
  }
  /** Whoever died has no turns any more. */
  forget(owner: object): void {
    for (let at = this.#turns.length - 1; at >= 0; at -= 1)
      if (this.#turns[at]?.owner === owner) this.#turns.splice(at, 1);
  }

  /** Plays turns until `scene` is over; gives or throws what it gives or throws. */
  async play<T>(scene: Promise<T>): Promise<T> {
    const ends: boolean[] = [];
    const end = (): void => {
      ends.push(true);
    };
    scene.then(end, end);
    await this.#quiet();
    while (ends.length === 0) {
      this.#next();
      await this.#quiet();
    }
    return scene;
  }

  #next(): void {
    if (this.#turns.length === 0) throw new Error('Everybody waits, and nothing can happen any more.');
    const earliest = Math.min(...this.#turns.map(({ at }) => at));
    if (earliest > this.now) this.#clock.advance(earliest - this.now);
    const due = this.#turns.filter(({ at }) => at <= this.now);
    const turn = due[Math.floor(this.#random() * due.length)];
    if (turn === undefined) throw new Error('No turn is due.');
    this.#turns.splice(this.#turns.indexOf(turn), 1);
    this.#clock.advance(1 + Math.floor(this.#random() * TURN_MS));
    this.#note(`${this.now} ${turn.name}`);
    turn.run();
  }
  async #quiet(): Promise<void> {
    let known = -1;
    for (let same = 0; same < QUIET_ROUNDS; same = known === this.#changes ? same + 1 : 0) {
      known = this.#changes;
      await nextRound();
    }
  }
  #note(text: string): void {
    this.#played += 1;
    for (let at = 0; at < text.length; at += 1) this.#hash = Math.imul(this.#hash ^ text.charCodeAt(at), 0x01000193);
  }
}
