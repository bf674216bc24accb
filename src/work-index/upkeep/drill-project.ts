import type { ProjectId, WorkItemId } from '../../core/ids.ts';
import { chunk } from '../../core/list/chunk.ts';
import type { JiraClient } from '../../jira/client.ts';
import { JiraError } from '../../jira/errors.ts';
import { quote } from '../../jira/jql.ts';
import { countApproximately, searchIds } from '../../jira/search.ts';
import type { Entry } from '../entry/entry.ts';
import { openIndex } from '../store/open-index.ts';

/** Items of one range of keys. A listing may cost a point an item, a count costs one. */
const RANGE_ITEMS = 500;
/** No project of a program has more; what lies beyond would look as if it were gone. */
const MAX_LISTED = 200_000;

const numberOf = (entry: Entry): number => Number(entry.item.key.slice(entry.item.key.lastIndexOf('-') + 1));

/** Items of the index whose keys lie next to each other, and the JQL that finds in Jira what lies there. */
interface Range {
  readonly jql: string;
  readonly ids: readonly WorkItemId[];
}

/** Divides a project by its keys. The bounds are keys that the index has: Jira takes only those of items that are there. */
const rangesOf = (projectId: ProjectId, entries: readonly Entry[]): readonly Range[] => {
  const sorted = [...entries].sort((a, b) => numberOf(a) - numberOf(b));
  const parts = chunk(sorted, RANGE_ITEMS);
  return parts.map((part, at) => {
    const [from, to] = [at === 0 ? undefined : part[0]?.item.key, parts[at + 1]?.[0]?.item.key];
    const bounds = [
      ...(from === undefined ? [] : [` AND key >= ${quote(from)}`]),
      ...(to === undefined ? [] : [` AND key < ${quote(to)}`]),
    ];
    return { jql: `project = ${projectId}${bounds.join('')}`, ids: part.map(({ item }) => item.id) };
  });
};

/** A page is set aside whole: it has room for a range to which some came. */
const PAGE_ITEMS = RANGE_ITEMS + 100;

const differencesOf = async (app: JiraClient, { jql, ids }: Range): Promise<readonly WorkItemId[]> => {
  const listed = await searchIds(app, `${jql} ORDER BY key ASC`, MAX_LISTED, PAGE_ITEMS);
  const [inJira, inIndex] = [new Set(listed.ids), new Set(ids)];
  const lost = listed.ids.filter((id) => !inIndex.has(id));
  return listed.isComplete ? [...lost, ...ids.filter((id) => !inJira.has(id))] : lost;
};

/** Has these ids read. */
type Bring = (ids: readonly WorkItemId[]) => Promise<void>;

const drillRanges = async (app: JiraClient, ranges: readonly Range[], bring: Bring): Promise<void> => {
  const counts = await Promise.all(ranges.map(({ jql }) => countApproximately(app, jql)));
  const different = ranges.filter(({ ids }, at) => ids.length !== counts[at]);
  // One after the other: what was found stays found where the points end.
  for (const range of different) await bring(await differencesOf(app, range));
};

/**
 * Has those items of a project read that only Jira's search or only the index has, which tells who is right. Counts ranges of keys, and
 * lists those whose counts differ.
 */
export const drillProject = async (app: JiraClient, projectId: ProjectId, bring: Bring): Promise<void> => {
  const view = await openIndex();
  const scope = { projectIds: new Set([projectId]), doneFrom: '1970-01-01', withBacklog: true };
  const entries = [...(await view.readDetail(scope)).values()];
  const ranges = rangesOf(projectId, entries);
  const whole = { jql: `project = ${projectId}`, ids: entries.map(({ item }) => item.id) };
  if (ranges.length < 2) return bring(await differencesOf(app, whole));
  try {
    await drillRanges(app, ranges, bring);
  } catch (error) {
    // A bound is gone from Jira, or moved: what is looked for may be just that.
    if (error instanceof JiraError && error.status === 400) return bring(await differencesOf(app, whole));
    throw error;
  }
};
