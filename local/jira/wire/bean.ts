import type { SiteSettings, Store } from '../store.ts';

/** A JSON object as Jira's REST API shows it. Members that are undefined are absent on the wire. Never changed once made. */
export type Bean = Readonly<Record<string, unknown>>;

/** Without the members that are undefined: what is kept is written many times. */
const present = (bean: Bean): Bean =>
  Object.fromEntries(Object.entries(bean).filter(([, value]) => value !== undefined));

/**
 * Remembers the bean of an entity for as long as the entity and the site's settings are the ones that it was made from:
 * entities are never changed in place, so their identity is enough.
 */
export const remember = <T extends object>(render: (store: Store, entity: T) => Bean) => {
  const bySettings = new WeakMap<SiteSettings, WeakMap<T, Bean>>();
  return (store: Store, entity: T): Bean => {
    let beans = bySettings.get(store.settings);
    if (beans === undefined) bySettings.set(store.settings, (beans = new WeakMap()));
    let bean = beans.get(entity);
    if (bean === undefined) beans.set(entity, (bean = present(render(store, entity))));
    return bean;
  };
};

/** Address of a resource under `/rest/api/3`. */
export const apiUrl = (store: Store, path: string): string => `${store.settings.baseUrl}/rest/api/3/${path}`;

/** The scope that Jira shows on what belongs to one team-managed project. */
export const scopeOf = (projectId: string | undefined): Bean | undefined =>
  projectId === undefined ? undefined : { type: 'PROJECT', project: { id: projectId } };
