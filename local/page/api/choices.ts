import type * as b from './beans.ts';
import { rest, withQuery } from './rest.ts';

/** One thing to choose in an editor; `value` is what Jira takes as id. */
export interface Choice {
  readonly value: string;
  readonly label: string;
}
const named = ({ id, name }: b.NamedBean): Choice => ({ value: id, label: name });

export const loadAssignable = async (issueKey: string, query: string): Promise<readonly Choice[]> => {
  const path = withQuery('/rest/api/3/user/assignable/search', { issueKey, query, maxResults: 50 });
  const users = await rest<readonly b.UserBean[]>(path);
  return users.map(({ accountId, displayName }) => ({ value: accountId, label: displayName }));
};
export const loadPriorities = async () => (await rest<readonly b.NamedBean[]>('/rest/api/3/priority')).map(named);
export const loadComponents = async (projectKey: string) =>
  (await rest<readonly b.NamedBean[]>(`/rest/api/3/project/${projectKey}/components`)).map(named);
export const loadVersions = async (projectKey: string) =>
  (await rest<readonly (b.NamedBean & { archived?: boolean })[]>(`/rest/api/3/project/${projectKey}/versions`))
    .filter(({ archived }) => archived !== true)
    .map(named);

/** Open sprints of the project's scrum boards. */
export const loadSprints = async (projectKey: string): Promise<readonly Choice[]> => {
  const path = withQuery('/rest/agile/1.0/board', { projectKeyOrId: projectKey, type: 'scrum', maxResults: 50 });
  const boards = await rest<b.Paged<{ readonly id: number }>>(path);
  const pages = await Promise.all(
    boards.values.map(({ id }) =>
      rest<b.Paged<b.SprintBean>>(`/rest/agile/1.0/board/${id}/sprint?state=active,future&maxResults=50`),
    ),
  );
  const sprints = new Map(pages.flatMap(({ values }) => values.map((sprint) => [sprint.id, sprint])));
  return [...sprints.values()].map(({ id, name }) => ({ value: String(id), label: name }));
};

const quote = (text: string) => `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
const KEY = /^[A-Za-z][A-Za-z0-9_]+-\d+$/;
/** JQL that finds work items by key or by words of their summary. */
export const toSearchJql = (text: string): string =>
  KEY.test(text.trim())
    ? `key = ${text.trim().toUpperCase()}`
    : `summary ~ ${quote(text.trim())} ORDER BY updated DESC`;

/** Work items by words or key, as choices. */
export const loadIssues = async (text: string): Promise<readonly (Choice & { readonly summary: string })[]> => {
  if (text.trim() === '') return [];
  const path = withQuery('/rest/api/3/search/jql', { jql: toSearchJql(text), maxResults: 10, fields: 'summary' });
  const { issues } = await rest<b.SearchPage>(path).catch(() => ({ issues: [] }));
  return issues.map(({ key, fields }) => ({ value: key, label: `${key} ${fields.summary}`, summary: fields.summary }));
};
