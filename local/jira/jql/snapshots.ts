import type { Found } from './found.ts';

/** Issues held at once over all lists; beyond it the list not read for longest goes (its token still works, at a search's cost). */
const ISSUES_HELD_MAX = 600_000;

/** Results that somebody is paging through, so that a further page costs no further search. */
export class Snapshots {
  readonly #found = new Map<string, Found>();
  #next = 1;
  #held = 0;

  /** Gives an id that no list of another run of the site has. */
  add(found: Found, now: number): string {
    const id = `${this.#next++}.${now}`;
    this.#found.set(id, found);
    this.#held += found.weight;
    for (const [oldest, { weight }] of this.#found) {
      if (this.#held <= ISSUES_HELD_MAX || oldest === id) break;
      this.#found.delete(oldest);
      this.#held -= weight;
    }
    return id;
  }
  get(id: string): Found | undefined {
    const found = this.#found.get(id);
    if (found === undefined) return undefined;
    this.#found.delete(id);
    this.#found.set(id, found);
    return found;
  }
  /** Forgets everything, as a restart does. */
  clear(): void {
    this.#found.clear();
    this.#held = 0;
  }
}
