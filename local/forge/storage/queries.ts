import { KVS_PAGE_DEFAULT, KVS_PAGE_MAX } from '../limits.ts';
import type { EntityIndex, EntityType } from '../manifest.ts';
import { parseCondition, parseFilters, parseRange } from './conditions.ts';
import { refuse } from './problem.ts';
import type { KvsRecord } from './records.ts';
import { listOf, members, type Members } from './requests.ts';

export interface Page {
  readonly records: readonly KvsRecord[];
  readonly cursor: string | undefined;
}
/** Where a record stands in its index: by range value, then by key. */
type Place = readonly [range: string | number, key: string];

const comparePlaces = (a: Place, b: Place): number => {
  if (a[0] !== b[0]) return a[0] < b[0] ? -1 : 1;
  return a[1] < b[1] ? -1 : a[1] > b[1] ? 1 : 0;
};

const writeCursor = (place: Place): string => Buffer.from(JSON.stringify(place)).toString('base64url');
const readCursor = (cursor: unknown): Place | undefined => {
  if (cursor === undefined) return undefined;
  try {
    const place: unknown = JSON.parse(Buffer.from(String(cursor), 'base64url').toString());
    if (Array.isArray(place) && place.length === 2) return place as unknown as Place; // written by writeCursor
  } catch {
    // falls through to the refusal
  }
  throw refuse('INVALID_CURSOR', 'The provided cursor is not valid.');
};

const parseLimit = (raw: unknown, code: string): number => {
  if (raw === undefined) return KVS_PAGE_DEFAULT;
  if (typeof raw !== 'number' || !Number.isInteger(raw) || raw < 1 || raw > KVS_PAGE_MAX) {
    throw refuse(code, `The page limit must be set between 1 and ${KVS_PAGE_MAX}.`);
  }
  return raw;
};

interface Ordered {
  readonly place: Place;
  readonly record: KvsRecord;
}
const pageOf = (
  found: Ordered[],
  { limit, cursor, descending }: { limit: number; cursor: Place | undefined; descending: boolean },
): Page => {
  const direction = descending ? -1 : 1;
  found.sort((a, b) => direction * comparePlaces(a.place, b.place));
  const from = cursor === undefined ? 0 : found.findIndex(({ place }) => direction * comparePlaces(place, cursor) > 0);
  const rest = from === -1 ? [] : found.slice(from);
  const last = rest.length > limit ? rest[limit - 1] : undefined;
  return {
    records: rest.slice(0, limit).map(({ record }) => record),
    cursor: last && writeCursor(last.place),
  };
};

/** A query of plain keys: by `beginsWith` alone, in key order. */
export const queryPlain = (records: Iterable<KvsRecord>, body: Members): Page => {
  const where = listOf(body['where']);
  if (where.length > 1) throw refuse('QUERY_WHERE_INVALID', 'KVS queries should contain only a single "where" clause.');
  const clause = members(where[0]);
  if (where.length === 1 && clause['property'] !== 'key') {
    throw refuse('QUERY_WHERE_FIELD_INVALID', 'The specified field is not supported for filters.');
  }
  if (where.length === 1 && clause['condition'] !== 'BEGINS_WITH') {
    throw refuse('INVALID_FILTER_CONDITION', 'The specified condition is not supported for filters.');
  }
  const matches = where.length === 1 ? parseCondition(clause) : () => true;
  const limit = parseLimit(body['limit'], 'LIST_QUERY_LIMIT_EXCEEDED');
  const cursor = readCursor(body['after']);
  const found: Ordered[] = [];
  for (const record of records) if (matches(record.key)) found.push({ place: ['', record.key], record });
  return pageOf(found, { limit, cursor, descending: false });
};

const parsePartition = (index: EntityIndex, raw: unknown): readonly unknown[] => {
  const partition = listOf(raw);
  if (partition.length !== index.partition.length) {
    throw refuse(
      'INVALID_PARTITION',
      `The index ${index.name} needs ${index.partition.length} partition value(s); ${partition.length} given.`,
    );
  }
  return partition;
};

/** A query of one entity type over a declared index: range, filters, sort. */
export const queryEntity = (
  records: Iterable<KvsRecord>,
  { type, index, body }: { type: EntityType; index: EntityIndex; body: Members },
): Page => {
  const partition = parsePartition(index, body['partition']);
  const inRange = body['range'] === undefined ? () => true : parseRange(body['range']);
  const passes = parseFilters(body['filters'], (name) => name in type.attributes);
  const limit = parseLimit(body['limit'], 'COMPLEX_QUERY_PAGE_LIMIT_NOT_IN_RANGE');
  const cursor = readCursor(body['cursor']);
  const found: Ordered[] = [];
  for (const record of records) {
    const attributes = members(record.value);
    const range = index.range === '' ? record.key : attributes[index.range];
    if (typeof range !== 'string' && typeof range !== 'number') continue;
    if (!index.partition.every((name, at) => attributes[name] === partition[at])) continue;
    if (inRange(range) && passes(attributes)) found.push({ place: [range, record.key], record });
  }
  return pageOf(found, { limit, cursor, descending: body['sort'] === 'DESC' });
};
