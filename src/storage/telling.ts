import { ForgeKvsAPIError } from '@forge/kvs';
import { StorageError } from './errors.ts';

const RATE_CODES = new Set(['RATE_LIMIT_EXCEEDED', 'TOO_MANY_REQUESTS']);
export const isRateCode = (code: string): boolean => RATE_CODES.has(code);

/** Runs a call of storage; what goes wrong in it comes out as StorageError. */
export const telling = async <T>(call: () => Promise<T>): Promise<T> => {
  try {
    return await call();
  } catch (error) {
    throw new StorageError(error, error instanceof ForgeKvsAPIError && isRateCode(error.code));
  }
};
