import type { Board, Sprint } from '../entities.ts';
import { utcTime } from '../wire/time.ts';
import { emit } from './emit-issue.ts';
import type { Write } from './write.ts';

/** A sprint as events carry it (events-reference/jira-software): dates in UTC, absent where the sprint has none. */
const sprintPayload = (sprint: Sprint) => ({
  id: Number(sprint.id),
  originBoardId: Number(sprint.originBoardId),
  name: sprint.name,
  goal: sprint.goal ?? '',
  state: sprint.state,
  ...(sprint.startDate === undefined ? {} : { startDate: utcTime(sprint.startDate) }),
  ...(sprint.endDate === undefined ? {} : { endDate: utcTime(sprint.endDate) }),
  ...(sprint.completeDate === undefined ? {} : { completeDate: utcTime(sprint.completeDate) }),
});

type SprintEvent = 'created' | 'started' | 'updated' | 'closed' | 'deleted';

/** A sprint's event; an update carries what it was before as `oldValue` (platform.md 4.7). */
export const emitSprint = (write: Write, what: SprintEvent, sprint: Sprint, before?: Sprint): void => {
  const old = what === 'updated' && before !== undefined ? { oldValue: sprintPayload(before) } : {};
  emit(write, `avi:jira-software:${what}:sprint`, { sprint: sprintPayload(sprint), ...old });
};

/** A board's event. */
export const emitBoard = (write: Write, what: 'created' | 'updated' | 'deleted', board: Board): void => {
  emit(write, `avi:jira-software:${what}:board`, {
    board: { id: Number(board.id), name: board.name, type: board.type },
  });
};
