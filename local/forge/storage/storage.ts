import type { Clock } from '../../clock.ts';
import { KVS_REQUESTS_PER_SECOND, KVS_UNIT_BYTES, KVS_UNITS_PER_MINUTE } from '../limits.ts';
import type { Manifest } from '../manifest.ts';
import { WindowCounter } from '../rate.ts';
import { batchDelete, batchGet, batchSet } from './batches.ts';
import { getEntityType, getIndex, parseEntityValue } from './entity-types.ts';
import { keyNotFound, StorageProblem } from './problem.ts';
import { queryEntity, queryPlain, type Page } from './queries.ts';
import type { Outcome, StorageContext } from './operation.ts';
import { buildRecord, entitySpace, PLAIN_SPACE, Records, SECRET_SPACE, wireRecord } from './records.ts';
import { bytesOf, members, parseKey, parseSetOptions, parseValue, type Members } from './requests.ts';
import { transact } from './transactions.ts';

/** The answer to one call of @forge/kvs, with the units it used (platform.md 1.2). */
export interface StorageAnswer {
  readonly status: number;
  readonly body?: unknown;
  readonly readUnits: number;
  readonly writeUnits: number;
  /** Bytes of the values that were stored, before rounding to units. */
  readonly writtenBytes: number;
}
const unitsOf = (bytes: number | undefined): number =>
  bytes === undefined ? 0 : Math.max(1, Math.ceil(bytes / KVS_UNIT_BYTES));

const spaceOf = (manifest: Manifest, kind: string, body: Members): string => {
  if (kind === 'secret') return SECRET_SPACE;
  return kind === 'entity' ? entitySpace(getEntityType(manifest, body['entityName']).name) : PLAIN_SPACE;
};

const get = ({ records }: StorageContext, space: string, body: Members): Outcome => {
  const record = records.get(space, parseKey(body['key']));
  // "Empty KVS read = 1 KB" (platform.md 1.10): still one unit.
  if (record === undefined) throw keyNotFound();
  return { body: wireRecord(record), readBytes: bytesOf(record.value) };
};

const set = ({ records, manifest, now }: StorageContext, space: string, body: Members): Outcome => {
  const key = parseKey(body['key']);
  const options = parseSetOptions(body['options']);
  const value =
    body['entityName'] === undefined
      ? parseValue(body['value'])
      : parseEntityValue(getEntityType(manifest, body['entityName']), body['value']);
  const before = records.get(space, key);
  if (before !== undefined && options.keyPolicy === 'FAIL_IF_EXISTS') {
    throw new StorageProblem(409, 'KEY_CONFLICT', 'The specified key already exists.');
  }
  const record = buildRecord(before, { key, value, now, ttlMs: options.ttlMs });
  records.put(space, record);
  const shown = options.returnValue === 'LATEST' ? record : options.returnValue === 'PREVIOUS' ? before : undefined;
  const writeBytes = bytesOf(value);
  return shown === undefined ? { writeBytes } : { body: wireRecord(shown), writeBytes };
};

const remove = ({ records }: StorageContext, space: string, body: Members): Outcome => {
  const key = parseKey(body['key']);
  if (records.get(space, key) === undefined) throw keyNotFound();
  records.delete(space, key);
  return { writeBytes: 0 };
};

const pageOutcome = ({ records, cursor }: Page): Outcome => ({
  body: { data: records.map(wireRecord), ...(cursor === undefined ? {} : { cursor }) },
  readBytes: records.reduce((sum, { value }) => sum + bytesOf(value), 0),
});
const query = (context: StorageContext, kind: string, body: Members): Outcome => {
  if (kind !== 'entity') return pageOutcome(queryPlain(context.records.lagging(PLAIN_SPACE), body));
  const type = getEntityType(context.manifest, body['entityName']);
  const index = getIndex(type, body['indexName']);
  return pageOutcome(queryEntity(context.records.lagging(entitySpace(type.name)), { type, index, body }));
};

