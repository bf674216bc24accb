import { findVisibleBoard, findVisibleSprint } from '../boards/visible-boards.ts';
import { estimateUpdate } from '../boards/estimation.ts';
import type { Caller } from '../caller.ts';
import type { ChangeItem, Issue } from '../entities.ts';
import { badRequest, forbidden } from '../errors.ts';
import type { Site } from '../site.ts';
import { applyOperations, readOperations } from './apply-fields.ts';
import { toDraft } from './draft.ts';
import { rankItem, readRankTarget, type RankPlace } from './rank-issues.ts';
import { ranksAt } from '../rank-order.ts';
import { saveIssue } from './save-issue.ts';
import { beginWrite, findOpenIssue, mayDo, projectOf, type Write } from './write.ts';

const MAX_ISSUES = 50;

/** At most 50 issues, all of them open to the caller and his to schedule and edit; 403 otherwise, before anything is written. */
const readIssues = (write: Write, named: readonly string[]): readonly Issue[] => {
  if (named.length === 0) throw badRequest('At least one issue must be given.');
  if (named.length > MAX_ISSUES)
    throw badRequest('The maximum number of issues that can be moved in one operation is 50.');
  const issues = [
    ...new Map(named.map((idOrKey) => findOpenIssue(write, idOrKey)).map((issue) => [issue.id, issue])).values(),
  ];
  for (const issue of issues) {
    if (!mayDo(write, 'SCHEDULE_ISSUES', issue) || !mayDo(write, 'EDIT_ISSUES', issue)) {
      throw forbidden(`You do not have permission to schedule issue ${issue.key}.`);
    }
    if ((write.store.issueTypes.get(issue.issueTypeId)?.hierarchyLevel ?? 0) < 0) {
      throw badRequest(
        `Issue '${issue.key}' is a sub-task and cannot be associated to a sprint. It's associated to the same sprint as its parent.`,
      );
    }
  }
  return issues;
};

const closedOf = ({ store }: Write, issue: Issue): readonly string[] =>
  issue.sprintIds.filter((id) => store.sprints.get(id)?.state === 'closed');

const move = (write: Write, issues: readonly Issue[], open: readonly string[], place: RankPlace | undefined): void => {
  const ids = issues.map((issue) => issue.id);
  const target = place === undefined ? undefined : readRankTarget(write, place, ids);
  const ranks = target === undefined ? [] : ranksAt(write.store, target, ids);
  issues.forEach(({ id }, i) => {
    // Read again: making room for the ranks may have rebalanced the site.
    const before = write.store.issues.get(id);
    if (before === undefined) return;
    const rank = ranks[i] ?? before.rank;
    const extra: ChangeItem[] = rank === before.rank ? [] : [rankItem(write.store, before.rank, rank)];
    saveIssue(write, { before, after: { ...before, rank, sprintIds: [...closedOf(write, before), ...open] }, extra });
  });
};

/** POST sprint/{id}/issue: into a future or active sprint, out of any other open one; all of the issues or none. */
export const moveIssuesToSprint = (
  site: Site,
  caller: Caller,
  { sprintId, issues, ...place }: RankPlace & { readonly sprintId: string; readonly issues: readonly string[] },
): void => {
  const write = beginWrite(site, caller);
  const sprint = findVisibleSprint(site.store, caller.accountId, sprintId);
  if (sprint.state === 'closed') throw badRequest('Issues can only be moved to open or active sprints.');
  const ranked = place.rankBeforeIssue !== undefined || place.rankAfterIssue !== undefined;
  move(write, readIssues(write, issues), [sprint.id], ranked ? place : undefined);
};

/** POST backlog/issue: out of future and active sprints; closed ones stay as history. */
export const moveIssuesToBacklog = (
  site: Site,
  caller: Caller,
  { issues, boardId, ...place }: RankPlace & { readonly issues: readonly string[]; readonly boardId?: string },
): void => {
  const write = beginWrite(site, caller);
  if (boardId !== undefined) findVisibleBoard(site.store, caller.accountId, boardId);
  const ranked = place.rankBeforeIssue !== undefined || place.rankAfterIssue !== undefined;
  move(write, readIssues(write, issues), [], ranked ? place : undefined);
};

/** PUT issue/{k}/estimation: writes the board's estimation field, on a screen or not. Needs Edit issues; 403. */
export const setEstimation = (
  site: Site,
  caller: Caller,
  { issue, boardId, value }: { readonly issue: string; readonly boardId: string; readonly value: unknown },
): Issue => {
  const write = beginWrite(site, caller);
  const original = findOpenIssue(write, issue);
  const board = findVisibleBoard(site.store, caller.accountId, boardId);
  if (!mayDo(write, 'EDIT_ISSUES', original)) throw forbidden('You do not have permission to edit this issue.');
  const editing = { write, project: projectOf(site.store, original), draft: toDraft(original), original };
  applyOperations(editing, readOperations({ fields: estimateUpdate(board, value) }));
  return saveIssue(write, { before: original, after: editing.draft });
};
