import type { ProjectId } from '../../core/ids.ts';
import type { JiraClient } from '../../jira/client.ts';
import { listBrowsedProjects } from '../../jira/projects.ts';
import { rebuild } from '../backfill/request.ts';
import { updateUpkeep, type UpkeepState } from '../../storage/upkeep.ts';

const isSame = (a: readonly string[], b: readonly string[]): boolean => a.join(' ') === b.join(' ');

/**
 * The projects that JQL may name: JQL is refused whole for one that was deleted, archived, or taken from the app. Asked again where
 * programs name other projects than then, or `isDoubtful`. A project that is back is read anew.
 */
export const findLiveProjects = async (
  app: JiraClient,
  state: Pick<UpkeepState, 'indexed' | 'live'>,
  { indexed, isDoubtful }: { readonly indexed: readonly ProjectId[]; readonly isDoubtful: boolean },
): Promise<readonly ProjectId[]> => {
  const ids = [...indexed].sort();
  if (!isDoubtful && isSame(ids, state.indexed)) return state.live;
  const live = (await listBrowsedProjects(app, ids)).map(({ id }) => id).sort();
  // Nobody looked at it while it was away. First this, then the note: cut off in between, it is done again.
  const back = live.filter((id) => state.indexed.includes(id) && !state.live.includes(id));
  if (back.length > 0) await rebuild(back, Date.now());
  await updateUpkeep((stored) =>
    isSame(stored.indexed, ids) && isSame(stored.live, live) ? stored : { ...stored, indexed: ids, live },
  );
  return live;
};
