import { packDict, packIds, packNumbers, unpackDict, unpackIds, type DictColumn } from '../columns/columns.ts';
import type { OwnTeams } from '../team/assign-teams.ts';
import { compareIds } from '../work-item/compare-ids.ts';
import type { ThinItem } from '../work-item/thin-item.ts';
import type { Category } from '../work-item/work-item.ts';
import { packItems, packOwn, unpackItems, unpackOwn, type PackedItems } from './pack-items.ts';
import type { BoardSource, SourceChanges } from './source.ts';

type Kind = readonly [level: number, category: Category];
/** Thin items in columns, by id. */
export interface PackedThin {
  readonly id: readonly (string | number)[];
  readonly project: DictColumn<string>;
  readonly parent: DictColumn<string>;
  readonly kind: DictColumn<Kind>;
  readonly sprints: DictColumn<readonly string[]>;
  readonly estimates: DictColumn<Readonly<Record<string, number>>>;
  readonly done: readonly (number | null)[];
  readonly own: ReturnType<typeof packOwn>;
}
/** A source as it crosses the wire: JSON, the same for the same source. */
export interface PackedSource extends Omit<BoardSource, 'items' | 'thin' | 'own'> {
  readonly items: PackedItems;
  readonly thin: PackedThin;
}
/** Changes as they cross the wire. */
export interface PackedChanges extends Omit<SourceChanges, 'items' | 'own' | 'goneIds'> {
  readonly items: PackedItems;
  readonly goneIds: readonly (string | number)[];
}

const packThin = (unsorted: readonly ThinItem[], own: OwnTeams): PackedThin => {
  const thin = [...unsorted].sort((a, b) => compareIds(a.id, b.id));
  const ids = thin.map(({ id }) => id);
  return {
    id: packIds(ids),
    project: packDict(thin.map((item) => item.projectId)),
    parent: packDict(thin.map((item) => item.parentId)),
    kind: packDict(thin.map((item): Kind => [item.level, item.category])),
    sprints: packDict(thin.map((item) => item.sprintIds)),
    estimates: packDict(thin.map((item) => item.estimates)),
    done: packNumbers(
      thin.map((item) => item.doneAt),
      thin.map((_, row) => thin[row - 1]?.doneAt ?? 0),
    ),
    own: packOwn(ids, own),
  };
};

const unpackThin = (packed: PackedThin): { readonly thin: readonly ThinItem[]; readonly own: OwnTeams } => {
  const ids = unpackIds(packed.id);
  const [project, parent, kind] = [unpackDict(packed.project), unpackDict(packed.parent), unpackDict(packed.kind)];
  const [sprints, estimates] = [unpackDict(packed.sprints), unpackDict(packed.estimates)];
  let before = 0;
  const thin = ids.map((id, row): ThinItem => {
    const [level, category] = kind[row] ?? [0, 'done'];
    const [parentId, step] = [parent[row], packed.done[row] ?? undefined];
    const doneAt = step === undefined ? undefined : step + before;
    before = doneAt ?? 0;
    return {
      id,
      projectId: project[row] ?? '',
      level,
      category,
      sprintIds: sprints[row] ?? [],
      estimates: estimates[row] ?? {},
      ...(parentId === undefined ? {} : { parentId }),
      ...(doneAt === undefined ? {} : { doneAt }),
    };
  });
  return { thin, own: unpackOwn(ids, packed.own) };
};

/** A source in columns, items in the order of their ids. */
export const packSource = ({ items, thin, own, ...rest }: BoardSource): PackedSource => ({
  ...rest,
  items: packItems(items, own),
  thin: packThin(thin, own),
});

/** The source that was packed. */
export const unpackSource = ({ items, thin, ...rest }: PackedSource): BoardSource => {
  const [detail, counted] = [unpackItems(items), unpackThin(thin)];
  return { ...rest, items: detail.items, thin: counted.thin, own: new Map([...detail.own, ...counted.own]) };
};

export const packChanges = ({ items, own, goneIds, ...rest }: SourceChanges): PackedChanges => ({
  ...rest,
  items: packItems(items, own),
  goneIds: packIds([...goneIds].sort(compareIds)),
});
export const unpackChanges = ({ items, goneIds, ...rest }: PackedChanges): SourceChanges => ({
  ...rest,
  ...unpackItems(items),
  goneIds: unpackIds(goneIds),
});
