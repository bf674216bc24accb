import { route } from '@forge/api';
import { z } from 'zod';
import type { SprintId, WorkItemId } from '../../src/core/ids.ts';
import { chunk } from '../../src/core/list/chunk.ts';
import type { Sprint } from '../../src/core/sprint/sprint.ts';
import type { WorkItem } from '../../src/core/work-item/work-item.ts';
import { BULK_SIZE, fetchWorkItems } from '../../src/jira/bulkfetch.ts';
import type { JiraClient } from '../../src/jira/client.ts';
import type { FieldIds } from '../../src/jira/fields.ts';
import { fieldsToRead, issueShape, toWorkItem, type MappedItem } from '../../src/jira/map-work-item.ts';
import { findSearchable } from '../../src/jira/match-jql.ts';
import { searchIds } from '../../src/jira/search.ts';
import { parseAnswer } from '../../src/jira/wire.ts';

/** What was read so far. */
export interface Read {
  readonly items: Map<WorkItemId, WorkItem>;
  readonly sprints: Map<SprintId, Sprint>;
  readonly asked: Set<WorkItemId>;
}
/** One way of reading work items from Jira as whoever looks. */
export interface Way {
  /** Everything that a JQL finds. */
  readonly find: (jql: string) => Promise<void>;
  /** Those of these ids that search would give. */
  readonly name: (ids: Iterable<WorkItemId>) => Promise<void>;
}

/** `GET search` gives at most 100 a page where fields are asked for (platform.md 3.1). */
const SEARCH_PAGE = 100;
const SEARCH = '/rest/api/3/search/jql';
const pageShape = z.looseObject({ issues: z.array(issueShape), nextPageToken: z.string().nullish() });

const keep = (read: Read, found: readonly MappedItem[]): void => {
  for (const { item, sprints } of found) {
    read.asked.add(item.id);
    read.items.set(item.id, item);
    for (const sprint of sprints) if (!read.sprints.has(sprint.id)) read.sprints.set(sprint.id, sprint);
  }
};

type ReadSome = (client: JiraClient, fields: FieldIds, ids: readonly WorkItemId[]) => Promise<readonly MappedItem[]>;

const readNamed: ReadSome = async (client, fields, ids) => {
  const [items, searchable] = await Promise.all([fetchWorkItems(client, ids, fields), findSearchable(client, ids)]);
  return items.filter(({ item }) => searchable.has(item.id));
};

const fresh = (read: Read, ids: Iterable<WorkItemId>): readonly WorkItemId[] => {
  const wanted = [...new Set(ids)].filter((id) => !read.asked.has(id));
  for (const id of wanted) read.asked.add(id);
  return wanted;
};

/** *tutorial*: search pages of 100 with the fields that a board needs, each after the one before. */
export const tutorialWay = (client: JiraClient, fields: FieldIds, read: Read): Way => ({
  find: async (jql) => {
    let nextPageToken: string | undefined;
    do {
      const token = nextPageToken === undefined ? {} : { nextPageToken };
      const body = { jql, fields: fieldsToRead(fields), maxResults: SEARCH_PAGE, ...token };
      const request = { method: 'POST', route: route`/rest/api/3/search/jql`, operation: SEARCH } as const;
      const page = parseAnswer(pageShape, await client({ ...request, body, isSafe: true }), SEARCH);
      keep(
        read,
        page.issues.map((issue) => toWorkItem(issue, fields)),
      );
      nextPageToken = page.nextPageToken ?? undefined;
    } while (nextPageToken !== undefined);
  },
  name: async (ids) => {
    for (const part of chunk(fresh(read, ids), SEARCH_PAGE)) keep(read, await readNamed(client, fields, part));
  },
});

/** *best live*: pages of ids, and what is not known of them in bulk, as much at once as the client's lanes allow. */
export const bulkWay = (client: JiraClient, fields: FieldIds, read: Read): Way => {
  const readAll = (ids: readonly WorkItemId[], one: ReadSome): Promise<unknown> =>
    Promise.all(chunk(ids, BULK_SIZE).map(async (part) => keep(read, await one(client, fields, part))));
  return {
    find: async (jql) => {
      const { ids } = await searchIds(client, jql, Infinity);
      await readAll(fresh(read, ids), (_client, _fields, part) => fetchWorkItems(client, part, fields));
    },
    name: async (ids) => void (await readAll(fresh(read, ids), readNamed)),
  };
};
