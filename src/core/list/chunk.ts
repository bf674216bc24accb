/** A list in parts of at most `size`: `chunk([1, 2, 3], 2)` is `[[1, 2], [3]]`. */
export const chunk = <T>(list: readonly T[], size: number): readonly (readonly T[])[] =>
  Array.from({ length: Math.ceil(list.length / size) }, (_, index) => list.slice(index * size, (index + 1) * size));
