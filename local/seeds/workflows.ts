import type { Status, Transition, Workflow } from '../jira/entities.ts';
import { DONE_RESOLUTION_ID } from './ids.ts';

/** Jira's simplified workflow: any status leads to any; entering a done status resolves, leaving it clears the resolution. */
export const simpleWorkflow = (id: string, name: string, statuses: readonly Status[]): Workflow => ({
  id,
  name,
  statusIds: statuses.map((status) => status.id),
  initialStatusId: statuses[0]?.id ?? '',
  transitions: statuses.map((status, i): Transition => ({
    id: String(i * 10 + 11),
    name: status.name,
    from: 'any',
    to: status.id,
    resolutionId: status.category === 'done' ? DONE_RESOLUTION_ID : null,
  })),
});