const route = (context: StorageContext, path: string, body: unknown): Outcome => {
  switch (path) {
    case '/api/v1/transaction':
      return transact(context, members(body));
    case '/api/v1/batch/set':
      return batchSet(context, body);
    case '/api/v1/batch/get':
      return batchGet(context, body);
    case '/api/v1/batch/delete':
      return batchDelete(context, body);
  }
  const match = /^\/api\/v1\/(?:(entity|secret)\/)?(get|set|delete|query)$/.exec(path);
  const [, kind = 'plain', verb] = match ?? [];
  const fields = members(body);
  if (verb === 'query' && kind !== 'secret') return query(context, kind, fields);
  const space = spaceOf(context.manifest, kind, fields);
  if (verb === 'get') return get(context, space, fields);
  if (verb === 'set') return set(context, space, fields);
  if (verb === 'delete') return remove(context, space, fields);
  throw new StorageProblem(404, 'NOT_FOUND', `Forge storage has no operation ${path}.`);
};

const isWrite = (path: string): boolean => /\/(set|delete|transaction)$/.test(path);
export { isWrite as isStorageWrite };

/** Forge storage of one installation: answers the calls of @forge/kvs and counts their units. */
export class ForgeStorage {
  readonly records: Records;
  readonly #manifest: Manifest;
  readonly #clock: Clock;
  readonly #isLimited: () => boolean;
  readonly #perSecond: WindowCounter;
  readonly #reads: WindowCounter;
  readonly #writes: WindowCounter;

  constructor(manifest: Manifest, clock: Clock, isLimited: () => boolean = () => true) {
    this.records = new Records(clock);
    this.#manifest = manifest;
    this.#clock = clock;
    this.#isLimited = isLimited;
    this.#perSecond = new WindowCounter(clock, 1_000, KVS_REQUESTS_PER_SECOND);
    this.#reads = new WindowCounter(clock, 60_000, KVS_UNITS_PER_MINUTE);
    this.#writes = new WindowCounter(clock, 60_000, KVS_UNITS_PER_MINUTE);
  }

  resetPeaks(): void {
    for (const counter of [this.#reads, this.#writes, this.#perSecond]) counter.resetPeak();
  }
  /** The fullest minute (units) and second (requests) since the last reset. */
  get peaks(): { readonly readUnits: number; readonly writeUnits: number; readonly requests: number } {
    return { readUnits: this.#reads.peak, writeUnits: this.#writes.peak, requests: this.#perSecond.peak };
  }

  handle(path: string, bodyText: string): StorageAnswer {
    const exhausted = this.#perSecond.isExhausted || (isWrite(path) ? this.#writes : this.#reads).isExhausted;
    if (exhausted && this.#isLimited()) {
      const body = { code: 'RATE_LIMIT_EXCEEDED', message: 'Forge storage rate limit exceeded.' };
      return { status: 429, body, readUnits: 0, writeUnits: 0, writtenBytes: 0 };
    }
    this.#perSecond.add();
    const answer = this.#answer(path, bodyText);
    this.#reads.add(answer.readUnits);
    this.#writes.add(answer.writeUnits);
    return answer;
  }

  #answer(path: string, bodyText: string): StorageAnswer {
    try {
      const context = { records: this.records, manifest: this.#manifest, now: this.#clock.now() };
      const { body, readBytes, writeBytes } = route(context, path, JSON.parse(bodyText));
      const used = { readUnits: unitsOf(readBytes), writeUnits: unitsOf(writeBytes), writtenBytes: writeBytes ?? 0 };
      return body === undefined ? { status: 200, ...used } : { status: 200, body, ...used };
    } catch (error) {
      if (!(error instanceof StorageProblem)) throw error;
      const { status, code, message } = error;
      const write = isWrite(path);
      const units = { readUnits: write ? 0 : 1, writeUnits: write ? 1 : 0, writtenBytes: 0 };
      return { status, body: { code, message }, ...units };
    }
  }
}
