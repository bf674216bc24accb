import { isDeepStrictEqual } from 'node:util';

type Members = Readonly<Record<string, unknown>>;
const isObject = (value: unknown): value is Members => typeof value === 'object' && value !== null;

/** Where two values differ, as `path: one / other`; nothing where they are equal. */
export const findDifferences = (a: unknown, b: unknown, path = ''): readonly string[] => {
  if (isDeepStrictEqual(a, b)) return [];
  if (!isObject(a) || !isObject(b) || Array.isArray(a) !== Array.isArray(b)) {
    return [`${path}: ${JSON.stringify(a)} / ${JSON.stringify(b)}`];
  }
  return [...new Set([...Object.keys(a), ...Object.keys(b)])].flatMap((name) =>
    findDifferences(a[name], b[name], `${path}/${name}`),
  );
};
