import type { ProjectId, WorkItemId } from '../../core/ids.ts';
import type { JiraClient } from '../../jira/client.ts';
import { checkBrowse } from '../../jira/permissions-check.ts';
import type { Entry } from '../entry/entry.ts';
import type { SiteFacts } from '../site/site-facts.ts';
import type { IndexView } from '../store/open-index.ts';
import { readStamps } from '../store/read-stamps.ts';

/** Ids of items that an entry points to: its parent and the other ends of its links. */
const pointersOf = ({ item }: Entry): readonly WorkItemId[] => [
  ...(item.parentId === undefined ? [] : [item.parentId]),
  ...item.links.map(({ otherId }) => otherId),
];

const isOther = <T>(known: T | undefined, copied: T): boolean => known !== undefined && known !== copied;

/** Entries that copy something of the site's lists that is otherwise there by now. */
const disagreesWith = (site: SiteFacts): ((entry: Entry) => boolean) => {
  const categories = new Map(site.statuses.map(({ id, category }) => [id, category]));
  const levels = new Map(site.types.map(({ id, level }) => [id, level]));
  const versions = new Set(site.versions.map(({ id }) => id));
  return ({ item }) =>
    isOther(categories.get(item.status.id), item.status.category) ||
    isOther(levels.get(item.type.id), item.type.level) ||
    item.fixVersions.some(({ id }) => !versions.has(id));
};

const placeOf = ({ item, securityLevelId }: Entry): string => `${item.sprintIds.join()} ${securityLevelId ?? ''}`;

/** A sub-task is where its parent is, in the same sprints and on the same security level, and Jira changes it without a word. */
const strayFrom = (entries: ReadonlyMap<WorkItemId, Entry>): ((entry: Entry) => boolean) => {
  return (entry) => {
    const parent = entries.get(entry.item.parentId ?? '');
    return entry.item.type.level < 0 && parent !== undefined && placeOf(parent) !== placeOf(entry);
  };
};

/** A link that the other end does not have as well: one of the two was read before it came, or went. */
const lopsidedIn = (entries: ReadonlyMap<WorkItemId, Entry>): ((entry: Entry) => readonly WorkItemId[]) => {
  const linksOf = new Map([...entries].map(([id, { item }]) => [id, new Set(item.links.map((link) => link.id))]));
  return ({ item }) =>
    item.links.filter(({ id, otherId }) => linksOf.get(otherId)?.has(id) === false).map(({ otherId }) => otherId);
};

/** Of what entries point to outside of the index, what Jira does not show the app: then Jira does not show it the pointer either. */
const findUnseen = async (
  app: JiraClient,
  entries: ReadonlyMap<WorkItemId, Entry>,
): Promise<ReadonlySet<WorkItemId>> => {
  const outside = [...new Set([...entries.values()].flatMap(pointersOf))].filter((id) => !entries.has(id));
  const { items } = await checkBrowse(app, { projectIds: [], itemIds: outside });
  return new Set(outside.filter((id) => !items.has(id)));
};

/** What an index is checked against. */
export interface CheckInput {
  readonly app: JiraClient;
  readonly view: IndexView;
  readonly site: SiteFacts;
  readonly projectIds: readonly ProjectId[];
}

/**
 * Items that contradict what is known of others or of the site, so that they changed without an `updated` of their own: a status of
 * another category, a version that went away, a link or a parent that was deleted, a sub-task whose parent moved. What was
 * read after what it contradicts is as Jira has it.
 */
export const findInconsistent = async ({ app, view, site, projectIds }: CheckInput): Promise<readonly WorkItemId[]> => {
  const scope = { projectIds: new Set(projectIds), doneFrom: '1970-01-01', withBacklog: true };
  const entries = await view.readDetail(scope);
  const [disagrees, strays, lopsided] = [disagreesWith(site), strayFrom(entries), lopsidedIn(entries)];
  const unseen = await findUnseen(app, entries);
  const all = [...entries.values()];
  const dangling = all.filter((entry) => pointersOf(entry).some((id) => unseen.has(id))).map(({ item }) => item.id);
  const [outdated, stray] = [all.filter(disagrees), all.filter(strays)];
  const halves = all.flatMap((entry) => lopsided(entry).map((otherId) => [entry.item.id, otherId] as const));
  const parents = stray.flatMap(({ item }) => item.parentId ?? []);
  const asked = [...outdated, ...stray].map(({ item }) => item.id);
  const stamps = await readStamps(view, [...new Set([...asked, ...parents, ...halves.flat()])]);
  const readAt = (id: WorkItemId | undefined): number => stamps.get(id ?? '')?.readAt ?? 0;
  return [
    ...new Set([
      ...dangling,
      ...outdated.filter(({ item }) => readAt(item.id) < site.readAt).map(({ item }) => item.id),
      ...stray.filter(({ item }) => readAt(item.id) <= readAt(item.parentId)).map(({ item }) => item.id),
      // Read at once, both ends are as Jira has them: for one viewer, a link always has two.
      ...halves.flatMap(([id, otherId]) =>
        readAt(id) === readAt(otherId) ? [] : [readAt(id) < readAt(otherId) ? id : otherId],
      ),
    ]),
  ];
};
