import type { EpochMs, PeriodId, WorkItemId } from '../ids.ts';
import type { PeriodChoice } from '../period/choose-period.ts';
import type { BoardProgram } from '../program/program.ts';
import type { Sprint } from '../sprint/sprint.ts';
import { createNaming, type NameLists } from './lay-names.ts';
import type { OwnTeams } from '../team/assign-teams.ts';
import { compareIds } from '../work-item/compare-ids.ts';
import type { ThinItem } from '../work-item/thin-item.ts';
import type { Priority, WorkItem } from '../work-item/work-item.ts';
import type { Coverage } from './board.ts';

/**
 * All that a board is computed from, cut to what one viewer may see: with it the resolver and the browser build the same board.
 * It names nothing that is not visible: links, parents and teams of hidden work are not in it.
 */
export interface BoardSource {
  /** ISO 8601 instant: changes of Jira up to then are in it. */
  readonly asOf: string;
  /** What counts as now: its day is today. */
  readonly now: EpochMs;
  readonly program: BoardProgram;
  readonly periodId: PeriodId;
  readonly choice: PeriodChoice;
  /** By id. */
  readonly items: readonly WorkItem[];
  /** By id; none of them is among `items`. */
  readonly thin: readonly ThinItem[];
  /** Of all items and thin items. */
  readonly own: OwnTeams;
  /** In each board's own order. */
  readonly sprints: readonly Sprint[];
  /** The site's, highest first. */
  readonly priorities: readonly Priority[];
  readonly coverage: Coverage;
}

/** Lists of the site that became others for a viewer: sprints and priorities whole, of the rest what is to be laid over items. */
export interface ListChanges extends Partial<NameLists> {
  readonly sprints?: readonly Sprint[];
}

/** What changed in a source for its viewer. */
export interface SourceChanges {
  readonly asOf: string;
  readonly now: EpochMs;
  /** As they are now, whether or not the source had them. */
  readonly items: readonly WorkItem[];
  /** Of these items. */
  readonly own: OwnTeams;
  /** Gone, or not visible any more. */
  readonly goneIds: readonly WorkItemId[];
  /** Absent: the same as before. */
  readonly lists?: ListChanges;
}

/** Items with only those parents and dependencies whose other end is among these ids: the rest does not exist for the viewer. */
export const withKnownEnds = (
  items: readonly WorkItem[],
  ids: ReadonlySet<WorkItemId>,
  dependencyTypes: BoardProgram['dependencyTypes'],
): readonly WorkItem[] => {
  const types = new Set(dependencyTypes.map(({ linkTypeId }) => linkTypeId));
  return items.map(({ parentId, ...item }) => ({
    ...item,
    ...(parentId !== undefined && ids.has(parentId) ? { parentId } : {}),
    links: item.links.filter(({ typeId, otherId }) => types.has(typeId) && ids.has(otherId)),
  }));
};

/** The source with the changes in it; of items that are gone, links and parents go too. */
export const applyChanges = (source: BoardSource, changes: SourceChanges): BoardSource => {
  const gone = new Set(changes.goneIds);
  const changed = new Map(changes.items.map((item) => [item.id, item]));
  const isKept = ({ id }: { readonly id: WorkItemId }): boolean => !gone.has(id) && !changed.has(id);
  const { statuses = [], types = [], priorities, versions = [], sprints } = changes.lists ?? {};
  const named = createNaming({ statuses, types, priorities: priorities ?? [], versions });
  const items = [...source.items.filter(isKept), ...changed.values()]
    .map((item) => withoutEnds(changes.lists === undefined ? item : named(item), gone))
    .sort((a, b) => compareIds(a.id, b.id));
  const own = new Map([...source.own].filter(([id]) => isKept({ id })));
  for (const [id, team] of changes.own) own.set(id, team);
  const more = items.length - source.items.length;
  return {
    ...source,
    asOf: changes.asOf,
    now: changes.now,
    items,
    thin: source.thin.filter(isKept).map((thin) => withoutParent(thin, gone)),
    own,
    sprints: sprints ?? source.sprints,
    priorities: priorities ?? source.priorities,
    coverage: { ...source.coverage, read: source.coverage.read + more, of: source.coverage.of + more },
  };
};

const withoutParent = <T extends { readonly parentId?: WorkItemId }>(item: T, gone: ReadonlySet<WorkItemId>): T => {
  if (item.parentId === undefined || !gone.has(item.parentId)) return item;
  const { parentId: _, ...rest } = item;
  // The same without its optional parent.
  return rest as T;
};

const withoutEnds = (item: WorkItem, gone: ReadonlySet<WorkItemId>): WorkItem => {
  const own = withoutParent(item, gone);
  return own.links.some(({ otherId }) => gone.has(otherId))
    ? { ...own, links: own.links.filter(({ otherId }) => !gone.has(otherId)) }
    : own;
};
