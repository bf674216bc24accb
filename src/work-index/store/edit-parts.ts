import { ValueTooLargeError } from '../../storage/errors.ts';
import type { FreshText } from '../../storage/head.ts';
import { packText, VALUE_BYTES } from '../../storage/values.ts';
import { compareIds } from '../entry/entry.ts';
import { keyOf, type PartRef, type Root } from './root.ts';
import type { Texts } from './texts.ts';
import { partFinder, type Tier } from './tiers.ts';

/** What becomes of a row; undefined: there is none. */
export type Edit<Row> = (row: Row | undefined) => Row | undefined;
/** Edits of a tier, by scope and id; those of one id apply in order. */
export type Edits<Row> = Map<string, Map<string, Edit<Row>[]>>;

export const addEdit = <Row>(edits: Edits<Row>, scope: string, id: string, edit: Edit<Row>): void => {
  const ofScope = edits.get(scope) ?? new Map<string, Edit<Row>[]>();
  edits.set(scope, ofScope);
  ofScope.set(id, [...(ofScope.get(id) ?? []), edit]);
};

/** The parts that edits change; a scope without any gets its first. */
export const touchedParts = <Row>(tier: Tier<Row>, root: Root, edits: Edits<Row>): ReadonlySet<PartRef | string> => {
  const find = partFinder(root);
  return new Set(
    [...edits].flatMap(([scope, ofScope]) =>
      [...ofScope.keys()].map((id) => find(tier.name, scope, id) ?? `${tier.name}/${scope}`),
    ),
  );
};

/** Those of the touched parts that are there. */
export const partsOf = (touched: Iterable<PartRef | string>): readonly PartRef[] =>
  [...touched].filter((part) => typeof part !== 'string');

/** What a swap does to parts: those that go, those that come, and the values of the latter. */
export interface PartChanges {
  readonly gone: readonly PartRef[];
  readonly fresh: readonly PartRef[];
  readonly texts: readonly FreshText[];
}

interface Slice<Row> {
  readonly rows: readonly Row[];
  readonly text: string;
}

/** Divides rows until each slice is within the tier's size and fits into a value. */
const slices = <Row>(tier: Tier<Row>, rows: readonly Row[]): readonly Slice<Row>[] => {
  if (rows.length === 0) return [];
  if (rows.length <= tier.maxRows) {
    const text = packText(tier.pack(rows));
    if (text.length <= VALUE_BYTES) return [{ rows, text }];
    if (rows.length === 1) throw new ValueTooLargeError(tier.name, text.length);
  }
  const half = Math.ceil(rows.length / 2);
  return [...slices(tier, rows.slice(0, half)), ...slices(tier, rows.slice(half))];
};

const edited = <Row>(
  tier: Tier<Row>,
  rows: readonly Row[],
  edits: ReadonlyMap<string, readonly Edit<Row>[]>,
): readonly Row[] => {
  const byId = new Map(rows.map((row) => [tier.idOf(row), row]));
  for (const [id, ofId] of edits) {
    const row = ofId.reduce((so: Row | undefined, edit) => edit(so), byId.get(id));
    if (row === undefined) byId.delete(id);
    else byId.set(id, row);
  }
  return [...byId.values()].sort((a, b) => compareIds(tier.idOf(a), tier.idOf(b)));
};

/** Rows of a scope as edits leave them; `part` held them before, undefined: none did. */
export interface EditedRows<Row> {
  readonly part: PartRef | undefined;
  readonly scope: string;
  readonly rows: readonly Row[];
}

/** What edits make of the parts they touch, which have been loaded. */
export const editRows = <Row>(
  tier: Tier<Row>,
  edits: Edits<Row>,
  root: Root,
  texts: Texts,
): readonly EditedRows<Row>[] => {
  const find = partFinder(root);
  return [...edits].flatMap(([scope, ofScope]) => {
    const byPart = new Map<PartRef | undefined, Map<string, readonly Edit<Row>[]>>();
    for (const [id, ofId] of ofScope) {
      const part = find(tier.name, scope, id);
      byPart.set(part, (byPart.get(part) ?? new Map<string, readonly Edit<Row>[]>()).set(id, ofId));
    }
    return [...byPart].map(([part, ofPart]) => {
      const rows = part === undefined ? [] : tier.unpack(texts.get(part), scope);
      return { part, scope, rows: edited(tier, rows, ofPart) };
    });
  });
};

/**
 * The parts that replace those which edits touch, for the swap to `root.version + 1`; `firstNo` is the first free number of a
 * value there. The touched parts have been loaded.
 */
export const editParts = <Row>(
  tier: Tier<Row>,
  edits: Edits<Row>,
  { root, texts, firstNo }: { readonly root: Root; readonly texts: Texts; readonly firstNo: number },
): PartChanges => {
  const gone: PartRef[] = [];
  const fresh: PartRef[] = [];
  const values: FreshText[] = [];
  for (const { part, scope, rows } of editRows(tier, edits, root, texts)) {
    if (part !== undefined) gone.push(part);
    slices(tier, rows).forEach((slice, at) => {
      const [first] = slice.rows;
      const from = at === 0 || first === undefined ? (part?.from ?? '0') : tier.idOf(first);
      const ref = { version: root.version + 1, no: firstNo + values.length, bytes: slice.text.length };
      fresh.push({ ...ref, tier: tier.name, scope, from, rows: slice.rows.length, isDense: false });
      values.push({ key: keyOf(ref), text: slice.text });
    });
  }
  return { gone, fresh, texts: values };
};
