import type { FieldId, SprintId, WorkItemId } from '../../core/ids.ts';
import type { Category } from '../../core/work-item/work-item.ts';
import { packDict, packIds, unpackDict, unpackIds, type DictColumn } from './columns.ts';
import { compareIds, placeOf, type Bucket, type Entry } from './entry.ts';
import { toBlock, upgradeBlock, type Block } from './format.ts';

/** What rollups need of items whose detail is not read: the thin tier, which holds every item of a project. */
export interface ThinRow {
  readonly id: WorkItemId;
  readonly parentId?: WorkItemId;
  readonly level: number;
  readonly category: Category;
  readonly bucket: Bucket;
  readonly sprintIds: readonly SprintId[];
  readonly estimates: Readonly<Record<FieldId, number>>;
  readonly securityLevelId?: string;
}

export const thinOf = (entry: Entry): ThinRow => {
  const { item, securityLevelId } = entry;
  return {
    id: item.id,
    level: item.type.level,
    category: item.status.category,
    bucket: placeOf(entry).bucket,
    sprintIds: item.sprintIds,
    estimates: item.estimates,
    ...(item.parentId === undefined ? {} : { parentId: item.parentId }),
    ...(securityLevelId === undefined ? {} : { securityLevelId }),
  };
};

type Kind = readonly [level: number, category: Category, bucket: Bucket];
interface ThinColumns {
  readonly id: readonly (string | number)[];
  readonly parent: DictColumn<string>;
  readonly kind: DictColumn<Kind>;
  readonly sprints: DictColumn<readonly SprintId[]>;
  readonly estimates: DictColumn<Readonly<Record<FieldId, number>>>;
  readonly security: DictColumn<string>;
}

export const packThin = (rows: readonly ThinRow[]): Block => {
  const sorted = [...rows].sort((a, b) => compareIds(a.id, b.id));
  const columns: ThinColumns = {
    id: packIds(sorted.map((row) => row.id)),
    parent: packDict(sorted.map((row) => row.parentId)),
    kind: packDict(sorted.map((row): Kind => [row.level, row.category, row.bucket])),
    sprints: packDict(sorted.map((row) => row.sprintIds)),
    estimates: packDict(sorted.map((row) => row.estimates)),
    security: packDict(sorted.map((row) => row.securityLevelId)),
  };
  return toBlock(sorted.length, { ...columns });
};

/** The rows of a stored block, in the order of their ids; throws UnknownFormatError. */
export const unpackThin = (stored: unknown): readonly ThinRow[] => {
  // Written by packThin, brought to today's format.
  const columns = upgradeBlock(stored).c as unknown as ThinColumns;
  const parent = unpackDict(columns.parent);
  const kind = unpackDict(columns.kind);
  const sprints = unpackDict(columns.sprints);
  const estimates = unpackDict(columns.estimates);
  const security = unpackDict(columns.security);
  return unpackIds(columns.id).map((id, row): ThinRow => {
    const [level, category, bucket] = kind[row] ?? [0, 'todo', ''];
    const [parentId, securityLevelId] = [parent[row], security[row]];
    return {
      id,
      level,
      category,
      bucket,
      sprintIds: sprints[row] ?? [],
      estimates: estimates[row] ?? {},
      ...(parentId === undefined ? {} : { parentId }),
      ...(securityLevelId === undefined ? {} : { securityLevelId }),
    };
  });
};
