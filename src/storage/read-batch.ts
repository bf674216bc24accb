import { kvs } from '@forge/kvs';
import { chunk } from '../core/list/chunk.ts';
import { StorageError } from './errors.ts';
import { isRateCode, telling } from './telling.ts';

/** Of one batch (platform.md 1.2). */
const BATCH = 25;

/** A batch lists what it could not do; that something is not there is an answer, anything else is a failure. */
export const refuse = (
  failed: readonly { readonly key: string; readonly error: { readonly code: string } }[],
): void => {
  const failure = failed.find(({ error }) => error.code !== 'KEY_NOT_FOUND');
  if (failure === undefined) return;
  const { key, error } = failure;
  throw new StorageError(new Error(`${key}: ${error.code}`), isRateCode(error.code));
};

/** Where something is stored: under a key, of an entity or plain. Two of the same text are the same place. */
export type Address = `${string} ${string}`;
export const addressOf = (key: string, entityName = ''): Address => `${entityName} ${key}`;
const toItem = (address: Address) => {
  const at = address.indexOf(' ');
  const [entityName, key] = [address.slice(0, at), address.slice(at + 1)];
  return entityName === '' ? { key } : { key, entityName };
};

const readPart = async (part: readonly Address[]): Promise<readonly (readonly [Address, unknown])[]> => {
  const { successfulKeys, failedKeys } = await telling(() => kvs.batchGet<unknown>(part.map(toItem)));
  refuse(failedKeys);
  return successfulKeys.map(({ key, entityName, value }) => {
    // Answers need not name the entity again.
    const asked = part.find((address) => toItem(address).key === key);
    return [entityName === undefined && asked !== undefined ? asked : addressOf(key, entityName), value] as const;
  });
};

export type Found = ReadonlyMap<Address, unknown>;
/** What is stored there, in parallel batches; strongly consistent (platform.md 1.2). What is not there is absent. */
export const readAddresses = async (addresses: readonly Address[]): Promise<Found> =>
  new Map((await Promise.all(chunk([...new Set(addresses)], BATCH).map(readPart))).flat());
