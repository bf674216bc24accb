import { KVS_OPERATIONS, KVS_REQUEST_BYTES } from '../limits.ts';
import { getEntityType, parseEntityValue } from './entity-types.ts';
import { keyNotFound, refuse, StorageProblem } from './problem.ts';
import type { Outcome, StorageContext } from './operation.ts';
import { buildRecord, entitySpace, PLAIN_SPACE, wireRecord } from './records.ts';
import { bytesOf, listOf, members, parseKey, parseTtl, parseValue, type Members } from './requests.ts';

const parseItems = (body: unknown): readonly Members[] => {
  const items = listOf(body).map(members);
  if (items.length === 0) throw refuse('EMPTY_BATCH', 'A batch needs at least one item.');
  if (items.length > KVS_OPERATIONS) {
    throw refuse('TOO_MANY_BATCH_ENTITIES', `A batch may hold at most ${KVS_OPERATIONS} items.`);
  }
  if (bytesOf(body) > KVS_REQUEST_BYTES) throw refuse('MAX_SIZE', 'The batch has exceeded the maximum size limit.');
  const keys = items.map(({ entityName, key }) => `${String(entityName)}/${String(key)}`);
  if (new Set(keys).size < keys.length) throw refuse('KEY_DUPLICATION_ERROR', 'A batch may hold each key once.');
  return items;
};

const nameOf = ({ key, entityName }: Members) => ({ key, ...(entityName === undefined ? {} : { entityName }) });
const spaceOf = ({ manifest }: StorageContext, { entityName }: Members): string =>
  entityName === undefined ? PLAIN_SPACE : entitySpace(getEntityType(manifest, entityName).name);

/** Runs every item for itself: best effort, with the failures listed (platform.md 1.2). Gives the bytes that succeeded. */
const each = (
  body: unknown,
  run: (item: Members) => { readonly shown?: object; readonly bytes: number },
): { readonly successfulKeys: object[]; readonly failedKeys: object[]; readonly bytes: number } => {
  const successfulKeys: object[] = [];
  const failedKeys: object[] = [];
  let bytes = 0;
  for (const item of parseItems(body)) {
    try {
      const done = run(item);
      successfulKeys.push({ ...nameOf(item), ...done.shown });
      bytes += done.bytes;
    } catch (error) {
      if (!(error instanceof StorageProblem)) throw error;
      failedKeys.push({ ...nameOf(item), error: { code: error.code, message: error.message } });
    }
  }
  return { successfulKeys, failedKeys, bytes };
};

export const batchGet = (context: StorageContext, body: unknown): Outcome => {
  const { bytes, ...answer } = each(body, (item) => {
    const record = context.records.get(spaceOf(context, item), parseKey(item['key']));
    if (record === undefined) throw keyNotFound();
    return { shown: wireRecord(record), bytes: bytesOf(record.value) };
  });
  return { body: answer, readBytes: bytes };
};

export const batchSet = (context: StorageContext, body: unknown): Outcome => {
  const { records, manifest, now } = context;
  const { bytes, ...answer } = each(body, (item) => {
    const space = spaceOf(context, item);
    const key = parseKey(item['key']);
    const ttlMs = parseTtl(members(item['options']));
    const value =
      item['entityName'] === undefined
        ? parseValue(item['value'])
        : parseEntityValue(getEntityType(manifest, item['entityName']), item['value']);
    records.put(space, buildRecord(records.get(space, key), { key, value, now, ttlMs }));
    return { bytes: bytesOf(value) };
  });
  return { body: answer, writeBytes: bytes };
};

export const batchDelete = (context: StorageContext, body: unknown): Outcome => {
  const { bytes, ...answer } = each(body, (item) => {
    const space = spaceOf(context, item);
    const key = parseKey(item['key']);
    if (context.records.get(space, key) === undefined) throw keyNotFound();
    context.records.delete(space, key);
    return { bytes: 0 };
  });
  return { body: answer, writeBytes: bytes };
};
