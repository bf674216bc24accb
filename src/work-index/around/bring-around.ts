import type { EpochMs, WorkItemId } from '../../core/ids.ts';
import { readBackfill } from '../../storage/backfill.ts';
import type { Job } from '../job.ts';
import { dropItems } from '../store/drop-projects.ts';
import { openIndex, type IndexView } from '../store/open-index.ts';
import { readStamps } from '../store/read-stamps.ts';
import { findChildrenElsewhere } from './find-children.ts';
import { isUnread } from './find-unread.ts';
import { readScope } from './scope.ts';
import { surveyAround, type Survey } from './survey.ts';

/** What nobody told about is read again so often: an event or a search tells of nearly everything before. */
const READ_AGAIN_MS = 7 * 86_400_000;

/** What neighbours of the programs' work are to be read. */
const findDue = async (
  view: IndexView,
  { kept, missing }: Pick<Survey, 'kept' | 'missing'>,
  { children, now }: { readonly children: readonly WorkItemId[]; readonly now: EpochMs },
): Promise<readonly WorkItemId[]> => {
  const stamps = await readStamps(view, [...kept.keys(), ...missing.keys(), ...missing.values(), ...children]);
  const isOld = (at: EpochMs): boolean => at < now - READ_AGAIN_MS;
  const old = [...kept.keys()].filter((id) => isOld(stamps.get(id)?.readAt ?? 0));
  const unread = [...missing].filter(([id, namer]) => {
    const row = stamps.get(id);
    return isUnread(row, stamps.get(namer)?.readAt ?? now) || isOld(row?.goneAt ?? now);
  });
  const isNew = (id: WorkItemId): boolean => isUnread(stamps.get(id), now);
  return [...new Set([...unread.map(([id]) => id), ...children.filter(isNew), ...old])];
};

/** What a look around came to. */
export interface Around {
  /** To be read. */
  readonly ids: readonly WorkItemId[];
  /** How many left the index. What was named in the meantime has to be looked for again. */
  readonly dropped: number;
}

/**
 * Brings what is beside the programs' projects in line with what their work leads to: takes out of the index what nothing leads to any more
 * (projects that a program left a while ago stay, see `dropLeftProjects`), and finds what is to be read.
 */
export const lookAround = async (job: Job): Promise<Around> => {
  const [view, scope, { runs }] = await Promise.all([openIndex(), readScope(), readBackfill()]);
  const survey = await surveyAround(view, scope);
  const stays = new Set(runs.map(({ projectId }) => projectId));
  const left = [...survey.left].filter(([, projectId]) => !stays.has(projectId));
  const leftIds = left.map(([id]) => id);
  await dropItems(leftIds, new Set(left.map(([, projectId]) => projectId)), job.now);
  const children = await findChildrenElsewhere(job, survey.parents);
  return { ids: await findDue(view, survey, { children, now: job.now }), dropped: leftIds.length };
};
