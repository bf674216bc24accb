/** Rows of any one shape in columns: each value once, or all of them where they hardly repeat. */
export interface PackedTable {
  /** Number of rows. */
  readonly n: number;
  readonly columns: Readonly<Record<string, PackedColumn>>;
}
/** `of`: distinct values; `at`: each row's place among them, -1 where it has none. Or each row's value; null: none. */
type PackedColumn =
  { readonly of: readonly unknown[]; readonly at: readonly number[] } | { readonly all: readonly unknown[] };

/** Where more than this share of a column's values differ, places cost more than they save. */
const DISTINCT_SHARE = 0.5;

const packColumn = (values: readonly unknown[]): PackedColumn => {
  const places = new Map<string, number>();
  const of: unknown[] = [];
  const at = values.map((value) => {
    if (value === undefined) return -1;
    const text = JSON.stringify(value);
    const known = places.get(text);
    if (known !== undefined) return known;
    places.set(text, of.length);
    return of.push(value) - 1;
  });
  return of.length > values.length * DISTINCT_SHARE ? { all: values.map((value) => value ?? null) } : { of, at };
};

/** Rows as a table; members that are undefined are as absent ones, null is not allowed. */
export const packTable = (rows: readonly object[]): PackedTable => {
  const maps = rows.map((row) => new Map<string, unknown>(Object.entries(row)));
  const names = [...new Set(maps.flatMap((row) => [...row.keys()]))].sort();
  const columns = names.map((name) => [name, packColumn(maps.map((row) => row.get(name)))] as const);
  return { n: rows.length, columns: Object.fromEntries(columns) };
};

const valueAt = (column: PackedColumn, row: number): unknown =>
  'all' in column ? (column.all[row] ?? undefined) : column.of[column.at[row] ?? -1];

/** The rows of a table that was packed from rows of this type. */
export const unpackTable = <Row extends object>({ n, columns }: PackedTable): readonly Row[] => {
  return Array.from({ length: n }, (_, row) => {
    const members = Object.entries(columns).flatMap(([name, column]) => {
      const value = valueAt(column, row);
      return value === undefined ? [] : [[name, value] as const];
    });
    // Made of the members that packTable took from a Row.
    return Object.fromEntries(members) as Row;
  });
};
