import type { Issue } from '../local/jira/entities.ts';
import type { Jira } from '../local/jira/jira.ts';

/** Open work of the site in an order that says nothing, as many as are asked for. */
export const pickOpenIssues = ({ site: { store } }: Jira, projectIds: readonly string[], count: number) => {
  const projects = new Set(projectIds);
  const open = [...store.issues.values()].filter(
    (issue) => projects.has(issue.projectId) && store.statuses.get(issue.statusId)?.category !== 'done',
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
