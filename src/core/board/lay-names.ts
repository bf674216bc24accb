import type { Priority, Status, Version, WorkItem, WorkType } from '../work-item/work-item.ts';

/** Lists of a site that items carry copies of. */
export interface NameLists {
  readonly statuses: readonly Status[];
  readonly types: readonly WorkType[];
  readonly priorities: readonly Priority[];
  readonly versions: readonly Version[];
}

const byId = <T extends { readonly id: string }>(list: readonly T[]): ReadonlyMap<string, T> =>
  new Map(list.map((one) => [one.id, one]));

/** Puts today's names, categories and days of statuses, types, priorities and versions over the copies in items; what is in no list stays. */
export const createNaming = (lists: NameLists): ((item: WorkItem) => WorkItem) => {
  const [statuses, types, priorities] = [byId(lists.statuses), byId(lists.types), byId(lists.priorities)];
  const versions = byId(lists.versions);
  return (item) => ({
    ...item,
    status: statuses.get(item.status.id) ?? item.status,
    type: types.get(item.type.id) ?? item.type,
    ...(item.priority === undefined ? {} : { priority: priorities.get(item.priority.id) ?? item.priority }),
    fixVersions: item.fixVersions.map((version) => versions.get(version.id) ?? version),
  });
};
