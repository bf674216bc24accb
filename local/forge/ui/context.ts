import type { UiHost, UiInstallation } from './ui-host.ts';
import type { Extension } from './place.ts';

export interface ContextInput {
  readonly host: UiHost;
  readonly installation: UiInstallation;
  readonly moduleKey: string;
  readonly accountId: string;
  readonly extension: Extension;
  readonly siteUrl: string;
}

/** What `view.getContext()` gives, theme and localId aside: those the page knows (@forge/bridge's FullContext). */
export const buildContext = ({ host, installation, moduleKey, accountId, extension, siteUrl }: ContextInput) => {
  const { store } = host.site;
  const user = store.users.get(accountId);
  return {
    accountId,
    cloudId: store.settings.cloudId,
    environmentId: installation.environmentId,
    environmentType: installation.environmentType,
    extension,
    locale: (user?.locale ?? 'en-US').replace('_', '-'),
    moduleKey,
    siteUrl,
    timezone: user?.timeZone ?? store.settings.timeZone,
  };
};
