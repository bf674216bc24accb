import { route } from '@forge/api';
import { z } from 'zod';
import type { EpochMs, ProjectId, WorkItemId } from '../core/ids.ts';
import type { JiraClient } from './client.ts';
import { isProject } from './jql.ts';
import { ID_PAGE, idPage } from './paging.ts';
import { parseAnswer, wireInstant } from './wire.ts';

const SEARCH = '/rest/api/3/search/jql';
const COUNT = '/rest/api/3/search/approximate-count';

export interface FoundIds {
  readonly ids: readonly WorkItemId[];
  /** Whether the search went to its end. */
  readonly isComplete: boolean;
}

/**
 * Ids of what a JQL finds for this client's user, in its order, at most `limit`; pages follow the token, never a count. A budget
 * has to have room for a whole page: where few are expected, ask for smaller ones.
 */
export const searchIds = async (
  client: JiraClient,
  jql: string,
  limit: number,
  pageSize: number = ID_PAGE,
): Promise<FoundIds> => {
  const ids: WorkItemId[] = [];
  let nextPageToken: string | undefined;
  for (;;) {
    const body = {
      jql,
      fields: ['id'],
      maxResults: Math.min(limit, pageSize, ID_PAGE),
      ...(nextPageToken === undefined ? {} : { nextPageToken }),
    };
    const answer = await client({
      method: 'POST',
      route: route`/rest/api/3/search/jql`,
      operation: SEARCH,
      body,
      isSafe: true,
    });
    const page = parseAnswer(idPage, answer, SEARCH);
    ids.push(...page.issues.map((issue) => issue.id));
    const token = page.nextPageToken ?? undefined;
    if (token === undefined) return { ids: ids.slice(0, limit), isComplete: ids.length <= limit };
    if (ids.length >= limit) return { ids: ids.slice(0, limit), isComplete: false };
    nextPageToken = token;
  }
};

export interface IssueKey {
  readonly projectKey: string;
  readonly number: number;
}

/** The highest key that this client's user sees in a project; undefined where they see no work item. Throws Jira's 400 for no access. */
export const findHighestKey = async (client: JiraClient, projectId: ProjectId): Promise<IssueKey | undefined> => {
  const body = { jql: `${isProject(projectId)} ORDER BY key DESC`, fields: ['key'], maxResults: 1 };
  const request = { method: 'POST', route: route`/rest/api/3/search/jql`, operation: SEARCH, isSafe: true } as const;
  const shape = z.looseObject({ issues: z.array(z.looseObject({ key: z.string().regex(/^.+-\d+$/) })) });
  const key = parseAnswer(shape, await client({ ...request, body }), SEARCH).issues[0]?.key;
  if (key === undefined) return undefined;
  const at = key.lastIndexOf('-');
  return { projectKey: key.slice(0, at), number: Number(key.slice(at + 1)) };
};

/** About how many work items a JQL finds for this client's user. */
export const countApproximately = async (client: JiraClient, jql: string): Promise<number> => {
  const request = { method: 'POST', route: route`/rest/api/3/search/approximate-count`, operation: COUNT } as const;
  const answer = await client({ ...request, body: { jql }, isSafe: true });
  return parseAnswer(z.looseObject({ count: z.number() }), answer, COUNT).count;
};

/** When each work item of a page was updated last, and where it is, as Jira's search knows it. */
export interface UpdatedPage {
  readonly found: readonly { readonly id: WorkItemId; readonly projectId: ProjectId; readonly updated: EpochMs }[];
  /** Absent on the last page. */
  readonly nextPageToken?: string;
}
const updatedPage = z.looseObject({
  issues: z.array(
    z.looseObject({
      id: z.string(),
      fields: z.looseObject({ updated: wireInstant, project: z.looseObject({ id: z.string() }) }),
    }),
  ),
  nextPageToken: z.string().nullish(),
});
/** Whatever is asked for, pages with fields have at most 100 (platform.md 3.1). */
const FIELDS_PAGE = 100;

/** A page of what a JQL finds for this client's user, in its order. */
export const searchUpdated = async (
  client: JiraClient,
  jql: string,
  pageToken: string | undefined,
): Promise<UpdatedPage> => {
  const rest = pageToken === undefined ? {} : { nextPageToken: pageToken };
  const body = { jql, fields: ['updated', 'project'], maxResults: FIELDS_PAGE, ...rest };
  const request = { method: 'POST', route: route`/rest/api/3/search/jql`, operation: SEARCH } as const;
  const page = parseAnswer(updatedPage, await client({ ...request, body, isSafe: true }), SEARCH);
  const token = page.nextPageToken ?? undefined;
  return {
    found: page.issues.map(({ id, fields }) => ({ id, projectId: fields.project.id, updated: fields.updated })),
    ...(token === undefined ? {} : { nextPageToken: token }),
  };
};
