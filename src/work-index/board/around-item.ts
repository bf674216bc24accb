import type { WorkItemId } from '../../core/ids.ts';
import type { Entry } from '../entry/entry.ts';
import type { IndexView } from '../store/open-index.ts';
import { readEntries } from '../store/read-entries.ts';
import { readFamilies } from '../store/read-families.ts';
import { readNeighbourhood } from '../store/read-neighbourhood.ts';

/** Levels below a feature, and a sub-task's parent above its other end. */
const MAX_ROUNDS = 4;
/** Neighbours of one item that a panel reads. */
const MAX_NEIGHBOURS = 600;

const isSubtask = ({ item }: Entry): boolean => item.type.level < 0;

/** What is around the item that bears the dependencies: itself, or a sub-task's parent. */
const readBearer = async (view: IndexView, id: WorkItemId): Promise<ReadonlyMap<WorkItemId, Entry>> => {
  const near = await readNeighbourhood(view, id);
  if (near === undefined) return new Map();
  const all = new Map([[id, near.item], ...near.others]);
  const { parentId } = near.item.item;
  if (!isSubtask(near.item) || parentId === undefined) return all;
  const above = await readNeighbourhood(view, parentId);
  return above === undefined ? all : new Map([...all, [parentId, above.item], ...above.others]);
};

/**
 * An item of the index with what its place and its dependencies follow from, empty where the index does not have it: its first
 * neighbours, parents of sub-tasks among them, and what lies below features. Circles of more than two are found on the board only.
 */
export const readAroundItem = async (view: IndexView, id: WorkItemId): Promise<ReadonlyMap<WorkItemId, Entry>> => {
  const found = new Map(await readBearer(view, id));
  const asked = new Set<WorkItemId>();
  for (let round = 0; round < MAX_ROUNDS && found.size < MAX_NEIGHBOURS; round += 1) {
    const fresh = [...found.values()].filter(({ item }) => !asked.has(item.id));
    for (const { item } of fresh) asked.add(item.id);
    const features = new Set(fresh.filter(({ item }) => item.type.level >= 1).map(({ item }) => item.id));
    const parents = fresh.flatMap((entry) => (isSubtask(entry) ? (entry.item.parentId ?? []) : []));
    const children = features.size === 0 ? [] : await readFamilies(view, features);
    const missing = [...new Set([...parents, ...children])].filter((one) => !found.has(one));
    if (missing.length === 0) break;
    const room = Math.max(0, MAX_NEIGHBOURS - found.size);
    for (const [one, entry] of await readEntries(view, missing.slice(0, room))) found.set(one, entry);
  }
  return found;
};

/** Of what one viewer sees around an item, that which visible work leads to: as if nothing else had been read. */
export const keepAround = (entries: readonly Entry[], id: WorkItemId): readonly Entry[] => {
  const byId = new Map(entries.map((entry) => [entry.item.id, entry]));
  const children = Map.groupBy(entries, ({ item }) => item.parentId);
  const childrenOf = (one: WorkItemId): readonly WorkItemId[] => (children.get(one) ?? []).map(({ item }) => item.id);
  const kept = new Set<WorkItemId>();
  const add = (one: WorkItemId | undefined): void => void (one !== undefined && byId.has(one) && kept.add(one));
  const addNear = (one: WorkItemId | undefined): void => {
    const item = byId.get(one ?? '')?.item;
    if (item === undefined) return;
    [item.id, item.parentId, ...item.links.map(({ otherId }) => otherId), ...childrenOf(item.id)].forEach(add);
  };
  addNear(id);
  const self = byId.get(id);
  if (self !== undefined && isSubtask(self)) addNear(self.item.parentId);
  // A set goes on with what is added to it on the way.
  for (const one of kept) {
    const entry = byId.get(one);
    if (entry === undefined) continue;
    if (isSubtask(entry)) add(entry.item.parentId);
    if (entry.item.type.level >= 1) childrenOf(one).forEach(add);
  }
  return entries.filter(({ item }) => kept.has(item.id));
};
