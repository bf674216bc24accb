/** A scripted fault: what the matching calls get instead of (or on top of) their answer. */
export interface Fault {
  /** Any method where absent. */
  readonly method?: string;
  /** Path with `*` for anything, or a template's `{name}` for one segment, for example `/rest/api/3/issue/*`. */
  readonly path: string;
  /** Answers this instead of calling the operation. */
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly delayMs?: number;
  /** The connection breaks: before the operation ran, or after it (its effect happened, its answer is lost). */
  readonly drop?: 'before' | 'after';
  /** How many calls it meets. */
  readonly times: number;
}
export interface ScriptedFault extends Fault {
  readonly id: string;
  readonly remaining: number;
}

/** What the caller's side of a dropped connection sees; a server in front destroys the socket. */
export class ConnectionDropped extends Error {
  constructor(what: string) {
    super(`The connection was dropped (scripted fault): ${what}`);
    this.name = 'ConnectionDropped';
  }
}

const patternOf = (path: string): RegExp => {
  const escaped = path.replaceAll(/[.+?^$()|[\]\\]/g, String.raw`\$&`);
  return new RegExp(`^${escaped.replaceAll(/\{\w*\}/g, '[^/]+').replaceAll('*', '.*')}$`);
};

/** The faults that are scripted now, the oldest first. */
export class FaultBook {
  readonly #entries: { fault: Fault; id: string; remaining: number; pattern: RegExp }[] = [];
  #last = 0;

  /** Throws a TypeError for a fault that could never do anything. */
  add(fault: Fault): ScriptedFault {
    const effective = fault.status !== undefined || fault.delayMs !== undefined || fault.drop !== undefined;
    if (!effective) throw new TypeError('A fault needs a status, a delayMs or a drop');
    if (!Number.isInteger(fault.times) || fault.times < 1) throw new TypeError('A fault needs times: 1 or more');
    const entry = { fault, id: String(++this.#last), remaining: fault.times, pattern: patternOf(fault.path) };
    this.#entries.push(entry);
    return { ...fault, id: entry.id, remaining: entry.remaining };
  }
  list(): readonly ScriptedFault[] {
    return this.#entries.map(({ fault, id, remaining }) => ({ ...fault, id, remaining }));
  }
  clear(): void {
    this.#entries.length = 0;
  }
  /** Takes the fault that meets this call, if any, and counts it down. */
  take(method: string, path: string): Fault | undefined {
    const found = this.#entries.findIndex(
      ({ fault, pattern }) =>
        (fault.method === undefined || fault.method.toUpperCase() === method) && pattern.test(path),
    );
    const entry = this.#entries[found];
    if (entry === undefined) return undefined;
    entry.remaining -= 1;
    if (entry.remaining === 0) this.#entries.splice(found, 1);
    return entry.fault;
  }
}
