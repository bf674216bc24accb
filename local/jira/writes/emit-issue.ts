import type { Caller } from '../caller.ts';
import type { ChangeItem, Comment, History, Issue, IssueLink } from '../entities.ts';
import type { Store } from '../store.ts';
import { renderIssueType } from '../wire/metadata.ts';
import { renderProjectOfIssue } from '../wire/project.ts';
import { renderStatus } from '../wire/status.ts';
import { zonedTime } from '../wire/time.ts';
import type { Write } from './write.ts';

const person = (accountId: string | undefined) => (accountId === undefined ? null : { accountId });

/** The part of an issue that product events carry (events-reference/jira): no description, no custom fields. */
const issuePayload = (store: Store, issue: Issue) => {
  const type = store.issueTypes.get(issue.issueTypeId);
  const status = store.statuses.get(issue.statusId);
  const project = store.projects.get(issue.projectId);
  const time = (instant: number): string => zonedTime(store.settings.timeZone, instant);
  return {
    id: issue.id,
    key: issue.key,
    fields: {
      summary: issue.summary,
      issuetype: type && renderIssueType(store, type),
      creator: person(issue.creatorId),
      created: time(issue.created),
      project: project && renderProjectOfIssue(store, project),
      reporter: person(issue.reporterId),
      assignee: person(issue.assigneeId),
      updated: time(issue.updated),
      status: status && renderStatus(store, status),
    },
  };
};

const causedBy = (caller: Caller) => ({
  ...(caller.accountId === undefined ? {} : { atlassianId: caller.accountId }),
  ...(caller.app === undefined ? {} : { byInstallation: caller.app.installationId }),
});

/** Tells the site of a product event that this write caused. */
export const emit = (
  { site, caller, now }: Write,
  eventType: string,
  payload: Readonly<Record<string, unknown>>,
): void => site.emit({ eventType, ...causedBy(caller), timestamp: now, payload });

/** Jira's own name for what happened, beside the event type. */
const jiraEventName = (items: readonly ChangeItem[]): string => {
  if (items.some((item) => item.field === 'Key')) return 'issue_moved';
  if (items.some((item) => item.field === 'status')) return 'issue_generic';
  return items.length === 1 && items[0]?.field === 'assignee' ? 'issue_assigned' : 'issue_updated';
};

const peopleOf = (items: readonly ChangeItem[]) => {
  const ids = items.filter((item) => item.field === 'assignee').flatMap((item) => [item.from, item.to]);
  return [...new Set(ids)].filter((id) => id !== null).map((accountId) => ({ accountId }));
};
const statusesOf = (store: Store, items: readonly ChangeItem[]) => {
  const ids = items.filter((item) => item.field === 'status').flatMap((item) => [item.from, item.to]);
  const statuses = ids.map((id) => store.statuses.get(id ?? undefined)).filter((status) => status !== undefined);
  return statuses.map((status) => ({ id: status.id, name: status.name }));
};

export const emitIssueCreated = (write: Write, issue: Issue): void => {
  emit(write, 'avi:jira:created:issue', {
    issue: issuePayload(write.store, issue),
    jiraEventTypeName: 'issue_created',
    associatedUsers: [issue.reporterId, issue.assigneeId].flatMap((id) =>
      id === undefined ? [] : [{ accountId: id }],
    ),
    associatedStatuses: [],
  });
};

/** `updated:issue` with the changelog, and `assigned:issue` beside it where the assignee changed. */
export const emitIssueUpdated = (write: Write, issue: Issue, { id, items }: History): void => {
  const payload = {
    issue: issuePayload(write.store, issue),
    jiraEventTypeName: jiraEventName(items),
    changelog: { id, items },
    associatedUsers: peopleOf(items),
    associatedStatuses: statusesOf(write.store, items),
  };
  emit(write, 'avi:jira:updated:issue', payload);
  if (items.some((item) => item.field === 'assignee')) emit(write, 'avi:jira:assigned:issue', payload);
};

/** Only the issue that was asked for: what goes with it (sub-tasks, links, comments) has no event (platform.md 1.7). */
export const emitIssueDeleted = (write: Write, issue: Issue): void => {
  emit(write, 'avi:jira:deleted:issue', {
    issue: issuePayload(write.store, issue),
    jiraEventTypeName: 'issue_deleted',
    associatedUsers: [],
    associatedStatuses: [],
  });
};

/** Links carry ids only (platform.md 4.7). */
export const emitLink = (write: Write, what: 'created' | 'deleted', link: IssueLink): void => {
  const { store } = write;
  const type = store.linkTypes.get(link.typeId);
  const projectIdOf = (id: string): number => Number(store.issues.get(id)?.projectId);
  emit(write, `avi:jira:${what}:issuelink`, {
    id: Number(link.id),
    sourceIssueId: Number(link.sourceId),
    destinationIssueId: Number(link.destinationId),
    sourceProjectId: projectIdOf(link.sourceId),
    destinationProjectId: projectIdOf(link.destinationId),
    issueLinkType: type && {
      id: Number(type.id),
      name: type.name,
      outwardName: type.outward,
      inwardName: type.inward,
      isSubTaskLinkType: false,
      isSystemLinkType: false,
    },
  });
};

export const emitComment = (
  write: Write,
  what: 'commented' | 'updated' | 'deleted',
  issue: Issue,
  comment: Comment,
): void => {
  const name = what === 'commented' ? 'avi:jira:commented:issue' : `avi:jira:${what}:comment`;
  emit(write, name, {
    issue: issuePayload(write.store, issue),
    comment: {
      id: comment.id,
      author: person(comment.authorId),
      created: zonedTime(write.store.settings.timeZone, comment.created),
      updated: zonedTime(write.store.settings.timeZone, comment.updated),
    },
  });
};
