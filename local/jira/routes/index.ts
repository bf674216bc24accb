import type { Operation } from '../operation.ts';

/** Every operation that the local site has; each topic file adds its own line. */
export const operations: readonly Operation[] = [];
