import type { Board, Issue, Project, Version } from '../entities.ts';
import { seedOf } from '../../random.ts';
import type { Store } from '../store.ts';
import { avatarUrls } from '../wire/avatar.ts';
import { apiUrl } from '../wire/bean.ts';
import type { Bean } from '../wire/bean.ts';

export const agileUrl = (store: Store, path: string): string => `${store.settings.baseUrl}/rest/agile/1.0/${path}`;

const projectLocation = (store: Store, project: Project): Bean => {
  const label = `${project.name} (${project.key})`;
  return {
    projectId: Number(project.id),
    displayName: label,
    projectName: project.name,
    projectKey: project.key,
    projectTypeKey: project.typeKey,
    avatarURI: avatarUrls(store, 'project', project.id)['24x24'],
    name: label,
  };
};
const personLocation = (store: Store, accountId: string | undefined): Bean => {
  const user = store.users.get(accountId);
  if (user === undefined) return {};
  const avatarURI = avatarUrls(store, 'user', user.id)['24x24'];
  return { userAccountId: user.id, displayName: user.displayName, name: user.displayName, avatarURI };
};

/** A board as the board list and the board resource show it. */
export const renderBoard = (store: Store, board: Board): Bean => {
  const project = store.projects.get(board.projectId);
  const filter = store.filters.get(board.filterId);
  return {
    id: Number(board.id),
    self: agileUrl(store, `board/${board.id}`),
    name: board.name,
    type: board.type,
    location: project === undefined ? personLocation(store, filter?.ownerId) : projectLocation(store, project),
    isPrivate: filter?.sharedWith === undefined && (filter?.sharedWithProjectIds ?? []).length === 0,
  };
};

const estimationOf = (store: Store, board: Board): Bean | undefined => {
  if (board.type === 'kanban') return undefined;
  const fieldId = board.estimationFieldId;
  if (fieldId === undefined) return { type: 'issueCount' };
  const displayName =
    fieldId === 'timeoriginalestimate' ? 'Original Time Estimate' : (store.fields.get(fieldId)?.name ?? fieldId);
  return { type: 'field', field: { fieldId, displayName } };
};

/** A board's configuration: filter, columns with their statuses, estimation (not on kanban boards), rank field. */
export const renderConfiguration = (store: Store, board: Board): Bean => {
  const project = store.projects.get(board.projectId);
  const relation = (kind: string, id: string): Bean => ({ id, self: apiUrl(store, `${kind}/${id}`) });
  return {
    id: Number(board.id),
    name: board.name,
    type: board.type,
    self: agileUrl(store, `board/${board.id}/configuration`),
    location:
      project === undefined
        ? { type: 'user' }
        : {
            type: 'project',
            key: project.key,
            id: project.id,
            self: apiUrl(store, `project/${project.id}`),
            name: project.name,
          },
    filter: relation('filter', board.filterId),
    subQuery: board.subQuery === undefined ? undefined : { query: board.subQuery },
    columnConfig: {
      columns: board.columns.map(({ name, statusIds }) => ({
        name,
        statuses: statusIds.map((id) => relation('status', id)),
      })),
      constraintType: 'none',
    },
    estimation: estimationOf(store, board),
    ranking: { rankCustomFieldId: Number(store.settings.fields.rank.replace('customfield_', '')) },
  };
};

/** An epic as Jira Software shows it; its colour is one of Jira's 14, always the same for one epic. */
export const renderEpic = (store: Store, epic: Issue): Bean => {
  const epicName = epic.custom[store.settings.fields.epicName];
  return {
    id: Number(epic.id),
    key: epic.key,
    self: agileUrl(store, `epic/${epic.id}`),
    name: typeof epicName === 'string' ? epicName : epic.summary,
    summary: epic.summary,
    color: { key: `color_${(seedOf(epic.id) % 14) + 1}` },
    done: store.statuses.get(epic.statusId)?.category === 'done',
  };
};

/** A version as a board's version list shows it: numbers for ids, an instant for the day. */
export const renderBoardVersion = (store: Store, version: Version): Bean => ({
  self: apiUrl(store, `version/${version.id}`),
  id: Number(version.id),
  projectId: Number(version.projectId),
  name: version.name,
  description: version.description,
  archived: version.archived,
  released: version.released,
  releaseDate: version.releaseDate === undefined ? undefined : `${version.releaseDate}T00:00:00.000Z`,
});
