/** A value cut out of a damaged document; `text` is undefined where its brackets do not close. */
export interface Piece {
  readonly text: string | undefined;
  /** 1 is the first. */
  readonly line: number;
}

/** Where the value that starts at `from` with a bracket ends, exclusively; undefined where its brackets do not close. */
export const endOfValue = (text: string, from: number): number | undefined => {
  let depth = 0;
  let inText = false;
  for (let at = from; at < text.length; at++) {
    const char = text[at];
    if (inText) {
      if (char === '\\') at++;
      else if (char === '"') inText = false;
    } else if (char === '"') inText = true;
    else if (char === '{' || char === '[') depth++;
    else if ((char === '}' || char === ']') && --depth === 0) return at + 1;
  }
  return undefined;
};

const LIST = /^\s*\[|"(?:issues|values)"\s*:\s*\[/;

/** Members that start lines: a member ends where the next line of the same indent starts one, so damage stays in its member. */
const cutLines = (text: string, first: number, indent: string): readonly Piece[] => {
  const mark = new RegExp(`^${indent}\\{`, 'gm');
  mark.lastIndex = first + 1;
  const starts = [first, ...[...text.matchAll(mark)].map((match) => match.index + indent.length)];
  let [line, counted] = [1, 0];
  return starts.map((start, i) => {
    line += text.slice(counted, start).split('\n').length - 1;
    counted = start;
    const part = text.slice(start, starts[i + 1]);
    const end = endOfValue(part, 0);
    return { text: end === undefined ? undefined : part.slice(0, end), line };
  });
};

/** Members one behind another in a line: all until the first whose brackets do not close. */
const cutRow = (text: string, first: number): readonly Piece[] => {
  const line = text.slice(0, first).split('\n').length;
  const pieces: Piece[] = [];
  for (let at = first; at !== -1;) {
    const end = endOfValue(text, at);
    pieces.push({ text: end === undefined ? undefined : text.slice(at, end), line });
    if (end === undefined) break;
    const next = /^\s*,\s*(?=\{)/.exec(text.slice(end, end + 200));
    at = next === null ? -1 : end + next[0].length;
  }
  return pieces;
};

/** Whether a text can be a damaged list or page: it is no page a line. */
const isOneDocument = (text: string): boolean => {
  const trimmed = text.trim();
  return trimmed.startsWith('[') || /^\{\s*(\n|$)/.test(trimmed) || !trimmed.includes('\n');
};

/** The members of a damaged array or of damaged result pages, whole ones and broken ones; empty where there are none. */
export const salvageMembers = (text: string): readonly Piece[] => {
  const list = isOneDocument(text) ? LIST.exec(text) : null;
  if (list === null) return [];
  const first = text.indexOf('{', list.index + list[0].length);
  if (first === -1) return [];
  const before = text.slice(text.lastIndexOf('\n', first) + 1, first);
  if (before.trim() === '' && first > before.length) return cutLines(text, first, before);
  return text.includes('\n{', first) ? cutLines(text, first, '') : cutRow(text, first);
};
