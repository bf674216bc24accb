import type { Link, Priority, Status, Version, WorkItem, WorkType } from '../../core/work-item/work-item.ts';
import {
  packDict,
  packIds,
  packNumbers,
  packSteps,
  unpackIds,
  unpackNumbers,
  unpackSteps,
  type DictColumn,
} from '../../core/columns/columns.ts';
import type { Draft } from './draft.ts';
import { compareIds, type Entry } from './entry.ts';
import type { Facts } from './facts.ts';
import { toBlock, upgradeBlock, type Block } from './format.ts';
import { packHistories, unpackHistories, type HistoryBase, type HistoryColumns } from './history-columns.ts';

type Numbers = readonly (number | null)[];
type PackedLink = readonly [id: string, typeId: string, side: 0 | 1, otherId: string, otherKey?: string];

/** Format 1. */
interface EntryColumns {
  readonly id: readonly (string | number)[];
  readonly keyOf: DictColumn<string>;
  readonly keyNo: readonly number[];
  readonly summary: readonly string[];
  readonly project: DictColumn<string>;
  readonly type: DictColumn<WorkType>;
  readonly status: DictColumn<Status>;
  readonly priority: DictColumn<Priority>;
  readonly rank: readonly (string | 0)[];
  readonly assignee: DictColumn<string>;
  readonly flagged: readonly number[];
  readonly parent: DictColumn<string>;
  readonly sprints: DictColumn<readonly string[]>;
  readonly start: DictColumn<string>;
  readonly due: DictColumn<string>;
  readonly created: readonly number[];
  readonly updated: Numbers;
  readonly resolved: Numbers;
  readonly resolution: DictColumn<string>;
  readonly changed: Numbers;
  readonly versions: DictColumn<readonly Version[]>;
  readonly labels: DictColumn<readonly string[]>;
  readonly components: DictColumn<readonly string[]>;
  readonly team: DictColumn<string>;
  readonly estimates: DictColumn<Readonly<Record<string, number>>>;
  readonly links: readonly (readonly PackedLink[] | 0)[];
  readonly security: DictColumn<string>;
  readonly statusSince: Numbers;
  readonly facts: DictColumn<Facts>;
  readonly matches: DictColumn<readonly string[]>;
  readonly history: HistoryColumns;
}

const splitKey = (key: string): readonly [prefix: string, no: number] => {
  const match = /^(.+)-([1-9]\d{0,9})$/.exec(key);
  return match === null ? [key, -1] : [match[1] ?? '', Number(match[2])];
};
const joinKey = (prefix: string, no: number): string => (no === -1 ? prefix : `${prefix}-${no}`);

const packLink = ({ id, typeId, direction, otherId, otherKey }: Link): PackedLink => {
  const side = direction === 'outward' ? 0 : 1;
  return otherKey === undefined ? [id, typeId, side, otherId] : [id, typeId, side, otherId, otherKey];
};
const unpackLink = ([id, typeId, side, otherId, otherKey]: PackedLink): Link => ({
  id,
  typeId,
  direction: side === 0 ? 'outward' : 'inward',
  otherId,
  ...(otherKey === undefined ? {} : { otherKey }),
});

/** Entries as one block, in the order of their ids. */
export const packEntries = (entries: readonly Entry[]): Block => {
  const rows = [...entries].sort((a, b) => compareIds(a.item.id, b.item.id));
  const items = rows.map((row) => row.item);
  const dict = <T>(of: (item: WorkItem) => T | undefined): DictColumn<T> => packDict(items.map(of));
  const updated = items.map((item) => item.updated);
  const created = items.map((item) => item.created);
  const changed = items.map((item) => item.categoryChanged ?? item.updated);
  const keys = items.map((item) => splitKey(item.key));
  const bases = items.map((item, row) => ({ created: item.created, changed: changed[row] ?? 0 }));
  const columns: EntryColumns = {
    id: packIds(items.map((item) => item.id)),
    keyOf: packDict(keys.map(([prefix]) => prefix)),
    keyNo: packSteps(keys.map(([, no]) => no)),
    summary: items.map((item) => item.summary),
    project: dict((item) => item.projectId),
    type: dict((item) => item.type),
    status: dict((item) => item.status),
    priority: dict((item) => item.priority),
    rank: items.map((item) => item.rank ?? 0),
    assignee: dict((item) => item.assigneeId),
    flagged: items.flatMap((item, row) => (item.flagged ? [row] : [])),
    parent: dict((item) => item.parentId),
    sprints: dict((item) => item.sprintIds),
    start: dict((item) => item.startDay),
    due: dict((item) => item.dueDay),
    created: packSteps(created),
    updated: packNumbers(updated, created),
    resolved: packNumbers(
      items.map((item) => item.resolved),
      changed,
    ),
    resolution: dict((item) => item.resolution),
    changed: packNumbers(
      items.map((item) => item.categoryChanged),
      updated,
    ),
    versions: dict((item) => item.fixVersions),
    labels: dict((item) => item.labels),
    components: dict((item) => item.componentIds),
    team: dict((item) => item.teamFieldId),
    estimates: dict((item) => item.estimates),
    links: items.map((item) => (item.links.length === 0 ? 0 : item.links.map(packLink))),
    security: packDict(rows.map((row) => row.securityLevelId)),
    statusSince: packNumbers(
      rows.map((row) => row.statusSince),
      changed,
    ),
    facts: packDict(rows.map((row) => row.facts)),
    matches: packDict(rows.map((row) => row.matches)),
    history: packHistories(
      rows.map((row) => row.history),
      bases,
    ),
  };
  return toBlock(rows.length, { ...columns });
};

