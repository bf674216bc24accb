import { AsyncLocalStorage } from 'node:async_hooks';
import { addressOf, readAddresses, type Address, type Found } from './read-batch.ts';

type Read = (addresses: readonly Address[]) => Promise<Found>;

/** The same reading, in which what is asked for in one tick goes out together. Each answer may hold more than was asked for. */
const gather = (read: Read): Read => {
  let open: { readonly asked: Set<Address>; readonly answer: Promise<Found> } | undefined;
  return (addresses) => {
    if (open === undefined) {
      const asked = new Set<Address>();
      const answer = Promise.resolve().then(() => {
        open = undefined;
        return read([...asked]);
      });
      open = { asked, answer };
    }
    for (const address of addresses) open.asked.add(address);
    return open.answer;
  };
};

/** Of one invocation, never of two: each has its own within its own chain of calls. */
const scope = new AsyncLocalStorage<Read>();

/** Whether what is read now goes out together with what else is. */
export const isTogether = (): boolean => scope.getStore() !== undefined;

/**
 * Has what `work` reads of storage in one tick read in one call: a small record takes a whole unit where it is read alone, as each
 * call is rounded up (platform.md 1.2). Gives what `work` gives.
 */
export const readTogether = <T>(work: () => Promise<T>): Promise<T> =>
  isTogether() ? work() : scope.run(gather(readAddresses), work);

/** What is stored under these keys, of an entity or plain; keys without a value are absent. Whoever reads it knows its shape. */
export const readKeys = async (keys: readonly string[], entityName?: string): Promise<ReadonlyMap<string, unknown>> => {
  const found = await (scope.getStore() ?? readAddresses)(keys.map((key) => addressOf(key, entityName)));
  return new Map(
    keys.flatMap((key) => {
      const value = found.get(addressOf(key, entityName));
      return value === undefined ? [] : [[key, value] as const];
    }),
  );
};
