import { closeSync, existsSync, openSync, readFileSync, truncateSync, writeSync } from 'node:fs';

/** One thing that happened, as a JSON array; the first member is its kind. */
export type Entry = readonly [kind: string, ...rest: readonly unknown[]];

/** A journal with a line that is not JSON, other than a torn last one. */
export class DamagedJournal extends Error {
  constructor(file: string, line: number) {
    super(`${file}, line ${line} is damaged.`);
    this.name = 'DamagedJournal';
  }
}

/** The entries of a journal; a last line that was cut off by a crash is taken away from the file. */
export const readJournal = (file: string): readonly Entry[] => {
  if (!existsSync(file)) return [];
  const bytes = readFileSync(file);
  const end = bytes.lastIndexOf(0x0a) + 1;
  if (end < bytes.length) truncateSync(file, end);
  const lines = bytes.subarray(0, end).toString('utf8').split('\n');
  return lines.slice(0, -1).map((line, index) => {
    try {
      return JSON.parse(line) as Entry; // written by Journal.append
    } catch {
      throw new DamagedJournal(file, index + 1);
    }
  });
};

/** Appends entries to a file, a line each, in one write for each turn of the event loop. */
export class Journal {
  readonly #file: number;
  #lines: string[] = [];
  #scheduled: NodeJS.Immediate | undefined;
  readonly #beforeFlush: () => readonly Entry[];

  /** `beforeFlush` may add entries that are found out only now. */
  constructor(file: string, beforeFlush: () => readonly Entry[] = () => []) {
    this.#file = openSync(file, 'a');
    this.#beforeFlush = beforeFlush;
  }
  append(entry: Entry): void {
    this.#lines.push(JSON.stringify(entry));
    this.#scheduled ??= setImmediate(() => this.flush());
  }
  flush(): void {
    clearImmediate(this.#scheduled);
    this.#scheduled = undefined;
    const lines = [...this.#lines, ...this.#beforeFlush().map((entry) => JSON.stringify(entry))];
    this.#lines = [];
    if (lines.length > 0) writeSync(this.#file, `${lines.join('\n')}\n`);
  }
  close(): void {
    this.flush();
    closeSync(this.#file);
  }
}
