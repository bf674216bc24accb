import type { ChangeItem, History, Issue } from '../entities.ts';
import type { Store } from '../store.ts';
import { diffIssue } from './changelog.ts';
import { emitIssueUpdated } from './emit-issue.ts';
import { freshId, type Write } from './write.ts';

const categoryOf = (store: Store, issue: Issue) => store.statuses.get(issue.statusId)?.category;

/** Dates that follow from a change: of the status category, and of the resolution. */
const withDates = ({ store, now }: Write, before: Issue, after: Issue): Issue => {
  const { resolved: _resolved, ...rest } = after;
  const changed = categoryOf(store, before) === categoryOf(store, after) ? {} : { statusCategoryChanged: now };
  if (after.resolutionId === undefined) return { ...rest, ...changed, updated: now };
  const resolved = before.resolutionId === undefined ? now : (after.resolved ?? now);
  return { ...rest, ...changed, resolved, updated: now };
};

/** Sub-tasks are in the sprint and on the security level of their parent; Jira writes no history for that. */
const carrySubtasks = ({ store }: Write, parent: Issue): void => {
  for (const child of store.issuesByParent.of(parent.id)) {
    if ((store.issueTypes.get(child.issueTypeId)?.hierarchyLevel ?? 0) >= 0) continue;
    if (child.sprintIds.join() === parent.sprintIds.join() && child.securityLevelId === parent.securityLevelId)
      continue;
    const { securityLevelId: _level, ...rest } = child;
    const level = parent.securityLevelId === undefined ? {} : { securityLevelId: parent.securityLevelId };
    store.issues.put({ ...rest, ...level, sprintIds: parent.sprintIds });
  }
};

/** Adds a changelog entry of the caller, now. */
export const addHistory = ({ store, caller, now }: Write, issueId: string, items: readonly ChangeItem[]): History =>
  store.histories.put({
    id: freshId(store, store.histories, 'history'),
    issueId,
    ...(caller.accountId === undefined ? {} : { authorId: caller.accountId }),
    created: now,
    items,
  });

/**
 * Writes a changed issue with its changelog entry and its event. `extra` are items that the issue's values do not show
 * (rank, links). Nothing is written where nothing changed, as in Jira.
 */
export const saveIssue = (
  write: Write,
  { before, after, extra = [] }: { before: Issue; after: Issue; extra?: readonly ChangeItem[] },
): Issue => {
  const items = [...diffIssue(write.store, before, after), ...extra];
  if (items.length === 0) return before;
  const saved = write.store.issues.put(withDates(write, before, after));
  const history = addHistory(write, saved.id, items);
  carrySubtasks(write, saved);
  emitIssueUpdated(write, saved, history);
  return saved;
};
