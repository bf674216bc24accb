import type { SprintId, WorkItemId } from '../../core/ids.ts';
import type { Sprint } from '../../core/sprint/sprint.ts';
import type { WorkItem } from '../../core/work-item/work-item.ts';
import { BULK_SIZE, fetchWorkItems } from '../../jira/bulkfetch.ts';
import { chunk } from '../../core/list/chunk.ts';
import type { JiraClient } from '../../jira/client.ts';
import { RateLimitedError } from '../../jira/errors.ts';
import type { FieldIds } from '../../jira/fields.ts';
import type { MappedItem } from '../../jira/map-work-item.ts';
import { findSearchable } from '../../jira/match-jql.ts';

/** One reading's limits: the invocation's end, and the reply's 5 MB (platform.md 1.1). */
export const MAX_ITEMS = 10_000;
/** Left for building and sending the board. */
const RESERVE_MS = 7_000;

/** What has been read so far, and why reading stopped where it did. */
export interface Reading {
  readonly items: Map<WorkItemId, WorkItem>;
  readonly sprints: Map<SprintId, Sprint>;
  /** Ids that were asked for, whether or not Jira gave them. */
  readonly asked: Set<WorkItemId>;
  /** Names of the Team field's values. */
  readonly teamNames: Map<string, string>;
  stopped?: string;
}
export interface Reader {
  readonly client: JiraClient;
  readonly fieldIds: FieldIds;
  readonly remainingMs: () => number;
}

export const startReading = (sprints: readonly Sprint[]): Reading => ({
  items: new Map(),
  sprints: new Map(sprints.map((sprint) => [sprint.id, sprint])),
  asked: new Set(),
  teamNames: new Map(),
});

const whyStop = (reading: Reading, reader: Reader): string | undefined => {
  if (reading.stopped !== undefined) return reading.stopped;
  if (reader.remainingMs() < RESERVE_MS) return 'reading more would take longer than the 25 seconds that Forge gives';
  return undefined;
};

type Read = (ids: readonly WorkItemId[], reader: Reader) => Promise<readonly MappedItem[]>;

const readFound: Read = (ids, { client, fieldIds }) => fetchWorkItems(client, ids, fieldIds);

const readSearchable: Read = async (ids, reader) => {
  const [items, searchable] = await Promise.all([readFound(ids, reader), findSearchable(reader.client, ids)]);
  return items.filter(({ item }) => searchable.has(item.id));
};

/** Reads one chunk into `reading`; a refusal for the sake of limits ends the reading, keeping what is there. */
const readChunk = async (ids: readonly WorkItemId[], reading: Reading, reader: Reader, read: Read): Promise<void> => {
  const stop = whyStop(reading, reader);
  if (stop !== undefined) {
    reading.stopped = stop;
    return;
  }
  try {
    for (const { item, sprints, teamName } of await read(ids, reader)) {
      reading.items.set(item.id, item);
      if (item.teamFieldId !== undefined && teamName !== undefined) reading.teamNames.set(item.teamFieldId, teamName);
      // A board's own list is in its order and wins.
      for (const sprint of sprints) if (!reading.sprints.has(sprint.id)) reading.sprints.set(sprint.id, sprint);
    }
  } catch (error) {
    if (!(error instanceof RateLimitedError)) throw error;
    reading.stopped = `Jira asks to wait ${Math.ceil(error.retryAfterMs / 1000)} seconds (${error.reason})`;
  }
};

const readAll = async (ids: Iterable<WorkItemId>, reading: Reading, reader: Reader, read: Read): Promise<void> => {
  const fresh = [...new Set(ids)].filter((id) => !reading.asked.has(id));
  const room = Math.max(0, MAX_ITEMS - reading.asked.size);
  const fitting = fresh.slice(0, room);
  for (const id of fitting) reading.asked.add(id);
  await Promise.all(chunk(fitting, BULK_SIZE).map((part) => readChunk(part, reading, reader, read)));
  if (fresh.length > room) reading.stopped ??= `one board reads at most ${MAX_ITEMS} work items`;
};

/** Reads what a search of this person found, in bulk, as much as fits, in parallel within the client's lanes. */
export const readInto = (ids: Iterable<WorkItemId>, reading: Reading, reader: Reader): Promise<void> =>
  readAll(ids, reading, reader, readFound);

/** As `readInto`, for ids that come from a link, a parent or a page: what search does not give this person is left out. */
export const readNamed = (ids: Iterable<WorkItemId>, reading: Reading, reader: Reader): Promise<void> =>
  readAll(ids, reading, reader, readSearchable);
