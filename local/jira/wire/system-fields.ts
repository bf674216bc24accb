import type { Entity, Issue } from '../entities.ts';
import { findSecurityLevel } from '../permissions.ts';
import type { Collection, Store } from '../store.ts';
import { type ApiVersion, bodyOf } from './adf.ts';
import { type Bean, apiUrl } from './bean.ts';
import { renderComment } from './comment.ts';
import { renderComponentOfIssue } from './component.ts';
import { aggregate, renderProgress, renderTimeTracking, workRatio } from './estimates.ts';
import { renderLinks, renderParent, renderShortIssue, visibleSubtasks } from './linked-issue.ts';
import { renderIssueType, renderPriority, renderResolution, renderSecurityLevel } from './metadata.ts';
import { renderProjectOfIssue } from './project.ts';
import { categoryOf, renderStatus, renderStatusCategory } from './status.ts';
import { zonedTime } from './time.ts';
import { renderVersionOfIssue } from './version.ts';
import type { Viewer } from './viewer.ts';

/** What rendering a field needs beside the issue. */
export interface FieldContext {
  readonly viewer: Viewer;
  readonly store: Store;
  readonly version: ApiVersion;
}
/** The value of a field; undefined where the issue does not have the field at all. */
export type FieldRenderer = (issue: Issue, context: FieldContext) => unknown;

const one = <T extends Entity>(store: Store, found: T | undefined, render: (store: Store, entity: T) => Bean) =>
  found === undefined ? null : render(store, found);
const many = <T extends Entity>(
  store: Store,
  collection: Collection<T>,
  ids: readonly string[] | undefined,
  render: (store: Store, entity: T) => Bean,
): readonly Bean[] => {
  const beans: Bean[] = [];
  for (const id of ids ?? []) {
    const found = collection.get(id);
    if (found !== undefined) beans.push(render(store, found));
  }
  return beans;
};
const time = (store: Store, instant: number | undefined): string | null =>
  instant === undefined ? null : zonedTime(store.settings.timeZone, instant);

const security: FieldRenderer = (issue, { store }) => {
  const project = store.projects.get(issue.projectId);
  if (project === undefined || issue.securityLevelId === undefined) return null;
  return one(store, findSecurityLevel(store, project, issue.securityLevelId), renderSecurityLevel);
};
const comments: FieldRenderer = (issue, { store, viewer, version }) => {
  const found = store.commentsByIssue.of(issue.id).map((comment) => renderComment(viewer, comment, version));
  const self = apiUrl(store, `issue/${issue.id}/comment`);
  return { comments: found, self, maxResults: found.length, total: found.length, startAt: 0 };
};
const statusCategory: FieldRenderer = (issue, { store }) => {
  const status = store.statuses.get(issue.statusId);
  return status === undefined ? null : renderStatusCategory(store, categoryOf(status));
};

/** Jira's system fields by id. */
export const systemFields: Readonly<Record<string, FieldRenderer>> = {
  summary: (issue) => issue.summary,
  description: (issue, { version }) => bodyOf(issue.description, version),
  environment: (issue, { version }) => bodyOf(issue.custom['environment'], version),
  project: (issue, { store }) => one(store, store.projects.get(issue.projectId), renderProjectOfIssue),
  issuetype: (issue, { store }) => one(store, store.issueTypes.get(issue.issueTypeId), renderIssueType),
  status: (issue, { store }) => one(store, store.statuses.get(issue.statusId), renderStatus),
  statusCategory,
  priority: (issue, { store }) => one(store, store.priorities.get(issue.priorityId), renderPriority),
  resolution: (issue, { store }) => one(store, store.resolutions.get(issue.resolutionId), renderResolution),
  assignee: (issue, { viewer }) => viewer.user(issue.assigneeId),
  reporter: (issue, { viewer }) => viewer.user(issue.reporterId),
  creator: (issue, { viewer }) => viewer.user(issue.creatorId),
  labels: (issue) => issue.labels,
  components: (issue, { store }) => many(store, store.components, issue.componentIds, renderComponentOfIssue),
  fixVersions: (issue, { store }) => many(store, store.versions, issue.fixVersionIds, renderVersionOfIssue),
  versions: (issue, { store }) => many(store, store.versions, issue.affectsVersionIds, renderVersionOfIssue),
  created: (issue, { store }) => time(store, issue.created),
  updated: (issue, { store }) => time(store, issue.updated),
  resolutiondate: (issue, { store }) => time(store, issue.resolved),
  statuscategorychangedate: (issue, { store }) => time(store, issue.statusCategoryChanged),
  duedate: (issue) => issue.dueDate ?? null,
  lastViewed: () => null,
  security,
  parent: (issue, { viewer }) => renderParent(viewer, issue),
  subtasks: (issue, { store, viewer }) => visibleSubtasks(viewer, issue).map((child) => renderShortIssue(store, child)),
  issuelinks: (issue, { viewer }) => renderLinks(viewer, issue),
  timetracking: (issue) => renderTimeTracking(issue),
  timeoriginalestimate: (issue) => issue.originalEstimateSeconds ?? null,
  timeestimate: (issue) => issue.remainingEstimateSeconds ?? null,
  timespent: (issue) => issue.timeSpentSeconds ?? null,
  aggregatetimeoriginalestimate: (issue, { viewer }) => aggregate(viewer, issue, 'originalEstimateSeconds'),
  aggregatetimeestimate: (issue, { viewer }) => aggregate(viewer, issue, 'remainingEstimateSeconds'),
  aggregatetimespent: (issue, { viewer }) => aggregate(viewer, issue, 'timeSpentSeconds'),
  progress: (issue) => renderProgress(issue.timeSpentSeconds ?? null, issue.remainingEstimateSeconds ?? null),
  aggregateprogress: (issue, { viewer }) =>
    renderProgress(aggregate(viewer, issue, 'timeSpentSeconds'), aggregate(viewer, issue, 'remainingEstimateSeconds')),
  workratio: workRatio,
  votes: (issue, { store }) => ({ self: apiUrl(store, `issue/${issue.key}/votes`), votes: 0, hasVoted: false }),
  watches: (issue, { store }) => ({
    self: apiUrl(store, `issue/${issue.key}/watchers`),
    watchCount: 0,
    isWatching: false,
  }),
  comment: comments,
  worklog: () => ({ startAt: 0, maxResults: 20, total: 0, worklogs: [] }),
  attachment: () => [],
  issuerestriction: () => ({ issuerestrictions: {}, shouldDisplay: false }),
};
