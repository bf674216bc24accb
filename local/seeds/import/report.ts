export interface Unplaced {
  readonly what: string;
  readonly reason: string;
  readonly count: number;
  /** A few keys or ids to look at. */
  readonly samples: readonly string[];
}
export interface BrokenLine {
  readonly file: string;
  /** 1 is the first. */
  readonly line: number;
  readonly message: string;
}
export interface ReadFile {
  readonly name: string;
  readonly compression: 'none' | 'gzip' | 'xz';
  readonly layout: 'lines' | 'document' | 'documents';
  readonly issues: number;
}
export interface ImportReport {
  readonly files: readonly ReadFile[];
  /** By kind of thing: how many were found in the files and how many are on the site. */
  readonly counts: Readonly<Record<string, { readonly read: number; readonly placed: number }>>;
  /** What had to be guessed, and from what. */
  readonly inferred: readonly string[];
  readonly unplaced: readonly Unplaced[];
  readonly brokenLines: readonly BrokenLine[];
}

const SAMPLES = 5;

/** Gathers what an import has to tell. */
export class ReportBook {
  readonly #files: ReadFile[] = [];
  readonly #counts = new Map<string, { read: number; placed: number }>();
  readonly #inferred: string[] = [];
  readonly #unplaced = new Map<string, { what: string; reason: string; count: number; samples: string[] }>();
  readonly #brokenLines: BrokenLine[] = [];

  file(file: ReadFile): void {
    this.#files.push(file);
  }
  count(kind: string, read: number, placed = read): void {
    const known = this.#counts.get(kind) ?? { read: 0, placed: 0 };
    this.#counts.set(kind, { read: known.read + read, placed: known.placed + placed });
  }
  infer(sentence: string): void {
    this.#inferred.push(sentence);
  }
  leaveOut(what: string, reason: string, sample?: string, count = 1): void {
    const key = `${what}|${reason}`;
    const known = this.#unplaced.get(key) ?? { what, reason, count: 0, samples: [] };
    known.count += count;
    if (sample !== undefined && known.samples.length < SAMPLES && !known.samples.includes(sample))
      known.samples.push(sample);
    this.#unplaced.set(key, known);
  }
  breakLine(line: BrokenLine): void {
    this.#brokenLines.push(line);
  }
  finish(): ImportReport {
    return {
      files: this.#files,
      counts: Object.fromEntries(this.#counts),
      inferred: this.#inferred,
      unplaced: [...this.#unplaced.values()].sort((a, b) => b.count - a.count),
      brokenLines: this.#brokenLines,
    };
  }
}