const at = <T>({ of, at: places }: DictColumn<T>, row: number): T | undefined => of[places[row] ?? -1];

const present = <T>(value: T | undefined, row: number): T => {
  if (value === undefined) throw new Error(`A block of the index lacks a value in row ${row}.`);
  return value;
};
const must = <T>(column: DictColumn<T>, row: number): T => present(at(column, row), row);
const NO_LINKS: readonly Link[] = [];

/** The entries of a stored block, in the order of their ids; throws UnknownFormatError. */
export const unpackEntries = (stored: unknown): readonly Entry[] => {
  // Written by packEntries, brought to today's format.
  const columns = upgradeBlock(stored).c as unknown as EntryColumns;
  const created = unpackSteps(columns.created);
  const updated = unpackNumbers(columns.updated, created).map((value) => value ?? 0);
  const categoryChanged = unpackNumbers(columns.changed, updated);
  const changed = updated.map((value, row) => categoryChanged[row] ?? value);
  const bases: readonly HistoryBase[] = created.map((value, row) => ({ created: value, changed: changed[row] ?? 0 }));
  const keyNo = unpackSteps(columns.keyNo);
  const flagged = new Set(columns.flagged);
  const histories = unpackHistories(columns.history, bases);
  const statusSince = unpackNumbers(columns.statusSince, changed);
  const resolved = unpackNumbers(columns.resolved, changed);

  const itemAt = (id: string, row: number): WorkItem => {
    const links = columns.links[row] ?? 0;
    const item: Draft<WorkItem> = {
      id,
      key: joinKey(must(columns.keyOf, row), present(keyNo[row], row)),
      summary: columns.summary[row] ?? '',
      projectId: must(columns.project, row),
      type: must(columns.type, row),
      status: must(columns.status, row),
      flagged: flagged.has(row),
      sprintIds: must(columns.sprints, row),
      created: present(created[row], row),
      updated: present(updated[row], row),
      fixVersions: must(columns.versions, row),
      labels: must(columns.labels, row),
      componentIds: must(columns.components, row),
      estimates: must(columns.estimates, row),
      links: links === 0 ? NO_LINKS : links.map(unpackLink),
    };
    const priority = at(columns.priority, row);
    if (priority !== undefined) item.priority = priority;
    const rank = columns.rank[row] ?? 0;
    if (rank !== 0) item.rank = rank;
    const assigneeId = at(columns.assignee, row);
    if (assigneeId !== undefined) item.assigneeId = assigneeId;
    const parentId = at(columns.parent, row);
    if (parentId !== undefined) item.parentId = parentId;
    const startDay = at(columns.start, row);
    if (startDay !== undefined) item.startDay = startDay;
    const dueDay = at(columns.due, row);
    if (dueDay !== undefined) item.dueDay = dueDay;
    const resolvedAt = resolved[row];
    if (resolvedAt !== undefined) item.resolved = resolvedAt;
    const resolution = at(columns.resolution, row);
    if (resolution !== undefined) item.resolution = resolution;
    const changedAt = categoryChanged[row];
    if (changedAt !== undefined) item.categoryChanged = changedAt;
    const teamFieldId = at(columns.team, row);
    if (teamFieldId !== undefined) item.teamFieldId = teamFieldId;
    return item;
  };

  return unpackIds(columns.id).map((id, row): Entry => {
    const entry: Draft<Entry> = { item: itemAt(id, row), facts: must(columns.facts, row) };
    const securityLevelId = at(columns.security, row);
    if (securityLevelId !== undefined) entry.securityLevelId = securityLevelId;
    const since = statusSince[row];
    if (since !== undefined) entry.statusSince = since;
    const matches = at(columns.matches, row);
    if (matches !== undefined) entry.matches = matches;
    const history = histories[row];
    if (history !== undefined) entry.history = history;
    return entry;
  });
};
