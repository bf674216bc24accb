import type { Issue, IssueLink } from '../entities.ts';
import type { Store } from '../store.ts';
import { type Bean, apiUrl } from './bean.ts';
import { renderIssueType, renderLinkType, renderPriority } from './metadata.ts';
import { renderStatus } from './status.ts';
import type { Viewer } from './viewer.ts';

/** An issue in few words, as parents, sub-tasks and link ends show it. */
export const renderShortIssue = (store: Store, issue: Issue): Bean => {
  const status = store.statuses.get(issue.statusId);
  const priority = store.priorities.get(issue.priorityId);
  const type = store.issueTypes.get(issue.issueTypeId);
  return {
    id: issue.id,
    key: issue.key,
    self: apiUrl(store, `issue/${issue.id}`),
    fields: {
      summary: issue.summary,
      status: status && renderStatus(store, status),
      priority: priority && renderPriority(store, priority),
      issuetype: type && renderIssueType(store, type),
    },
  };
};

/** The parent as the viewer sees it; undefined where there is none or it is hidden from the viewer. */
export const renderParent = (viewer: Viewer, issue: Issue): Bean | undefined => {
  const parent = viewer.store.issues.get(issue.parentId);
  return parent !== undefined && viewer.canSee(parent) ? renderShortIssue(viewer.store, parent) : undefined;
};

/** An issue's children one level below the base types, in order of creation, that the viewer may see. */
export const visibleSubtasks = (viewer: Viewer, issue: Issue): readonly Issue[] => {
  const { store } = viewer;
  const isSubtask = (child: Issue): boolean => (store.issueTypes.get(child.issueTypeId)?.hierarchyLevel ?? 0) < 0;
  return store.issuesByParent.of(issue.id).filter((child) => isSubtask(child) && viewer.canSee(child));
};

/**
 * A link seen from one of its ends. The source of `Blocks` shows its destination as `outwardIssue`, the destination shows
 * the source as `inwardIssue` (platform.md 9).
 */
const renderLinkFrom = (viewer: Viewer, issue: Issue, link: IssueLink): Bean | undefined => {
  const { store } = viewer;
  const isSource = link.sourceId === issue.id;
  const other = store.issues.get(isSource ? link.destinationId : link.sourceId);
  const type = store.linkTypes.get(link.typeId);
  if (other === undefined || type === undefined || !viewer.canSee(other)) return undefined;
  return {
    id: link.id,
    self: apiUrl(store, `issueLink/${link.id}`),
    type: renderLinkType(store, type),
    [isSource ? 'outwardIssue' : 'inwardIssue']: renderShortIssue(store, other),
  };
};

/** An issue's links whose other end the viewer may see: to the viewer, the others do not exist (design.md 5). */
export const renderLinks = (viewer: Viewer, issue: Issue): readonly Bean[] =>
  viewer.store.linksByIssue
    .of(issue.id)
    .map((link) => renderLinkFrom(viewer, issue, link))
    .filter((link) => link !== undefined);
