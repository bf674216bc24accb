import { writeFileSync } from 'node:fs';
import path from 'node:path';

/** One figure beside one baseline of the same run; `ratio` is theirs / ours: above 1 is better where less is better. */
export interface Row {
  readonly surface: string;
  readonly site: string;
  readonly figure: string;
  readonly unit: string;
  readonly ours: number;
  readonly against: string;
  readonly theirs: number;
  readonly ratio: number;
}
export type Measure = Omit<Row, 'ratio'>;

const digits = (value: number): string =>
  value >= 100 ? Math.round(value).toLocaleString('en-GB') : value.toFixed(value >= 10 ? 1 : 2);

/** Collects rows, prints one table and writes `bench/results.json`. */
export class Table {
  readonly #rows: Row[] = [];
  readonly #complaints: string[] = [];

  add(measure: Measure): void {
    const ratio = measure.ours === 0 ? Infinity : measure.theirs / measure.ours;
    this.#rows.push({ ...measure, ratio });
  }

  /** Notes what makes figures worth less: said after the table, and the run has failed. */
  complain(text: string): void {
    this.#complaints.push(text);
  }

  print(): void {
    const head = ['surface', 'site', 'figure', 'unit', 'ours', 'against', 'theirs', 'ratio'];
    const lines = this.#rows.map((row) => [
      row.surface,
      row.site,
      row.figure,
      row.unit,
      digits(row.ours),
      row.against,
      digits(row.theirs),
      Number.isFinite(row.ratio) ? `${digits(row.ratio)}x` : '-',
    ]);
    const widths = head.map((title, at) => Math.max(title.length, ...lines.map((line) => line[at]?.length ?? 0)));
    for (const line of [head, ...lines]) {
      const cells = line.map((cell, at) =>
        [4, 6, 7].includes(at) ? cell.padStart(widths[at] ?? 0) : cell.padEnd(widths[at] ?? 0),
      );
      console.log(cells.join('  '));
    }
    for (const text of this.#complaints) console.error(`\nFAILED: ${text}`);
    if (this.#complaints.length > 0) process.exitCode = 1;
  }

  write(): void {
    writeFileSync(path.join(import.meta.dirname, 'results.json'), `${JSON.stringify(this.#rows, undefined, 2)}\n`);
    console.log(`\n${this.#rows.length} rows written to bench/results.json`);
  }
}

/** Middle of several timings of one action, in milliseconds, after `warmUps` runs that do not count. */
export const medianMs = async (runs: number, action: () => unknown, warmUps = 2): Promise<number> => {
  for (let run = 0; run < warmUps; run++) await action();
  const timings: number[] = [];
  for (let run = 0; run < runs; run++) {
    const start = performance.now();
    await action();
    timings.push(performance.now() - start);
  }
  timings.sort((a, b) => a - b);
  return timings[Math.floor(timings.length / 2)] ?? 0;
};
