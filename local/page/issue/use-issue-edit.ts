import type { IssueBean } from '../api/beans.ts';
import { usePermission, useWrite } from '../api/queries.ts';
import { useModules } from '../api/site.ts';
import { appEvent, appEvents } from '../frame/event-bus.ts';
import { useFlags } from '../shell/flags.tsx';

export interface IssueEdit {
  readonly isEditable: boolean;
  readonly isSaving: boolean;
  /** Writes fields as Jira's edit operation takes them; a refusal is shown as a message. */
  readonly setField: (fields: Readonly<Record<string, unknown>>) => void;
  readonly write: (path: string, method: 'POST' | 'PUT' | 'DELETE', body?: unknown) => Promise<boolean>;
}

/** Edits of one issue as this person; the frames of the issue view hear of them (`JIRA_ISSUE_CHANGED`). */
export const useIssueEdit = (issue: IssueBean): IssueEdit => {
  const { key: projectKey, id: projectId } = issue.fields.project;
  const { data: mayEdit = false } = usePermission('EDIT_ISSUES', projectKey);
  const flags = useFlags();
  const modules = useModules('jira:issueContext') ?? [];
  const tellFrames = () => {
    const change = { issueId: issue.id, projectId, changes: [{ changeType: 'updated' }] };
    for (const { installation } of modules) appEvents.emit(appEvent(installation.id, 'JIRA_ISSUE_CHANGED'), change);
  };
  const mutation = useWrite(tellFrames);
  const write: IssueEdit['write'] = async (path, method, body) => {
    try {
      await mutation.mutateAsync({ path, method, ...(body === undefined ? {} : { body }) });
      return true;
    } catch (error) {
      const description = error instanceof Error ? error.message : String(error);
      flags.show({ id: 'issue-write', kind: 'error', title: 'Jira did not take this change', description });
      return false;
    }
  };
  return {
    isEditable: mayEdit,
    isSaving: mutation.isPending,
    setField: (fields) => void write(`/rest/api/3/issue/${issue.key}`, 'PUT', { fields }),
    write,
  };
};
