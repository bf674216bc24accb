import type { ImportReport } from '../seeds/import/index.ts';

const BROKEN_SHOWN = 20;

/** An import's report as lines: files, counts, guesses, what was left out and why, broken lines with their numbers. */
export const importReportLines = (report: ImportReport): readonly string[] => {
  const { files, counts, inferred, unplaced, brokenLines } = report;
  const broken = brokenLines
    .slice(0, BROKEN_SHOWN)
    .map(({ file, line, message }) => `  ${file}, line ${line}: ${message}`);
  const more = brokenLines.length - broken.length;
  return [
    ...files.map(
      ({ name, compression, layout, issues }) => `${name}: ${issues} work items (${layout}, ${compression} compressed)`,
    ),
    'Placed:',
    ...Object.entries(counts).map(([kind, { read, placed }]) =>
      read === placed ? `  ${placed} ${kind}` : `  ${placed} of ${read} ${kind}`,
    ),
    ...(inferred.length > 0 ? ['Guessed:', ...inferred.map((sentence) => `  ${sentence}`)] : []),
    ...(unplaced.length > 0 ? ['Left out:'] : []),
    ...unplaced.map(({ what, reason, count, samples }) => {
      const shown = samples.length > 0 ? ` (${samples.join(', ')}${count > samples.length ? ', ...' : ''})` : '';
      return `  ${count} ${what}: ${reason}${shown}`;
    }),
    ...(broken.length > 0 ? [`Broken lines: ${brokenLines.length}`, ...broken] : []),
    ...(more > 0 ? [`  and ${more} more`] : []),
  ];
};
