/** A call under way: how many calls, and how many modelled milliseconds, the longest chain has that ends with its answer. */
export interface Link {
  readonly depth: number;
  readonly endsAtMs: number;
}

/**
 * The longest chain of dependent calls of one run, in calls and in modelled milliseconds: a call depends on every call that
 * had answered when it was made.
 */
export class CallChain {
  #answeredDepth = 0;
  #answeredMs = 0;

  begin(latencyMs: number): Link {
    return { depth: this.#answeredDepth + 1, endsAtMs: this.#answeredMs + latencyMs };
  }
  end({ depth, endsAtMs }: Link): void {
    this.#answeredDepth = Math.max(this.#answeredDepth, depth);
    this.#answeredMs = Math.max(this.#answeredMs, endsAtMs);
  }
}
