import type { BoardId } from '../ids.ts';
import type { Sprint } from '../sprint/sprint.ts';
import type { WorkItem } from '../work-item/work-item.ts';
import { countEach, groupBy } from './count.ts';

/** A board counts as a team's own from this share of the team's sprint work. */
const OWN_SHARE = 0.1;
/** A board of another time counts from this many memberships, if at most this share of its sprints runs beside the others'. */
const MIN_MEMBERSHIPS = 3;
const MAX_BESIDE = 0.25;

const isBeside = (sprint: Sprint, others: readonly Sprint[]): boolean =>
  others.some((other) => (sprint.start ?? 0) < (other.end ?? 0) && (other.start ?? 0) < (sprint.end ?? 0));

/**
 * Boards whose sprints hold a team's work, most of it first: those with a real share of it, and those that it used before or
 * after them (over the years a team changes boards).
 */
export const findOwnBoards = (items: readonly WorkItem[], sprints: readonly Sprint[]): readonly BoardId[] => {
  const sprintById = new Map(sprints.map((sprint) => [sprint.id, sprint]));
  const joined = items.flatMap((item) => item.sprintIds.flatMap((id) => sprintById.get(id) ?? []));
  const byBoard = groupBy(new Set(joined), (sprint) => sprint.boardId);
  const accepted: BoardId[] = [];
  const taken: Sprint[] = [];
  for (const [boardId, count] of countEach(joined.map((sprint) => sprint.boardId))) {
    if (boardId === undefined) continue;
    const own = byBoard.get(boardId) ?? [];
    const beside = own.filter((sprint) => isBeside(sprint, taken)).length;
    const isOtherTime = count >= MIN_MEMBERSHIPS && beside <= own.length * MAX_BESIDE;
    if (count < joined.length * OWN_SHARE && !isOtherTime) continue;
    accepted.push(boardId);
    taken.push(...own);
  }
  return accepted;
};
