/** An object whose optional members may also be given as undefined. */
export type Loose<T> = { readonly [K in keyof T]: T[K] | (undefined extends T[K] ? undefined : never) } & {
  readonly [K in keyof T as undefined extends T[K] ? K : never]?: T[K] | undefined;
};

/** The same object without the members that are undefined (`exactOptionalPropertyTypes` keeps those out of entities). */
export const compact = <T extends object>(value: Loose<T>): T => {
  const result: Record<string, unknown> = {};
  for (const [key, member] of Object.entries(value)) if (member !== undefined) result[key] = member;
  // Every required member of T is required in Loose<T>, so nothing is missing here.
  return result as T;
};
