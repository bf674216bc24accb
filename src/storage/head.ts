import { Filter, FilterConditions, ForgeKvsAPIError, kvs } from '@forge/kvs';

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

/** Someone else wrote in between: read again. */
export class VersionConflictError extends Error {
  constructor(keys: readonly string[], cause: unknown) {
    super(`Written by someone else meanwhile: ${keys.join(', ')}`, { cause });
    this.name = 'VersionConflictError';
  }
}

/** Strongly consistent (platform.md 1.2). */
export const readHead = async (key: string): Promise<Head> => {
  const stored = await kvs.entity<Stored>(ENTITY).get(key);
  return stored === undefined ? { version: 0, value: undefined } : { version: stored.version, value: stored.value };
};

const condition = (baseVersion: number) =>
  new Filter<Stored>().and(
    'version',
    baseVersion === 0 ? FilterConditions.notExists() : FilterConditions.equalTo(baseVersion),
  );

/**
 * Writes all or none; each version becomes one more than the one it was read at. Throws VersionConflictError where one of
 * them is not at its base any more.
 */
export const writeHeads = async (writes: readonly HeadWrite[]): Promise<void> => {
  const transaction = kvs.transact();
  for (const { key, baseVersion, value } of writes) {
    const entity = { entityName: ENTITY, conditions: condition(baseVersion) };
    transaction.set<Stored>(key, { version: baseVersion + 1, value }, entity);
  }
  try {
    await transaction.execute();
  } catch (error) {
    if (error instanceof ForgeKvsAPIError && error.code === 'CONDITIONAL_CHECK_FAILED') {
      throw new VersionConflictError(
        writes.map((write) => write.key),
        error,
      );
    }
    throw error;
  }
};
