import type { Sprint } from '../entities.ts';
import { type Bean, remember } from './bean.ts';
import { utcTime } from './time.ts';

const dates = (sprint: Sprint) => ({
  startDate: sprint.startDate === undefined ? undefined : utcTime(sprint.startDate),
  endDate: sprint.endDate === undefined ? undefined : utcTime(sprint.endDate),
  completeDate: sprint.completeDate === undefined ? undefined : utcTime(sprint.completeDate),
});

/** A sprint as the sprint field of an issue shows it; dates in UTC (platform.md 9). */
export const renderSprintValue = remember<Sprint>((_store, sprint): Bean => ({
  id: Number(sprint.id),
  name: sprint.name,
  state: sprint.state,
  boardId: Number(sprint.originBoardId),
  goal: sprint.goal ?? '',
  ...dates(sprint),
}));

/** A sprint as Jira Software's sprint endpoints show it. */
export const renderSprint = remember<Sprint>((store, sprint): Bean => ({
  id: Number(sprint.id),
  self: `${store.settings.baseUrl}/rest/agile/1.0/sprint/${sprint.id}`,
  state: sprint.state,
  name: sprint.name,
  ...dates(sprint),
  createdDate: utcTime(sprint.createdDate),
  originBoardId: Number(sprint.originBoardId),
  goal: sprint.goal ?? '',
}));
