import { brotliCompressSync, brotliDecompressSync, constants } from 'node:zlib';
import { chunk } from '../core/list/chunk.ts';
import { kvs, WhereConditions } from '@forge/kvs';
import { fromAscii, toAscii } from './ascii.ts';
import { refuse } from './read-batch.ts';
import { telling } from './telling.ts';
import { isTogether, readKeys } from './together.ts';

/** Of one batch (platform.md 1.2). */
const BATCH = 25;
/** A batch and a transaction carry 4 MiB: so large are 25 values at most, each far under its own 240 KiB. */
export const VALUE_BYTES = 150_000;
/** Of one transaction, with the heads that name them (platform.md 1.2). */
export const TRANSACTION_OPERATIONS = 25;
/** Brotli's. 5 takes half a percent more than 6, at a quarter of its time; 11 a seventh less than 5, at 30 times its time. */
const QUALITY = { quick: 5, dense: 11 } as const;

/** Of one query (platform.md 1.2). */
const PAGE = 100;

/** JSON, compressed, as ASCII text: its length is what storage counts. */
export const packText = (value: unknown, how: keyof typeof QUALITY = 'quick'): string =>
  toAscii(brotliCompressSync(JSON.stringify(value), { params: { [constants.BROTLI_PARAM_QUALITY]: QUALITY[how] } }));
/** What packText wrote: whoever reads it knows its shape. */
export const unpackText = (text: string): unknown => JSON.parse(brotliDecompressSync(fromAscii(text)).toString('utf8'));

/** The texts under these keys, in parallel batches; keys without a value are absent. */
export const readTexts = async (keys: readonly string[]): Promise<ReadonlyMap<string, string>> =>
  // Texts are all that is stored plainly.
  (await readKeys(keys)) as ReadonlyMap<string, string>;

/** A text that is nobody's truth: made from others, replaced at will, and away some days after it was last made. */
export const writeCopy = (key: string, text: string, days: number): Promise<void> =>
  telling(() => kvs.set(key, text, { ttl: { value: days, unit: 'DAYS' } }));
export const findText = async (key: string): Promise<string | undefined> =>
  isTogether() ? (await readTexts([key])).get(key) : telling(() => kvs.get<string>(key));

/** Deletes what is there of these keys. */
export const deleteTexts = async (keys: readonly string[]): Promise<void> => {
  for (const part of chunk(keys, BATCH)) {
    const { failedKeys } = await telling(() => kvs.batchDelete(part.map((key) => ({ key }))));
    refuse(failedKeys);
  }
};

/** Some texts whose keys begin so. Eventually consistent: one written just now may be missing, one deleted may show. */
export const listTexts = async (prefix: string, limit: number): Promise<readonly (readonly [string, string])[]> => {
  const query = kvs.query().where('key', WhereConditions.beginsWith(prefix)).limit(limit);
  const page = await telling(() => query.getMany<string>());
  return page.results.map(({ key, value }) => [key, value] as const);
};

/** Deletes what is found under keys that begin so, or those of them that `isGone`; gives how many. What a query does not show yet, it misses. */
export const deleteByPrefix = async (
  prefix: string,
  isGone: (key: string) => boolean = () => true,
): Promise<number> => {
  let deleted = 0;
  let cursor: string | undefined;
  do {
    const query = kvs.query().where('key', WhereConditions.beginsWith(prefix)).limit(PAGE);
    const page = await telling(() => (cursor === undefined ? query : query.cursor(cursor)).getMany<string>());
    const keys = page.results.map(({ key }) => key).filter(isGone);
    await deleteTexts(keys);
    deleted += keys.length;
    cursor = page.nextCursor;
  } while (cursor !== undefined);
  return deleted;
};
