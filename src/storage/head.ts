import { Filter, FilterConditions, ForgeKvsAPIError, kvs } from '@forge/kvs';
import { StorageError, ValueTooLargeError, VersionConflictError } from './errors.ts';
import { telling } from './telling.ts';
import { isTogether, readKeys } from './together.ts';

/** The entity of manifest.yml: a small record that is replaced only if its version is the one that was read. */
const ENTITY = 'head';
export interface Head {
  /** 0 where nothing is stored yet. */
  readonly version: number;
  /** As stored: whoever reads it parses it. */
  readonly value: unknown;
}
interface Stored {
  readonly version: number;
  readonly value: unknown;
}
export interface HeadWrite {
  readonly key: string;
  /** The version that was read; 0 to create. */
  readonly baseVersion: number;
  readonly value: unknown;
}

/** platform.md 1.2: 240 KiB a value. */
const MAX_VALUE_BYTES = 240 * 1024;

/** Strongly consistent, alone or together (platform.md 1.2). */
export const readHead = async (key: string): Promise<Head> => {
  const stored = isTogether()
    ? // Written by writeHeads alone.
      ((await readKeys([key], ENTITY)).get(key) as Stored | undefined)
    : await telling(() => kvs.entity<Stored>(ENTITY).get(key));
  return stored === undefined ? { version: 0, value: undefined } : { version: stored.version, value: stored.value };
};

const condition = (baseVersion: number) =>
  new Filter<Stored>().and(
    'version',
    baseVersion === 0 ? FilterConditions.notExists() : FilterConditions.equalTo(baseVersion),
  );

/** A value that the heads of the same transaction name, under a key that nobody used before. */
export interface FreshText {
  readonly key: string;
  readonly text: string;
}

const transact = async (
  writes: readonly HeadWrite[],
  add: (transaction: ReturnType<typeof kvs.transact>) => void,
): Promise<void> => {
  const transaction = kvs.transact();
  add(transaction);
  for (const { key, baseVersion, value } of writes) {
    const bytes = new TextEncoder().encode(JSON.stringify({ version: baseVersion, value })).length;
    if (bytes > MAX_VALUE_BYTES) throw new ValueTooLargeError(key, bytes);
    const entity = { entityName: ENTITY, conditions: condition(baseVersion) };
    transaction.set<Stored>(key, { version: baseVersion + 1, value }, entity);
  }
  try {
    await telling(() => transaction.execute());
  } catch (error) {
    const cause = error instanceof StorageError ? error.cause : undefined;
    if (!(cause instanceof ForgeKvsAPIError && cause.code === 'CONDITIONAL_CHECK_FAILED')) throw error;
    const keys = writes.map((write) => write.key);
    throw new VersionConflictError(keys, cause);
  }
};

/**
 * Writes heads and the texts they name, all or none; each version becomes one more than the one it was read at. Throws
 * VersionConflictError where one of them is not at its base any more, ValueTooLargeError where one does not fit into storage. At
 * most 25 writes of together 4 MiB (platform.md 1.2).
 */
export const writeHeads = (writes: readonly HeadWrite[], texts: readonly FreshText[] = []): Promise<void> =>
  transact(writes, (transaction) => {
    for (const { key, text } of texts) transaction.set(key, text);
  });

/** Deletes heads, whatever their versions, where these writes come through; all or none, as `writeHeads`. */
export const deleteHeads = (keys: readonly string[], writes: readonly HeadWrite[]): Promise<void> =>
  transact(writes, (transaction) => {
    for (const key of keys) transaction.delete(key, { entityName: ENTITY });
  });
