import type { Version, WorkItem } from '../../core/work-item/work-item.ts';
import type { SiteFacts } from '../site/site-facts.ts';

/** Puts today's names, categories and days of statuses, types, priorities and versions over the copies in items. */
export const createNaming = (site: SiteFacts): ((item: WorkItem) => WorkItem) => {
  const byId = <T extends { readonly id: string }>(list: readonly T[]) => new Map(list.map((one) => [one.id, one]));
  const [statuses, types, priorities] = [byId(site.statuses), byId(site.types), byId(site.priorities)];
  const versions = new Map(site.versions.map(({ projectId: _, ...version }): [string, Version] => [version.id, version]));
  return (item) => ({
    ...item,
    status: statuses.get(item.status.id) ?? item.status,
    type: types.get(item.type.id) ?? item.type,
    ...(item.priority === undefined ? {} : { priority: priorities.get(item.priority.id) ?? item.priority }),
    fixVersions: item.fixVersions.map((version) => versions.get(version.id) ?? version),
  });
};
