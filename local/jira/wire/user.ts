import type { Caller } from '../caller.ts';
import type { User } from '../entities.ts';
import { isAdmin } from '../permissions.ts';
import type { Store } from '../store.ts';
import { avatarUrls } from './avatar.ts';
import { type Bean, apiUrl, remember } from './bean.ts';

const render = (store: Store, user: User): Bean => ({
  self: apiUrl(store, `user?accountId=${encodeURIComponent(user.id)}`),
  accountId: user.id,
  avatarUrls: avatarUrls(store, 'user', user.id),
  displayName: user.displayName,
  active: user.active,
  timeZone: user.timeZone,
  accountType: user.accountType,
});
const withoutAddress = remember(render);
const withAddress = remember<User>((store, user) => ({ ...render(store, user), emailAddress: user.emailAddress }));

/** Whether the caller sees everybody's e-mail address: scripts and the site's own pages, and Jira administrators. */
const seesAddresses = (store: Store, caller: Caller): boolean => {
  if (caller.accountId === undefined) return false;
  if (caller.app === undefined) return true;
  return caller.app.via !== 'as-app' && isAdmin(store, caller.accountId);
};

/** Renders users as the caller sees them; one's own e-mail address is always shown (an app's account has none). */
export const userRenderer = (store: Store, caller: Caller): ((user: User) => Bean) => {
  const all = seesAddresses(store, caller);
  return (user) => {
    const address = (all || user.id === caller.accountId) && user.emailAddress !== '';
    return address ? withAddress(store, user) : withoutAddress(store, user);
  };
};

/** One user as it stands inside other beans. */
export const renderUser = (store: Store, caller: Caller, user: User): Bean => userRenderer(store, caller)(user);

/** One user as the user endpoints give it: with the locale. */
export const renderFullUser = (store: Store, caller: Caller, user: User): Bean => ({
  ...renderUser(store, caller, user),
  locale: user.locale,
});
