import type { Filter } from '../entities.ts';
import { canBrowseProject } from '../permissions.ts';
import type { Store } from '../store.ts';

/**
 * Whether a saved filter shows up for somebody: the owner's own, shared with the logged-in, with everybody, or with a project that
 * they may browse.
 */
export const canSeeFilter = (store: Store, filter: Filter, accountId: string | undefined): boolean =>
  filter.sharedWith === 'global' ||
  (accountId !== undefined && (filter.ownerId === accountId || filter.sharedWith === 'loggedin')) ||
  (filter.sharedWithProjectIds ?? []).some((id) => {
    const project = store.projects.get(id);
    return project !== undefined && canBrowseProject(store, accountId, project);
  });
