import type { ProjectId, WorkItemId } from '../../core/ids.ts';
import { listSearched } from '../around/searched.ts';
import { openIndex, type IndexView } from '../store/open-index.ts';
import { readChildIds, readEntries } from '../store/read-entries.ts';
import type { SiteMark } from '../../storage/index-marks.ts';

/** Looking for children takes a pass over the log for each parent. */
const MAX_PARENTS = 200;

/**
 * What else changes when these items are deleted: their sub-tasks go too, other children lose their parent, the other ends their
 * link, and none of it has an event (platform.md 1.7). As far as the index knows them; of more than 200 at once the rest is left
 * to a reconciliation.
 */
export const findLostWith = async (view: IndexView, goneIds: readonly WorkItemId[]): Promise<readonly WorkItemId[]> => {
  const gone = await readEntries(view, goneIds);
  const children = await Promise.all([...gone.keys()].slice(0, MAX_PARENTS).map((id) => readChildIds(view, id)));
  const ends = [...gone.values()].flatMap(({ item }) => item.links.map((link) => link.otherId));
  return [...new Set([...children.flat(), ...ends])].filter((id) => !gone.has(id));
};

const inSprint = async (view: IndexView, projectIds: ReadonlySet<ProjectId>, sprintId: string) =>
  [...(await view.readStructure(projectIds)).values()].flatMap((row) =>
    row.sprintIds.includes(sprintId) ? [row.id] : [],
  );

const inVersion = async (view: IndexView, projectId: ProjectId, versionId: string) => {
  const detail = await view.readDetail({
    projectIds: new Set([projectId]),
    doneFrom: '1970-01-01',
    withBacklog: true,
  });
  return [...detail.values()]
    .filter(({ item }) => item.fixVersions.some((version) => version.id === versionId))
    .map(({ item }) => item.id);
};

/** The items that the index has in the sprints and versions, and under the parents, of these marks. */
export const findInside = async (marks: readonly SiteMark[]): Promise<readonly WorkItemId[]> => {
  if (!marks.some((mark) => /^(children|sprint|version):/.test(mark))) return [];
  const [view, { all }] = await Promise.all([openIndex(), listSearched()]);
  const projectIds = new Set(all);
  const found = await Promise.all(
    marks.map(async (mark) => {
      const [noun, first = '', second = ''] = mark.split(':');
      if (noun === 'children') return readChildIds(view, first);
      if (noun === 'sprint') return inSprint(view, projectIds, first);
      return noun === 'version' ? inVersion(view, first, second) : [];
    }),
  );
  return [...new Set(found.flat())];
};
