import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type * as b from './beans.ts';
import { rest, withQuery } from './rest.ts';

const LIST_FIELDS = 'summary,status,issuetype,priority,assignee,duedate,parent,project';

const loadProjects = async (startAt = 0): Promise<readonly b.ProjectBean[]> => {
  const query = { startAt, maxResults: 100, expand: 'lead', orderBy: 'name' };
  const { values, isLast = true } = await rest<b.Paged<b.ProjectBean>>(withQuery('/rest/api/3/project/search', query));
  return isLast || values.length === 0 ? values : [...values, ...(await loadProjects(startAt + values.length))];
};
/** Every project that this person may see, by name. */
export const useProjects = () => useQuery({ queryKey: ['projects'], queryFn: () => loadProjects(), staleTime: 60_000 });
export const useProject = (key: string) =>
  useQuery({
    queryKey: ['project', key],
    queryFn: () => rest<b.ProjectBean>(`/rest/api/3/project/${encodeURIComponent(key)}`),
    retry: false,
  });
export const usePermission = (permission: string, projectKey?: string) =>
  useQuery({
    queryKey: ['permission', permission, projectKey],
    queryFn: () =>
      rest<{ permissions: Record<string, { havePermission: boolean }> }>(
        withQuery('/rest/api/3/mypermissions', { permissions: permission, projectKey }),
      ),
    select: (data) => data.permissions[permission]?.havePermission ?? false,
  });

export interface SearchOptions {
  readonly jql: string;
  readonly maxResults?: number;
  readonly pageToken?: string;
}
export const useSearch = ({ jql, maxResults = 50, pageToken }: SearchOptions) =>
  useQuery({
    queryKey: ['search', jql, maxResults, pageToken],
    queryFn: () =>
      rest<b.SearchPage>(
        withQuery('/rest/api/3/search/jql', { jql, maxResults, fields: LIST_FIELDS, nextPageToken: pageToken }),
      ),
    placeholderData: keepPreviousData,
    retry: false,
  });
export const useCount = (jql: string) =>
  useQuery({
    queryKey: ['search', 'count', jql],
    queryFn: () =>
      rest<{ readonly count: number }>('/rest/api/3/search/approximate-count', { method: 'POST', body: { jql } }),
    select: (data) => data.count,
    placeholderData: keepPreviousData,
    retry: false,
  });

const issuePath = (key: string) => `/rest/api/3/issue/${encodeURIComponent(key)}`;
export const useIssue = (key: string) =>
  useQuery({ queryKey: ['issue', key], queryFn: () => rest<b.IssueBean>(issuePath(key)), retry: false });
export const useTransitions = (key: string) =>
  useQuery({
    queryKey: ['issue', key, 'transitions'],
    queryFn: () => rest<{ readonly transitions: readonly b.TransitionBean[] }>(`${issuePath(key)}/transitions`),
  });
export const useComments = (key: string) =>
  useQuery({
    queryKey: ['issue', key, 'comments'],
    queryFn: () => rest<{ readonly comments: readonly b.CommentBean[] }>(`${issuePath(key)}/comment?maxResults=100`),
  });
/** The changelog's first page gives its length; what is shown are the newest hundred entries. */
export const useHistory = (key: string) =>
  useQuery({
    queryKey: ['issue', key, 'history'],
    queryFn: async () => {
      const first = await rest<b.Paged<b.HistoryBean>>(`${issuePath(key)}/changelog?maxResults=100`);
      if (first.isLast !== false || first.total === undefined) return first.values;
      const startAt = first.total - 100;
      const last = await rest<b.Paged<b.HistoryBean>>(`${issuePath(key)}/changelog?maxResults=100&startAt=${startAt}`);
      return last.values;
    },
  });
export const useLinkTypes = () =>
  useQuery({
    queryKey: ['linkTypes'],
    queryFn: () => rest<{ readonly issueLinkTypes: readonly b.LinkTypeBean[] }>('/rest/api/3/issueLinkType'),
    staleTime: Infinity,
  });

export interface Write {
  readonly path: string;
  readonly method: 'POST' | 'PUT' | 'DELETE';
  readonly body?: unknown;
}
/** A write of the site; afterwards every issue and search on the page is read again. */
export const useWrite = (afterwards?: () => void) => {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ path, ...options }: Write) => rest(path, options),
    onSuccess: async () => {
      afterwards?.();
      await Promise.all([
        client.invalidateQueries({ queryKey: ['issue'] }),
        client.invalidateQueries({ queryKey: ['search'] }),
      ]);
    },
  });
};
