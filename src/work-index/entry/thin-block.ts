import type { EpochMs, FieldId, ProjectId, SprintId, WorkItemId } from '../../core/ids.ts';
import type { Category } from '../../core/work-item/work-item.ts';
import { packDict, packIds, packNumbers, unpackDict, unpackIds, type DictColumn } from '../../core/columns/columns.ts';
import type { Draft } from './draft.ts';
import { compareIds, placeOf, type Bucket, type Entry } from './entry.ts';
import { toBlock, upgradeBlock, type Block } from './format.ts';

/** What rollups and team rules need of items whose detail is not read: the thin tier, which holds every item of a project. */
export interface ThinRow {
  readonly id: WorkItemId;
  readonly projectId: ProjectId;
  readonly parentId?: WorkItemId;
  readonly level: number;
  readonly category: Category;
  readonly bucket: Bucket;
  /** When a done item was done, to the quarter of an hour: days of all time zones begin on one. */
  readonly doneAt?: EpochMs;
  readonly sprintIds: readonly SprintId[];
  readonly estimates: Readonly<Record<FieldId, number>>;
  readonly securityLevelId?: string;
  readonly componentIds: readonly string[];
  readonly teamFieldId?: string;
  /** As in its entry. */
  readonly matches?: readonly string[];
}

const QUARTER_HOUR_MS = 900_000;
const toQuarters = (at: EpochMs): number => Math.floor(at / QUARTER_HOUR_MS);

const doneAtOf = ({ status, resolved, categoryChanged }: Entry['item']): EpochMs | undefined => {
  const at = resolved ?? categoryChanged;
  return status.category === 'done' && at !== undefined ? toQuarters(at) * QUARTER_HOUR_MS : undefined;
};

export const thinOf = (entry: Entry): ThinRow => {
  const { item, securityLevelId, matches } = entry;
  const doneAt = doneAtOf(item);
  return {
    id: item.id,
    projectId: item.projectId,
    level: item.type.level,
    category: item.status.category,
    bucket: placeOf(entry).bucket,
    sprintIds: item.sprintIds,
    estimates: item.estimates,
    componentIds: item.componentIds,
    ...(item.parentId === undefined ? {} : { parentId: item.parentId }),
    ...(doneAt === undefined ? {} : { doneAt }),
    ...(securityLevelId === undefined ? {} : { securityLevelId }),
    ...(item.teamFieldId === undefined ? {} : { teamFieldId: item.teamFieldId }),
    ...(matches === undefined ? {} : { matches }),
  };
};

type Kind = readonly [level: number, category: Category, bucket: Bucket];
interface ThinColumns {
  readonly id: readonly (string | number)[];
  readonly parent: DictColumn<string>;
  readonly kind: DictColumn<Kind>;
  /** Quarters of an hour since the row before. */
  readonly done: readonly (number | null)[];
  readonly sprints: DictColumn<readonly SprintId[]>;
  readonly estimates: DictColumn<Readonly<Record<FieldId, number>>>;
  readonly security: DictColumn<string>;
  readonly components: DictColumn<readonly string[]>;
  readonly team: DictColumn<string>;
  readonly matches: DictColumn<readonly string[]>;
}

export const packThin = (rows: readonly ThinRow[]): Block => {
  const sorted = [...rows].sort((a, b) => compareIds(a.id, b.id));
  const quarters = sorted.map((row) => (row.doneAt === undefined ? undefined : toQuarters(row.doneAt)));
  let before = 0;
  const bases = quarters.map((quarter) => {
    const base = before;
    before = quarter ?? before;
    return base;
  });
  const columns: ThinColumns = {
    id: packIds(sorted.map((row) => row.id)),
    parent: packDict(sorted.map((row) => row.parentId)),
    kind: packDict(sorted.map((row): Kind => [row.level, row.category, row.bucket])),
    done: packNumbers(quarters, bases),
    sprints: packDict(sorted.map((row) => row.sprintIds)),
    estimates: packDict(sorted.map((row) => row.estimates)),
    security: packDict(sorted.map((row) => row.securityLevelId)),
    components: packDict(sorted.map((row) => row.componentIds)),
    team: packDict(sorted.map((row) => row.teamFieldId)),
    matches: packDict(sorted.map((row) => row.matches)),
  };
  return toBlock(sorted.length, { ...columns });
};

/** The rows of a project's stored block, in the order of their ids; throws UnknownFormatError. */
export const unpackThin = (stored: unknown, projectId: ProjectId): readonly ThinRow[] => {
  // Written by packThin, brought to today's format.
  const columns = upgradeBlock(stored).c as unknown as ThinColumns;
  const parent = unpackDict(columns.parent);
  const kind = unpackDict(columns.kind);
  const sprints = unpackDict(columns.sprints);
  const estimates = unpackDict(columns.estimates);
  const security = unpackDict(columns.security);
  const components = unpackDict(columns.components);
  const team = unpackDict(columns.team);
  const matched = unpackDict(columns.matches);
  let quarter = 0;
  const done = columns.done.map((step) => (step === null ? undefined : (quarter += step) * QUARTER_HOUR_MS));
  return unpackIds(columns.id).map((id, row): ThinRow => {
    const [level, category, bucket] = kind[row] ?? [0, 'todo', ''];
    const thin: Draft<ThinRow> = {
      id,
      projectId,
      level,
      category,
      bucket,
      sprintIds: sprints[row] ?? [],
      estimates: estimates[row] ?? {},
      componentIds: components[row] ?? [],
    };
    const parentId = parent[row];
    if (parentId !== undefined) thin.parentId = parentId;
    const doneAt = done[row];
    if (doneAt !== undefined) thin.doneAt = doneAt;
    const securityLevelId = security[row];
    if (securityLevelId !== undefined) thin.securityLevelId = securityLevelId;
    const teamFieldId = team[row];
    if (teamFieldId !== undefined) thin.teamFieldId = teamFieldId;
    const matches = matched[row];
    if (matches !== undefined) thin.matches = matches;
    return thin;
  });
};
