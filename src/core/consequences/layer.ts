/** A map over another one that it does not change. */
export interface Layer<Key, Value> {
  readonly get: (key: Key) => Value | undefined;
  /** Undefined takes away. */
  readonly set: (key: Key, value: Value | undefined) => void;
  /** What was set. */
  readonly over: ReadonlyMap<Key, Value | undefined>;
}

/** Lays a map over another: copying thousands of entries takes longer than everything else in a drag step. */
export const layOver = <Key, Value>(
  under: Pick<ReadonlyMap<Key, Value>, 'get'>,
  first: Iterable<readonly [Key, Value]> = [],
): Layer<Key, Value> => {
  const over = new Map<Key, Value | undefined>(first);
  return {
    get: (key) => (over.has(key) ? over.get(key) : under.get(key)),
    set: (key, value) => void over.set(key, value),
    over,
  };
};
