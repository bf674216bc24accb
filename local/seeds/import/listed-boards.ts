import type { Project } from '../../jira/entities.ts';
import { addBoard } from '../adders.ts';
import type { ImportContext } from './context.ts';
import { rawAt, textAt } from './raw.ts';
import type { Raw } from './raw.ts';

const TYPES = ['scrum', 'kanban', 'simple'] as const;

const projectOf = ({ store }: ImportContext, board: Raw): Project | undefined => {
  const location = rawAt(board, 'location');
  const key = textAt(location, 'projectKey') ?? textAt(location, 'key');
  return store.projectsByKey.first(key ?? '') ?? store.projects.get(textAt(location, 'projectId') ?? '');
};

/** Adds boards of a board list that no sprint names, such as kanban boards; call it after the sprints. */
export const importListedBoards = (context: ImportContext): void => {
  const { store, report, sorted } = context;
  for (const board of sorted.boards) {
    const id = textAt(board, 'id');
    if (id !== undefined && store.boards.get(id) !== undefined) continue;
    const project = projectOf(context, board);
    const name = textAt(board, 'name') ?? `Board ${id ?? ''}`;
    if (project === undefined) {
      report.leaveOut('board', 'no issue of its project is in the export', name);
      continue;
    }
    const type = TYPES.find((each) => each === textAt(board, 'type')) ?? 'scrum';
    addBoard(store, { project: project.id, name, type, ...(id === undefined ? {} : { id }) });
    report.count('boards', 1);
  }
};
