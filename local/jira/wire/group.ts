import type { Group } from '../entities.ts';
import type { Store } from '../store.ts';
import { type Bean, apiUrl, remember } from './bean.ts';

/** A group's name, id and address. */
export const renderGroup = remember<Group>((store: Store, group): Bean => ({
  name: group.name,
  groupId: group.id,
  self: apiUrl(store, `group?groupId=${encodeURIComponent(group.id)}`),
}));
