import type { LinkTypeId, TeamId, WorkItemId } from '../ids.ts';
import type { DependencyType } from '../program/program.ts';
import type { Tree } from '../work-item/tree.ts';
import { isSubtask, type Link, type WorkItem } from '../work-item/work-item.ts';
import type { DependencyPair } from './dependency.ts';

interface Draft {
  readonly provider: WorkItem;
  readonly consumer: WorkItem;
  readonly linkTypeIds: Set<LinkTypeId>;
  readonly linkIds: Set<string>;
}

/** A sub-task's link counts as its story's; undefined where the story is not visible. */
const bearerOf = (item: WorkItem, tree: Tree): WorkItem | undefined => (isSubtask(item) ? tree.parentOf(item) : item);

const endsOf = (item: WorkItem, link: Link, type: DependencyType, tree: Tree) => {
  const other = tree.items.get(link.otherId);
  if (other === undefined) return undefined;
  const [self, far] = [bearerOf(item, tree), bearerOf(other, tree)];
  if (self === undefined || far === undefined) return undefined;
  return link.direction === type.provider ? { provider: self, consumer: far } : { provider: far, consumer: self };
};

/** What a link of a configured type ties together, whichever teams its ends belong to. */
export type LinkedPair = Omit<DependencyPair, 'providerTeamId' | 'consumerTeamId'>;

/**
 * One for each provider and consumer that a link of a configured type ties together. A link with an end that is not in `tree` does
 * not exist (design.md 5).
 */
export const findLinkedPairs = (tree: Tree, types: readonly DependencyType[]): readonly LinkedPair[] => {
  const typeById = new Map(types.map((type) => [type.linkTypeId, type]));
  const drafts = new Map<string, Draft>();
  for (const item of tree.items.values()) {
    for (const link of item.links) {
      const type = typeById.get(link.typeId);
      const ends = type === undefined ? undefined : endsOf(item, link, type, tree);
      if (ends === undefined) continue;
      const key = `${ends.provider.id}>${ends.consumer.id}`;
      const draft = drafts.get(key) ?? { ...ends, linkTypeIds: new Set(), linkIds: new Set() };
      draft.linkTypeIds.add(link.typeId);
      draft.linkIds.add(link.id);
      drafts.set(key, draft);
    }
  }
  return [...drafts.values()].map(({ provider, consumer, linkTypeIds, linkIds }) => ({
    providerId: provider.id,
    consumerId: consumer.id,
    linkTypeIds: [...linkTypeIds].sort(),
    linkIds: [...linkIds].sort(),
  }));
};

/** The dependency that a pair is: its ends belong to different teams; undefined where they do not. */
export const toDependencyPair = (
  pair: LinkedPair,
  teamOf: Pick<ReadonlyMap<WorkItemId, TeamId>, 'get'>,
): DependencyPair | undefined => {
  const [providerTeamId, consumerTeamId] = [teamOf.get(pair.providerId), teamOf.get(pair.consumerId)];
  if (providerTeamId === undefined || consumerTeamId === undefined || providerTeamId === consumerTeamId)
    return undefined;
  return { ...pair, providerTeamId, consumerTeamId };
};

/** Dependencies among visible items: links of a configured type whose ends belong to different teams. */
export const findDependencies = (
  tree: Tree,
  teamOf: ReadonlyMap<WorkItemId, TeamId>,
  types: readonly DependencyType[],
): readonly DependencyPair[] => findLinkedPairs(tree, types).flatMap((pair) => toDependencyPair(pair, teamOf) ?? []);
