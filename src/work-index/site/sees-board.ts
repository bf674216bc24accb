import type { ProjectId } from '../../core/ids.ts';
import type { BoardFact } from './site-facts.ts';

/**
 * Whether whoever may browse these projects sees a board for certain. A board is seen by those with whom its filter is shared
 * (support.atlassian.com, "What are boards' permissions": a board has none of its own) who may also browse the project that it lives
 * in. False where that is not known without asking: its sprints then show only through items.
 */
export const seesBoard = ({ share, projectId }: BoardFact, browsable: ReadonlySet<ProjectId>): boolean => {
  if (projectId !== undefined && !browsable.has(projectId)) return false;
  if (share === 'everyone') return true;
  return share !== 'unknown' && share.projectIds.some((id) => browsable.has(id));
};
