import type { Filter } from '../entities.ts';

/** Whether a saved filter shows up for somebody: the owner's own, shared with the logged-in, or with everybody. */
export const canSeeFilter = (filter: Filter, accountId: string | undefined): boolean =>
  filter.sharedWith === 'global' ||
  (accountId !== undefined && (filter.ownerId === accountId || filter.sharedWith === 'loggedin'));
