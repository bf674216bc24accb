import type { BoardSource, ListChanges } from '../../core/board/source.ts';
import { packIds, unpackIds } from '../../core/columns/columns.ts';
import type { ProjectId, SprintId } from '../../core/ids.ts';
import type { Sprint } from '../../core/sprint/sprint.ts';
import { hashText } from '../../core/text/hash-text.ts';
import { compareIds } from '../../core/work-item/compare-ids.ts';
import type { Priority, Status, Version, WorkItem, WorkType } from '../../core/work-item/work-item.ts';
import type { SiteFacts } from '../site/site-facts.ts';
import { toVersion } from './lay-names.ts';
import { listVisibleSprints } from './visible-sprints.ts';

/** What of a site's lists a viewer's items name. */
interface Named {
  readonly sprints: readonly SprintId[];
  readonly statuses: readonly string[];
  readonly types: readonly string[];
  readonly versions: readonly string[];
}
/** Those lists, and the sprints and priorities beside them, as the site has them now. */
interface Lists {
  readonly sprints: readonly Sprint[];
  readonly priorities: readonly Priority[];
  readonly statuses: readonly Status[];
  readonly types: readonly WorkType[];
  readonly versions: readonly Version[];
}
/** By `packIds`: there may be thousands, and they go back and forth. */
type Packed = Readonly<Record<keyof Named, readonly (string | number)[]>>;
/** What a board holds beside its work: what its items name, and how that was when it was shown, as numbers. */
export interface Frame {
  readonly named: Packed;
  readonly hashes: Readonly<Record<keyof Lists, number>>;
  /** Boards whose sprints show: with them a program's teams look otherwise. */
  readonly boards: number;
}

const sorted = (ids: Iterable<string>): readonly string[] => [...new Set(ids)].sort(compareIds);

const pack = ({ sprints, statuses, types, versions }: Named): Packed => ({
  sprints: packIds(sprints),
  statuses: packIds(statuses),
  types: packIds(types),
  versions: packIds(versions),
});
const unpack = ({ sprints, statuses, types, versions }: Packed): Named => ({
  sprints: unpackIds(sprints),
  statuses: unpackIds(statuses),
  types: unpackIds(types),
  versions: unpackIds(versions),
});

const namedBy = (items: readonly WorkItem[]): Named => ({
  sprints: sorted(items.flatMap(({ sprintIds }) => sprintIds)),
  statuses: sorted(items.map(({ status }) => status.id)),
  types: sorted(items.map(({ type }) => type.id)),
  versions: sorted(items.flatMap(({ fixVersions }) => fixVersions.map(({ id }) => id))),
});

const join = (a: Named, b: Named): Named => ({
  sprints: sorted([...a.sprints, ...b.sprints]),
  statuses: sorted([...a.statuses, ...b.statuses]),
  types: sorted([...a.types, ...b.types]),
  versions: sorted([...a.versions, ...b.versions]),
});

const pick = <T extends { readonly id: string }>(list: readonly T[], ids: readonly string[]): readonly T[] => {
  const wanted = new Set(ids);
  return list.filter(({ id }) => wanted.has(id));
};

/** Versions of other projects than those that the viewer browses stay as items have them. */
const listsOf = (site: SiteFacts, named: Named, browsed: ReadonlySet<ProjectId>): Lists => ({
  sprints: listVisibleSprints(site, new Set(named.sprints), browsed),
  priorities: site.priorities,
  statuses: pick(site.statuses, named.statuses),
  types: pick(site.types, named.types),
  versions: pick(
    site.versions.filter(({ projectId }) => browsed.has(projectId)),
    named.versions,
  ).map(toVersion),
});

const hash = (value: unknown): number => hashText(JSON.stringify(value));

const toFrame = (named: Named, lists: Lists, open: ReadonlySet<SprintId>): Frame => ({
  // Sprints that show anyway need no name.
  named: pack({ ...named, sprints: named.sprints.filter((id) => !open.has(id)) }),
  hashes: {
    sprints: hash(lists.sprints),
    priorities: hash(lists.priorities),
    statuses: hash(lists.statuses),
    types: hash(lists.types),
    versions: hash(lists.versions),
  },
  boards: hash(sorted(lists.sprints.flatMap(({ boardId }) => boardId ?? []))),
});

const openSprints = (site: SiteFacts, browsed: ReadonlySet<ProjectId>): ReadonlySet<SprintId> =>
  new Set(listVisibleSprints(site, new Set(), browsed).map(({ id }) => id));

/** The frame of a source that was just made. */
export const frameOf = (
  { items, thin }: Pick<BoardSource, 'items' | 'thin'>,
  site: SiteFacts,
  browsed: ReadonlySet<ProjectId>,
): Frame => {
  const own = namedBy(items);
  const named = { ...own, sprints: sorted([...own.sprints, ...thin.flatMap(({ sprintIds }) => sprintIds)]) };
  return toFrame(named, listsOf(site, named, browsed), openSprints(site, browsed));
};

/** What of the lists is other than a frame says, and the frame with these items; `isReload` where teams look otherwise. */
export const compareFrame = (
  before: Frame,
  items: readonly WorkItem[],
  site: SiteFacts,
  browsed: ReadonlySet<ProjectId>,
): { readonly frame: Frame; readonly lists: ListChanges | undefined; readonly isReload: boolean } => {
  const open = openSprints(site, browsed);
  const known = unpack(before.named);
  const was = listsOf(site, known, browsed);
  const { hashes } = toFrame(known, was, open);
  const named = join(known, namedBy(items));
  const now = listsOf(site, named, browsed);
  const frame = toFrame(named, now, open);
  const hasMore = frame.hashes.sprints !== before.hashes.sprints;
  const lists: ListChanges = {
    ...(hasMore ? { sprints: now.sprints } : {}),
    ...(hashes.priorities === before.hashes.priorities ? {} : { priorities: was.priorities }),
    ...(hashes.statuses === before.hashes.statuses ? {} : { statuses: was.statuses }),
    ...(hashes.types === before.hashes.types ? {} : { types: was.types }),
    ...(hashes.versions === before.hashes.versions ? {} : { versions: was.versions }),
  };
  const isSame = Object.keys(lists).length === 0;
  return { frame, lists: isSame ? undefined : lists, isReload: frame.boards !== before.boards };
};
