import { route } from '@forge/api';
import { z } from 'zod';
import type { Category, Status } from '../core/work-item/work-item.ts';
import type { JiraClient } from './client.ts';
import { parseAnswer } from './wire.ts';

const STATUSES = '/rest/api/3/status';

/** Planning's category of Jira's key; a status without one is work to do. */
export const categoryOf = (key: string): Category =>
  key === 'done' ? 'done' : key === 'indeterminate' ? 'inProgress' : 'todo';

const shape = z.array(
  z.looseObject({ id: z.string(), name: z.string(), statusCategory: z.looseObject({ key: z.string() }) }),
);

/** All statuses of active workflows, those of team-managed projects included. */
export const listStatuses = async (client: JiraClient): Promise<readonly Status[]> => {
  const answer = await client({ method: 'GET', route: route`/rest/api/3/status`, operation: STATUSES });
  return parseAnswer(shape, answer, STATUSES).map(({ id, name, statusCategory }) => ({
    id,
    name,
    category: categoryOf(statusCategory.key),
  }));
};
