/** An object whose optional members may also be given as undefined. */
export type Loose<T> = { readonly [K in keyof T]: T[K] | (undefined extends T[K] ? undefined : never) } & {
  readonly [K in keyof T as undefined extends T[K] ? K : never]?: T[K] | undefined;
};

/** The same object without the members that are undefined (`exactOptionalPropertyTypes` keeps those out of entities). */
export const compact = <T extends object>(value: Loose<T>): T => {
  const result: Partial<Record<keyof Loose<T>, unknown>> = {};
  // Object.keys gives the keys of the literal that was passed.
  for (const key of Object.keys(value) as (keyof Loose<T>)[]) if (value[key] !== undefined) result[key] = value[key];
  // Every required member of T is required in Loose<T>, so nothing is missing here.
  return result as T;
};
