import type { Issue } from '../local/jira/entities.ts';
import type { Jira } from '../local/jira/jira.ts';
import { issueFilter } from '../local/jira/permissions.ts';
import { APP_ACCOUNT_ID } from '../local/seeds/defaults.ts';
import { findAdmin } from './bench-app.ts';

/** Open work of these projects that the administrator and the app see, from all over them, as much as is asked for. */
export const pickOpenIssues = (jira: Jira, projectIds: readonly string[], count: number): readonly Issue[] => {
  const { store } = jira.site;
  const projects = new Set(projectIds);
  const [isSeen, isRead] = [issueFilter(store, findAdmin(jira)), issueFilter(store, APP_ACCOUNT_ID)];
  const open = [...store.issues.values()].filter(
    (issue) =>
      projects.has(issue.projectId) &&
      store.statuses.get(issue.statusId)?.category !== 'done' &&
      isSeen(issue) &&
      isRead(issue),
  );
  const step = Math.max(1, Math.floor(open.length / count));
  return open.filter((_, at) => at % step === 0).slice(0, count);
};

/** Somebody changes an issue in Jira itself: not through the app. */
export const editIssue = async (jira: Jira, accountId: string, { id }: Issue, summary: string): Promise<void> => {
  const init = { method: 'PUT', headers: { 'content-type': 'application/json' } };
  const body = JSON.stringify({ fields: { summary } });
  const request = new Request(`${jira.site.store.settings.baseUrl}/rest/api/3/issue/${id}`, { ...init, body });
  const answer = await jira.fetch(request, { accountId });
  if (!answer.ok) throw new Error(`Issue ${id} could not be changed: ${answer.status} ${await answer.text()}`);
};
