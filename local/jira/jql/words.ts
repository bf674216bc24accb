const escaped = (text: string): string => text.replaceAll(/[.+^${}()|[\]\\/]/g, String.raw`\$&`);
const wildcards = (text: string): string =>
  escaped(text)
    .replaceAll('*', String.raw`[\p{L}\p{N}_]*`)
    .replaceAll('?', String.raw`[\p{L}\p{N}_]`);

const pattern = (words: string): RegExp => {
  const body = words
    .trim()
    .split(/[^\p{L}\p{N}_*?]+/u)
    .filter((word) => word !== '')
    .map(wildcards)
    .join(String.raw`[^\p{L}\p{N}]+`);
  return new RegExp(String.raw`(?<![\p{L}\p{N}_])${body}(?![\p{L}\p{N}_])`, 'iu');
};

/** The longest piece that every match holds as it stands: looked for first, for that is many times faster than the pattern. */
const piece = (words: string): string =>
  words
    .toLowerCase()
    .split(/[^\p{L}\p{N}_]+/u)
    .reduce((longest, each) => (each.length > longest.length ? each : longest), '');

const matcher = (words: string): ((text: string) => boolean) => {
  const [regexp, held] = [pattern(words), piece(words)];
  return (text) => text.toLowerCase().includes(held) && regexp.test(text);
};

/**
 * What `~` asks of a text: every word somewhere in it, a phrase in (escaped) double quotes as it stands, `*` and `?` as
 * wildcards, a word after `-` nowhere. Jira also finds other forms of a word ("run", "running"); this site does not.
 */
export const wordMatcher = (query: string): ((texts: readonly string[]) => boolean) => {
  const parts = [...query.matchAll(/(-?)(?:"([^"]*)"|(\S+))/g)]
    .map(([, minus, phrase, word]) => ({ isExcluded: minus === '-', words: phrase ?? word ?? '' }))
    .filter(({ words }) => /[\p{L}\p{N}]/u.test(words) && !/^(AND|OR|NOT)$/.test(words))
    .map(({ isExcluded, words }) => ({ isExcluded, matches: matcher(words) }));
  return (texts) => parts.every(({ isExcluded, matches }) => texts.some(matches) !== isExcluded);
};
