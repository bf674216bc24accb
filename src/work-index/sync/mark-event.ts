import type { EpochMs, ProjectId, WorkItemId } from '../../core/ids.ts';
import type { SiteMark } from '../../storage/index-marks.ts';
import { indexedProjects } from '../backfill/request.ts';
import { mark } from './mark.ts';

/** What a product event says to be read again: ids, and nothing else of it. */
export interface EventMarks {
  /** Without Jira's prefixes: `updated:issue`. `unknown` where it is none of ours. */
  readonly kind: string;
  /** With the project it is in; absent where it may have come from another one, or is not told. */
  readonly items: readonly { readonly id: WorkItemId; readonly projectId?: ProjectId }[];
  readonly site: readonly SiteMark[];
}

/**
 * Notes what an event of Jira says to have changed: two round trips and one write, whatever it is. Before there is any program
 * nothing is noted. Throws where storage takes nothing.
 */
export const markEvent = async ({ kind, items, site }: EventMarks, now: EpochMs): Promise<void> => {
  const indexed = new Set(await indexedProjects());
  if (indexed.size === 0) return;
  const isNear = ({ projectId }: (typeof items)[number]): boolean => projectId === undefined || indexed.has(projectId);
  const ids = items.filter(isNear).map(({ id }) => id);
  const farIds = items.filter((item) => !isNear(item)).map(({ id }) => id);
  await mark({ ids, farIds, site, kind }, now);
};
