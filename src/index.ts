import { createResolver } from './resolvers/index.ts';

// The handlers that manifest.yml names.

/** `index.resolver` */
export const resolver: unknown = createResolver();

/** The handler that manifest.yml names `index.personalData`. */
export { personalData } from './background/personal-data.ts';
export { onBackfill } from './background/backfill.ts';
export { onInstalled } from './background/installed.ts';
