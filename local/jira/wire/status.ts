import type { Status, StatusCategoryKey } from '../entities.ts';
import type { Store } from '../store.ts';
import { type Bean, apiUrl, remember, scopeOf } from './bean.ts';

export interface StatusCategory {
  readonly id: number;
  readonly key: StatusCategoryKey | 'undefined';
  readonly colorName: string;
  readonly name: string;
  /** The word of the newer `statuses` endpoints; Jira gives no status of the category `undefined`. */
  readonly word: 'TODO' | 'IN_PROGRESS' | 'DONE' | undefined;
}
/** Jira's four status categories, with their fixed ids. */
export const statusCategories: readonly StatusCategory[] = [
  { id: 1, key: 'undefined', colorName: 'medium-gray', name: 'No Category', word: undefined },
  { id: 2, key: 'new', colorName: 'blue-gray', name: 'To Do', word: 'TODO' },
  { id: 4, key: 'indeterminate', colorName: 'yellow', name: 'In Progress', word: 'IN_PROGRESS' },
  { id: 3, key: 'done', colorName: 'green', name: 'Done', word: 'DONE' },
];
const [noCategory, toDo, inProgress, done] = statusCategories;

/** The category of a status. */
export const categoryOf = (status: Status): StatusCategory => {
  const category = { new: toDo, indeterminate: inProgress, done }[status.category] ?? noCategory;
  if (category === undefined) throw new Error(`status ${status.id} has no category`);
  return category;
};

export const renderStatusCategory = remember<StatusCategory>((store, { id, key, colorName, name }) => ({
  self: apiUrl(store, `statuscategory/${id}`),
  id,
  key,
  colorName,
  name,
}));

/** A status as issues, transitions and `GET status` show it. */
export const renderStatus = remember<Status>((store: Store, status): Bean => ({
  self: apiUrl(store, `status/${status.id}`),
  description: status.description,
  iconUrl: `${store.settings.baseUrl}/`,
  name: status.name,
  id: status.id,
  statusCategory: renderStatusCategory(store, categoryOf(status)),
  scope: scopeOf(status.projectId),
}));

/** A status as the newer `statuses` endpoints show it. */
export const renderJiraStatus = (status: Status): Bean => ({
  id: status.id,
  name: status.name,
  statusCategory: categoryOf(status).word,
  scope: status.projectId === undefined ? { type: 'GLOBAL' } : { type: 'PROJECT', project: { id: status.projectId } },
  description: status.description,
});
