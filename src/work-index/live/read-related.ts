import type { LinkTypeId, WorkItemId } from '../../core/ids.ts';
import type { Program } from '../../core/program/program.ts';
import { chunk } from '../../core/list/chunk.ts';
import { isIn } from '../../jira/jql.ts';
import { searchIds } from '../../jira/search.ts';
import { MAX_ITEMS, readInto, readNamed, type Reader, type Reading } from './read-items.ts';

/** Theme, initiative, epic, story: three steps up or down reach everything. */
const MAX_ROUNDS = 3;
/** Ids in one JQL. */
const PARENTS_PER_JQL = 500;

const missingNeighbours = (reading: Reading, linkTypes: ReadonlySet<LinkTypeId>): ReadonlySet<WorkItemId> => {
  const missing = new Set<WorkItemId>();
  for (const item of reading.items.values()) {
    if (item.parentId !== undefined && !reading.asked.has(item.parentId)) missing.add(item.parentId);
    for (const link of item.links) {
      if (linkTypes.has(link.typeId) && !reading.asked.has(link.otherId)) missing.add(link.otherId);
    }
  }
  return missing;
};

/** Done children of features: open ones were read already. */
const doneChildren = async (parents: readonly WorkItemId[], reader: Reader): Promise<readonly WorkItemId[]> => {
  const found = await Promise.all(
    chunk(parents, PARENTS_PER_JQL).map((part) =>
      searchIds(reader.client, `${isIn('parent', part) ?? ''} AND statusCategory = Done`, MAX_ITEMS),
    ),
  );
  return found.flatMap(({ ids }) => ids);
};

/**
 * Completes a reading: parents, other ends of dependencies, and the done children that rollups count, until nothing is
 * missing. Neighbours of neighbours are not followed through links.
 */
export const readRelated = async (program: Program, reading: Reading, reader: Reader): Promise<void> => {
  let linkTypes = new Set(program.dependencyTypes.map((type) => type.linkTypeId));
  const searched = new Set<WorkItemId>();
  for (let round = 0; round < MAX_ROUNDS && reading.stopped === undefined; round += 1) {
    const neighbours = missingNeighbours(reading, linkTypes);
    linkTypes = new Set();
    const features = [...reading.items.values()].filter((item) => item.type.level >= 1 && !searched.has(item.id));
    for (const feature of features) searched.add(feature.id);
    const children = await doneChildren(
      features.map((feature) => feature.id),
      reader,
    );
    const before = reading.asked.size;
    await Promise.all([readNamed(neighbours, reading, reader), readInto(children, reading, reader)]);
    if (reading.asked.size === before) return;
  }
};
