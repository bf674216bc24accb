import {
  packDict,
  packIds,
  packNumbers,
  packSteps,
  unpackDict,
  unpackIds,
  unpackNumbers,
  unpackSteps,
  type DictColumn,
} from '../columns/columns.ts';
import { compareIds } from '../work-item/compare-ids.ts';
import type { Link, Priority, Status, Version, WorkItem, WorkType } from '../work-item/work-item.ts';
import type { OwnTeam, OwnTeams } from '../team/assign-teams.ts';

type Numbers = readonly (number | null)[];
type PackedLink = readonly [id: string, typeId: string, side: 0 | 1, otherId: string];
type PackedOwn = readonly [first: string, byField?: string];

/** Work items in columns, by id, with their own teams: JSON of about 110 bytes an item. */
export interface PackedItems {
  readonly id: readonly (string | number)[];
  readonly prefix: DictColumn<string>;
  readonly no: readonly number[];
  readonly summary: readonly string[];
  readonly project: DictColumn<string>;
  readonly type: DictColumn<WorkType>;
  readonly status: DictColumn<Status>;
  readonly priority: DictColumn<Priority>;
  readonly rank: readonly (string | 0)[];
  readonly assignee: DictColumn<string>;
  /** Rows. */
  readonly flagged: readonly number[];
  readonly parent: DictColumn<string>;
  readonly sprints: DictColumn<readonly string[]>;
  readonly start: DictColumn<string>;
  readonly due: DictColumn<string>;
  readonly created: readonly number[];
  readonly updated: readonly number[];
  readonly resolved: Numbers;
  readonly resolution: DictColumn<string>;
  readonly changed: Numbers;
  readonly versions: DictColumn<readonly Version[]>;
  readonly labels: DictColumn<readonly string[]>;
  readonly components: DictColumn<readonly string[]>;
  readonly team: DictColumn<string>;
  readonly estimates: DictColumn<Readonly<Record<string, number>>>;
  /** Those that have any. */
  readonly links: readonly (readonly [row: number, ...links: PackedLink[]])[];
  readonly own: DictColumn<PackedOwn>;
}

const splitKey = (key: string): readonly [prefix: string, no: number] => {
  const match = /^(.+)-([1-9]\d{0,9})$/.exec(key);
  return match === null ? [key, -1] : [match[1] ?? '', Number(match[2])];
};

const packLink = ({ id, typeId, direction, otherId }: Link): PackedLink => [
  id,
  typeId,
  direction === 'outward' ? 0 : 1,
  otherId,
];
const unpackLink = ([id, typeId, side, otherId]: PackedLink): Link => ({
  id,
  typeId,
  direction: side === 0 ? 'outward' : 'inward',
  otherId,
});

export const packOwn = (ids: readonly string[], own: OwnTeams): DictColumn<PackedOwn> =>
  packDict(
    ids.map((id): PackedOwn | undefined => {
      const team = own.get(id);
      if (team === undefined) return undefined;
      return team.byField === undefined ? [team.first] : [team.first, team.byField];
    }),
  );
export const unpackOwn = (ids: readonly string[], column: DictColumn<PackedOwn>): OwnTeams => {
  const rows = unpackDict(column);
  return new Map(
    ids.flatMap((id, row): (readonly [string, OwnTeam])[] => {
      const [first, byField] = rows[row] ?? [];
      return first === undefined ? [] : [[id, { first, ...(byField === undefined ? {} : { byField }) }]];
    }),
  );
};

/** Items in the order of their ids; the keys of links' other ends stay behind. */
export const packItems = (unsorted: readonly WorkItem[], own: OwnTeams): PackedItems => {
  const items = [...unsorted].sort((a, b) => compareIds(a.id, b.id));
  const ids = items.map((item) => item.id);
  const keys = items.map((item) => splitKey(item.key));
  const created = items.map((item) => item.created);
  const updated = items.map((item) => item.updated);
  const dict = <T>(of: (item: WorkItem) => T | undefined): DictColumn<T> => packDict(items.map(of));
  const since = (of: (item: WorkItem) => number | undefined, from: readonly number[]): Numbers =>
    packNumbers(items.map(of), from);
  return {
    id: packIds(ids),
    prefix: packDict(keys.map(([prefix]) => prefix)),
    no: packSteps(keys.map(([, no]) => no)),
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
    updated: updated.map((at, row) => at - (created[row] ?? 0)),
    resolved: since((item) => item.resolved, updated),
    resolution: dict((item) => item.resolution),
    changed: since((item) => item.categoryChanged, updated),
    versions: dict((item) => item.fixVersions),
    labels: dict((item) => item.labels),
    components: dict((item) => item.componentIds),
    team: dict((item) => item.teamFieldId),
    estimates: dict((item) => item.estimates),
    links: items.flatMap(({ links }, row) => (links.length === 0 ? [] : [[row, ...links.map(packLink)] as const])),
    own: packOwn(ids, own),
  };
};

const optional = <Key extends string, T>(key: Key, value: T | undefined): Partial<Record<Key, T>> =>
  // One member of that name and type, or none.
  value === undefined ? {} : ({ [key]: value } as Partial<Record<Key, T>>);

const at = <T>({ of, at: places }: DictColumn<T>, row: number): T | undefined => of[places[row] ?? -1];
const must = <T>(column: DictColumn<T>, row: number): T => {
  const value = at(column, row);
  if (value === undefined) throw new Error(`Packed items lack a value in row ${row}.`);
  return value;
};

/** The packed items, in the order of their ids, and their own teams. */
export const unpackItems = (packed: PackedItems): { readonly items: readonly WorkItem[]; readonly own: OwnTeams } => {
  const ids = unpackIds(packed.id);
  const no = unpackSteps(packed.no);
  const created = unpackSteps(packed.created);
  const updated = packed.updated.map((step, row) => step + (created[row] ?? 0));
  const resolved = unpackNumbers(packed.resolved, updated);
  const changed = unpackNumbers(packed.changed, updated);
  const flagged = new Set(packed.flagged);
  const links = new Map(packed.links.map(([row, ...some]) => [row, some.map(unpackLink)]));
  const items = ids.map((id, row): WorkItem => {
    const prefix = must(packed.prefix, row);
    const rank = packed.rank[row] ?? 0;
    return {
      id,
      key: no[row] === -1 ? prefix : `${prefix}-${no[row] ?? 0}`,
      summary: packed.summary[row] ?? '',
      projectId: must(packed.project, row),
      type: must(packed.type, row),
      status: must(packed.status, row),
      flagged: flagged.has(row),
      sprintIds: must(packed.sprints, row),
      created: created[row] ?? 0,
      updated: updated[row] ?? 0,
      fixVersions: must(packed.versions, row),
      labels: must(packed.labels, row),
      componentIds: must(packed.components, row),
      estimates: must(packed.estimates, row),
      links: links.get(row) ?? [],
      ...optional('priority', at(packed.priority, row)),
      ...optional('rank', rank === 0 ? undefined : rank),
      ...optional('assigneeId', at(packed.assignee, row)),
      ...optional('parentId', at(packed.parent, row)),
      ...optional('startDay', at(packed.start, row)),
      ...optional('dueDay', at(packed.due, row)),
      ...optional('resolved', resolved[row]),
      ...optional('resolution', at(packed.resolution, row)),
      ...optional('categoryChanged', changed[row]),
      ...optional('teamFieldId', at(packed.team, row)),
    };
  });
  return { items, own: unpackOwn(ids, packed.own) };
};
