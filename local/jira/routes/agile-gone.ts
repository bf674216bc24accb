import { JiraProblem } from '../errors.ts';
import type { Operation } from '../operation.ts';

/** Issue lists that left agile/1.0 (deprecated 2026-05-01, removed after 2026-11-01) and where they went (platform.md 9). */
const MOVED = [
  'board/{boardId}/issue',
  'board/{boardId}/backlog',
  'board/{boardId}/sprint/{sprintId}/issue',
  'board/{boardId}/epic/{epicId}/issue',
  'board/{boardId}/epic/none/issue',
  'sprint/{sprintId}/issue',
  'epic/{epicIdOrKey}/issue',
  'epic/none/issue',
] as const;

const gone = (list: string): Operation => ({
  method: 'GET',
  path: `/rest/agile/1.0/${list}`,
  gone: true,
  handle: () => {
    throw new JiraProblem(410, [
      `The requested API has been removed. Please migrate to the /rest/software/1.0/${list} API.`,
    ]);
  },
});

export const agileGoneOperations: readonly Operation[] = MOVED.map(gone);
