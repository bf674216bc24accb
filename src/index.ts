import { createResolver } from './resolvers/index.ts';

// The handlers that manifest.yml names.

/** `index.resolver` */
export const resolver: unknown = createResolver();

export { onBackfill } from './background/backfill.ts';
export { onIndexDirty } from './background/index-dirty.ts';
export { onInstalled } from './background/installed.ts';
export { onJiraEvent } from './background/jira-event.ts';
export { personalData } from './background/personal-data.ts';
export { onReconcile, onUpkeep } from './background/upkeep.ts';
