import type { BoardColumn, Project, Sprint } from '../../jira/entities.ts';
import { addBoard } from '../adders.ts';
import { continueAfter } from './context.ts';
import type { ImportContext } from './context.ts';
import type { NormalIssue } from './normalise.ts';
import { projectKeyOf } from './projects.ts';
import { isRaw, textAt } from './raw.ts';
import { parseSprint } from './sprint-values.ts';
import type { SprintValue } from './sprint-values.ts';

/** Every sprint that an issue names, in whichever shape. */
export const sprintsOf = (context: ImportContext, { fields }: NormalIssue): SprintValue[] => {
  const own = fields[context.store.settings.fields.sprint];
  const agile = isRaw(fields.sprint) ? [fields.sprint] : [];
  const closed = Array.isArray(fields.closedSprints) ? fields.closedSprints : [];
  const values: unknown[] = [...(Array.isArray(own) ? own : own === undefined ? [] : [own]), ...closed, ...agile];
  return values.flatMap((value) => parseSprint(value) ?? []);
};

interface Found {
  value: SprintValue;
  /** Project key -> issues of it in the sprint. */
  readonly projects: Map<string, number>;
}

const collect = (context: ImportContext): Map<string, Found> => {
  const found = new Map<string, Found>();
  const take = (value: SprintValue, project: string | undefined): void => {
    const known = found.get(value.id) ?? { value, projects: new Map<string, number>() };
    // Issues that were not touched since may show an older state of the sprint; more members say more.
    if (Object.keys(value).length >= Object.keys(known.value).length) known.value = value;
    if (project !== undefined) known.projects.set(project, (known.projects.get(project) ?? 0) + 1);
    found.set(value.id, known);
  };
  for (const issue of context.issues) for (const value of sprintsOf(context, issue)) take(value, projectKeyOf(issue));
  for (const raw of context.sorted.sprints) {
    const value = parseSprint(raw);
    if (value !== undefined) take(value, undefined);
  }
  return found;
};

const merge = (counts: Iterable<ReadonlyMap<string, number>>): [string, number][] => {
  const sum = new Map<string, number>();
  for (const each of counts) for (const [key, count] of each) sum.set(key, (sum.get(key) ?? 0) + count);
  return [...sum].sort((a, b) => b[1] - a[1]);
};

/** A board's projects: those with a twentieth of its sprints' work or more. */
const projectsOf = (sprints: readonly Found[]): string[] => {
  const counts = merge(sprints.map((each) => each.projects));
  const total = counts.reduce((sum, [, count]) => sum + count, 0);
  return counts.filter(([, count]) => count >= total / 20).map(([key]) => key);
};

const columnsOf = (context: ImportContext, keys: readonly string[]): BoardColumn[] => {
  const { store } = context;
  const ids = new Set(
    keys.flatMap((key) => store.workflows.get(store.projectsByKey.first(key)?.workflowIds.default)?.statusIds ?? []),
  );
  const inCategory = (category: string): string[] =>
    [...ids].filter((id) => store.statuses.get(id)?.category === category);
  return [
    { name: 'To Do', statusIds: inCategory('new') },
    { name: 'In Progress', statusIds: inCategory('indeterminate') },
    { name: 'Done', statusIds: inCategory('done') },
  ];
};

/** The field with which a project's work is estimated: of the two, the one that more of it has; none where none has. */
const estimationOf = (context: ImportContext, keys: readonly string[]): string | null => {
  const { storyPoints, storyPointEstimate } = context.store.settings.fields;
  const own = context.issues.filter((issue) => keys.includes(projectKeyOf(issue)));
  const count = (id: string | undefined): number =>
    id === undefined ? 0 : own.filter((issue) => typeof issue.fields[id] === 'number').length;
  const [points, estimates] = [count(storyPoints), count(storyPointEstimate)];
  if (points === 0 && estimates === 0) return null;
  return estimates > points && storyPointEstimate !== undefined ? storyPointEstimate : storyPoints;
};

const boardName = (context: ImportContext, boardId: string | undefined, keys: readonly string[]): string => {
  const listed = context.sorted.boards.find((board) => textAt(board, 'id') === boardId);
  const name = textAt(listed, 'name');
  if (name !== undefined) return name;
  return boardId === undefined ? `${keys[0] ?? ''} board` : `${keys.slice(0, 3).join(', ')} board ${boardId}`;
};

const addSprintBoard = (
  context: ImportContext,
  boardId: string | undefined,
  sprints: readonly Found[],
): string | undefined => {
  const { store } = context;
  const keys = projectsOf(sprints);
  const [first] = keys;
  const project: Project | undefined = first === undefined ? undefined : store.projectsByKey.first(first);
  if (project === undefined) return undefined;
  const list = keys.length === 1 ? `= ${first}` : `in (${keys.join(', ')})`;
  return addBoard(store, {
    project: project.id,
    name: boardName(context, boardId, keys),
    type: project.style === 'next-gen' ? 'simple' : 'scrum',
    ...(boardId === undefined ? {} : { id: boardId }),
    jql: `project ${list} ORDER BY Rank ASC`,
    columns: columnsOf(context, keys),
    estimationFieldId: estimationOf(context, keys),
  }).id;
};

const putSprint = (context: ImportContext, { value }: Found, boardId: string): void => {
  const { boardId: _given, createdDate, ...members } = value;
  const sprint: Sprint = {
    ...members,
    originBoardId: boardId,
    createdDate: createdDate ?? value.startDate ?? value.endDate ?? 0,
    sequence: /^\d+$/.test(value.id) ? Number(value.id) : 0,
  };
  const started = value.state === 'future' ? undefined : (value.activatedDate ?? value.startDate);
  context.store.sprints.put(started === undefined ? sprint : { ...sprint, activatedDate: started });
};

/** Adds the sprints with their boards; sprints that name no board get one for the project with most of their work. */
export const importSprints = (context: ImportContext): void => {
  const { store, report } = context;
  const found = collect(context);
  const groups = Map.groupBy(found.values(), (each) =>
    each.value.boardId === undefined ? `project ${merge([each.projects])[0]?.[0] ?? ''}` : each.value.boardId,
  );
  const listed = context.sorted.boards.flatMap((board) => textAt(board, 'id') ?? []);
  continueAfter(store, 'board', [...groups.keys(), ...listed]);
  for (const [group, sprints] of groups) {
    const given = sprints[0]?.value.boardId;
    const boardId = addSprintBoard(context, given, sprints);
    for (const each of sprints) {
      if (boardId === undefined) report.leaveOut('sprint', 'no issue of the export is in it', each.value.name);
      else putSprint(context, each, boardId);
    }
    if (given === undefined && boardId !== undefined) {
      report.infer(`${sprints.length} sprints name no board: they are on one made for ${group}`);
    }
  }
  report.count('sprints', found.size, store.sprints.size);
  report.count('boards', groups.size, store.boards.size);
  continueAfter(store, 'sprint', found.keys());
};
