/** How columns of a block are written. Like beside like is what compresses; JSON keeps it readable and free of code. */

/** Ids in order: differences where all are whole numbers as Jira writes them, else the texts themselves. */
export type IdColumn = readonly [number, ...number[]] | readonly string[];
/** Each value as its place among the distinct ones; -1: absent. */
export interface DictColumn<T> {
  readonly of: readonly T[];
  readonly at: readonly number[];
}

const isPlainNumber = (text: string): boolean => /^(0|[1-9]\d{0,14})$/.test(text);

/** `packIds(['10', '12', '13'])` is `[10, 2, 1]`. */
export const packIds = (ids: readonly string[]): readonly (string | number)[] => {
  if (!ids.every(isPlainNumber)) return ids;
  let before = 0;
  return ids.map((id) => {
    const step = Number(id) - before;
    before = Number(id);
    return step;
  });
};
export const unpackIds = (column: readonly (string | number)[]): readonly string[] => {
  let sum = 0;
  return column.map((step) => {
    if (typeof step === 'string') return step;
    sum += step;
    return String(sum);
  });
};

/** Distinct values in order of first use. Two values are the same if their JSON is. */
export const packDict = <T>(values: readonly (T | undefined)[]): DictColumn<T> => {
  const places = new Map<string, number>();
  const of: T[] = [];
  const at = values.map((value) => {
    if (value === undefined) return -1;
    const text = JSON.stringify(value);
    const known = places.get(text);
    if (known !== undefined) return known;
    places.set(text, of.length);
    return of.push(value) - 1;
  });
  return { of, at };
};
export const unpackDict = <T>({ of, at }: DictColumn<T>): readonly (T | undefined)[] => at.map((place) => of[place]);

/** Numbers as differences to another column's; null: absent. */
export const packNumbers = (
  values: readonly (number | undefined)[],
  bases: readonly number[],
): readonly (number | null)[] => values.map((value, row) => (value === undefined ? null : value - (bases[row] ?? 0)));
export const unpackNumbers = (
  column: readonly (number | null)[],
  bases: readonly number[],
): readonly (number | undefined)[] =>
  column.map((value, row) => (value === null ? undefined : value + (bases[row] ?? 0)));

/** Numbers as differences to the row before. */
export const packSteps = (values: readonly number[]): readonly number[] =>
  values.map((value, row) => value - (values[row - 1] ?? 0));
export const unpackSteps = (column: readonly number[]): readonly number[] => {
  let sum = 0;
  return column.map((step) => (sum += step));
};
