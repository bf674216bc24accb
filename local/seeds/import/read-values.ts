import { decompress } from './decompress.ts';
import type { ReadFile, ReportBook } from './report.ts';
import { salvageMembers } from './salvage.ts';
import type { Piece } from './salvage.ts';

export interface ImportFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}
/** Hears every value as soon as it was parsed, so that what is not needed of it can go at once. */
export type TakeValue = (value: unknown) => void;

const NEWLINE = 0x0a;
const decoder = new TextDecoder();

const parse = (text: string): { readonly value: unknown } | { readonly message: string } => {
  try {
    return { value: JSON.parse(text) };
  } catch (error) {
    return { message: error instanceof Error ? error.message : String(error) };
  }
};

/** Lines one at a time: an export may be larger than the longest text that JavaScript holds. */
function* linesOf(bytes: Uint8Array): Generator<string> {
  for (let from = 0; from < bytes.length;) {
    const found = bytes.indexOf(NEWLINE, from);
    const to = found === -1 ? bytes.length : found;
    yield decoder.decode(bytes.subarray(from, to)).trim();
    from = to + 1;
  }
}

/** Takes what a text holds; gives whether it was whole. */
const takeText = (name: string, { text, line }: Piece, report: ReportBook, take: TakeValue): boolean => {
  const result = text === undefined ? { message: 'it breaks off' } : parse(text);
  if ('value' in result) take(result.value);
  else report.breakLine({ file: name, line, message: result.message });
  return 'value' in result;
};

const readLines = (name: string, bytes: Uint8Array, report: ReportBook, take: TakeValue): void => {
  let number = 0;
  for (const line of linesOf(bytes)) {
    number++;
    if (line === '') continue;
    takeText(name, { text: line, line: number }, report, take);
  }
};

/** Whether the file has a value a line: its first or second line that is not empty is one by itself. */
const isLineByLine = (bytes: Uint8Array): boolean => {
  let seen = 0;
  for (const line of linesOf(bytes)) {
    if (line === '') continue;
    const result = parse(line);
    if ('value' in result && typeof result.value === 'object') return true;
    if (++seen === 2) return false;
  }
  return false;
};

/** Cuts JSON values that follow one another, over any number of lines; undefined where the brackets do not match. */
const cutValues = (text: string): { readonly text: string; readonly line: number }[] | undefined => {
  const cuts: { text: string; line: number }[] = [];
  let [depth, start, line, startLine] = [0, 0, 1, 1];
  let inText = false;
  for (let i = 0; i < text.length; i++) {
    const char = text[i];
    if (char === '\n') line++;
    if (inText) {
      if (char === '\\') i++;
      else if (char === '"') inText = false;
    } else if (char === '"') inText = true;
    else if (char === '{' || char === '[') {
      if (depth++ === 0) [start, startLine] = [i, line];
    } else if ((char === '}' || char === ']') && --depth === 0) {
      cuts.push({ text: text.slice(start, i + 1), line: startLine });
    } else if (depth === 0 && char !== undefined && !/[\s,]/.test(char)) return undefined;
    if (depth < 0) return undefined;
  }
  return depth === 0 && !inText ? cuts : undefined;
};

/** Whether these were several documents one after another. */
const readDocuments = (name: string, text: string, report: ReportBook, take: TakeValue): boolean => {
  const cuts = cutValues(text);
  if (cuts === undefined || cuts.length < 2) return false;
  for (const cut of cuts) takeText(name, cut, report, take);
  return true;
};

/** The line in which a parser stopped, from the position or the line that V8's message names; the last one where it names none. */
const lineOf = (message: string, text: string): number => {
  const line = /line (\d+)/.exec(message)?.[1];
  const position = /position (\d+)/.exec(message)?.[1];
  if (line !== undefined) return Number(line);
  return text.slice(0, position === undefined ? text.length : Number(position)).split('\n').length;
};

const readText = (name: string, bytes: Uint8Array, report: ReportBook, take: TakeValue): ReadFile['layout'] => {
  if (isLineByLine(bytes)) {
    readLines(name, bytes, report, take);
    return 'lines';
  }
  const text = decoder.decode(bytes);
  const whole = parse(text);
  if ('value' in whole) {
    take(whole.value);
    return 'document';
  }
  if (readDocuments(name, text, report, take)) return 'documents';
  const pieces = salvageMembers(text);
  if (pieces.length > 0) {
    const broken = pieces.filter((piece) => !takeText(name, piece, report, take)).length;
    if (broken === 0) report.breakLine({ file: name, line: lineOf(whole.message, text), message: whole.message });
    return 'document';
  }
  if (/^\s*[{[]\s*$/m.test(text.slice(0, text.indexOf('\n') + 1))) {
    report.breakLine({ file: name, line: lineOf(whole.message, text), message: whole.message });
    return 'document';
  }
  readLines(name, bytes, report, take);
  return 'lines';
};

/** Reads a file's JSON values: a value a line, one document, or several one after another. Damage is reported. */
export const readValues = async (
  file: ImportFile,
  report: ReportBook,
  take: TakeValue,
): Promise<Pick<ReadFile, 'name' | 'compression' | 'layout'>> => {
  const { bytes, compression, damage } = await decompress(file.bytes);
  if (damage !== undefined) report.leaveOut('file', damage, file.name);
  return { name: file.name, compression, layout: readText(file.name, bytes, report, take) };
};
