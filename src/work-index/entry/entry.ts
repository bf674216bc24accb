import type { EpochMs, ProjectId } from '../../core/ids.ts';
import type { QueryKey } from '../../core/team/query-matches.ts';
import type { WorkItem } from '../../core/work-item/work-item.ts';
import type { Facts } from './facts.ts';
import type { HistoryDigest } from './history.ts';

/** A work item as the app reads it, with what planning needs beside it (design.md 4). No text but the summary. */
export interface Entry {
  readonly item: WorkItem;
  readonly securityLevelId?: string;
  /** When it came into its status. */
  readonly statusSince?: EpochMs;
  readonly facts: Facts;
  /** Keys of the team queries that it matched when it was read, for rules that only Jira can evaluate; absent: none. */
  readonly matches?: readonly QueryKey[];
  /** Absent where its changelog was not read. */
  readonly history?: HistoryDigest;
}

/** What orders two readings of one item: Jira's `updated`, then the start of reading. */
export interface Stamp {
  readonly updated: EpochMs;
  /** When the reading was started. */
  readonly readAt: EpochMs;
}

/** Whether the first comes strictly after the second; everything comes after nothing. */
export const isNewer = (a: Stamp, b: Stamp | undefined): boolean =>
  b === undefined || a.updated > b.updated || (a.updated === b.updated && a.readAt > b.readAt);

export { compareIds } from '../../core/work-item/compare-ids.ts';

/** Where an entry's detail is kept. */
export interface Place {
  readonly projectId: ProjectId;
  readonly bucket: Bucket;
}
/** `open`: has a place in time or is under way; `backlog`: neither; else the quarter of its done day: `2026-4`. */
export type Bucket = string;
export const OPEN: Bucket = 'open';
export const BACKLOG: Bucket = 'backlog';

/** The quarter of an instant in UTC: `quarterOf(Date.UTC(2026, 10, 22))` is `'2026-4'`. */
export const quarterOf = (at: EpochMs): Bucket => {
  const date = new Date(at);
  return `${date.getUTCFullYear()}-${Math.floor(date.getUTCMonth() / 3) + 1}`;
};

/** When a done item was done, as far as it tells. */
const doneAt = (item: WorkItem): EpochMs => item.resolved ?? item.categoryChanged ?? item.updated;

/** A carrier of time: what the placement of design.md 6 reads on the item itself. */
const hasCarrier = (item: WorkItem): boolean =>
  item.sprintIds.length > 0 ||
  item.dueDay !== undefined ||
  item.startDay !== undefined ||
  item.fixVersions.length > 0 ||
  item.flagged;

/** An entry's place follows from its item alone, so that every writer finds the same one. */
export const placeOf = ({ item }: Entry): Place => {
  const { projectId } = item;
  if (item.status.category === 'done') return { projectId, bucket: quarterOf(doneAt(item)) };
  const isPlaced = item.status.category === 'inProgress' || item.type.level > 0 || hasCarrier(item);
  return { projectId, bucket: isPlaced ? OPEN : BACKLOG };
};

/** The entry with nobody assigned. */
export const withoutAssignee = (entry: Entry): Entry => {
  const { assigneeId: _, ...item } = entry.item;
  return { ...entry, item };
};
