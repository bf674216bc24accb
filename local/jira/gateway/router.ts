import { TrieRouter } from 'hono/router/trie-router';
import type { Method, Operation } from '../operation.ts';

const METHODS: readonly Method[] = ['GET', 'POST', 'PUT', 'DELETE'];

export interface Found {
  readonly operation: Operation;
  /** Path parameters, decoded. */
  readonly params: Readonly<Record<string, string>>;
}
export interface Routes {
  /** The operation of a method and a raw (still encoded) path; undefined where there is none. */
  find(method: string, path: string): Found | undefined;
  /** The methods that the path has, for a 405. */
  methodsOf(path: string): readonly Method[];
}

/** `/rest/api/3/issue/{issueIdOrKey}` sorts after `/rest/api/3/issue/bulkfetch`: a literal segment wins over a parameter. */
const specificity = (operation: Operation): string =>
  operation.path
    .split('/')
    .map((segment) => (segment.startsWith('{') ? '1' : '0'))
    .join('');

const decoded = (raw: string): string => {
  try {
    return decodeURIComponent(raw);
  } catch {
    return raw;
  }
};

/** Routes operations by their path templates; throws where two operations claim one method and path. */
export const buildRoutes = (operations: readonly Operation[]): Routes => {
  const router = new TrieRouter<Operation>();
  const seen = new Set<string>();
  for (const operation of operations.toSorted((a, b) => (specificity(a) < specificity(b) ? -1 : 1))) {
    const name = `${operation.method} ${operation.path.replaceAll(/\{\w+\}/g, '{}')}`;
    if (seen.has(name)) throw new Error(`Two operations claim ${operation.method} ${operation.path}`);
    seen.add(name);
    router.add(operation.method, operation.path.replaceAll(/\{(\w+)\}/g, ':$1'), operation);
  }
  const find = (method: string, path: string): Found | undefined => {
    const match = router.match(method, path)[0][0];
    if (match === undefined) return undefined;
    const params: Record<string, string> = {};
    for (const [name, value] of Object.entries(match[1])) params[name] = decoded(String(value));
    return { operation: match[0], params };
  };
  return { find, methodsOf: (path) => METHODS.filter((method) => find(method, path) !== undefined) };
};
