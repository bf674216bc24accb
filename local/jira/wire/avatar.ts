import type { Store } from '../store.ts';
import { type Bean, apiUrl } from './bean.ts';

const SIZES = { '48x48': 'large', '24x24': 'small', '16x16': 'xsmall', '32x32': 'medium' } as const;

/** Address of a picture that a person or a project owns; answered by `routes/avatars.ts`. */
const ownedAvatar = (store: Store, type: 'user' | 'project', id: string): string =>
  apiUrl(store, `universal_avatar/view/type/${type}/owner/${encodeURIComponent(id)}`);

/** `avatarUrls` of a user or project, by pixel size. */
export const avatarUrls = (store: Store, type: 'user' | 'project', id: string): Bean => {
  const url = ownedAvatar(store, type, id);
  return Object.fromEntries(Object.entries(SIZES).map(([pixels, size]) => [pixels, `${url}?size=${size}`]));
};

/** Address of one of the site's own pictures, by number. */
export const iconUrl = (store: Store, type: 'issuetype' | 'priority', avatarId: number): string =>
  apiUrl(store, `universal_avatar/view/type/${type}/avatar/${avatarId}?size=medium`);
