import type { Version, WorkItem } from '../../core/work-item/work-item.ts';
import type { SiteFacts, SiteVersion } from '../site/site-facts.ts';

const byId = <T extends { readonly id: string }>(list: readonly T[]): ReadonlyMap<string, T> =>
  new Map(list.map((one) => [one.id, one]));

const toVersion = ({ id, name, releaseDay, released }: SiteVersion): Version => ({
  id,
  name,
  released,
  ...(releaseDay === undefined ? {} : { releaseDay }),
});

/** Puts today's names, categories and days of statuses, types, priorities and versions over the copies in items. */
export const createNaming = (site: SiteFacts): ((item: WorkItem) => WorkItem) => {
  const [statuses, types, priorities] = [byId(site.statuses), byId(site.types), byId(site.priorities)];
  const versions = byId(site.versions.map(toVersion));
  return (item) => ({
    ...item,
    status: statuses.get(item.status.id) ?? item.status,
    type: types.get(item.type.id) ?? item.type,
    ...(item.priority === undefined ? {} : { priority: priorities.get(item.priority.id) ?? item.priority }),
    fixVersions: item.fixVersions.map((version) => versions.get(version.id) ?? version),
  });
};
