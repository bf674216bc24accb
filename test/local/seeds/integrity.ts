import type { History, Issue } from '../../../local/jira/entities.ts';
import type { Store } from '../../../local/jira/store.ts';

type Has = { get(id: string): unknown };

/** What a site's data says that cannot be: ids of entities that do not exist, broken hierarchies, histories that end elsewhere. */
export const listFlaws = (store: Store): string[] => [
  ...listBrokenReferences(store),
  ...listBrokenHierarchy(store),
  ...listBrokenHistories(store),
  ...listBrokenNumbers(store),
];

const listBrokenReferences = (store: Store): string[] => {
  const flaws: string[] = [];
  const need = (owner: string, collection: Has, ids: readonly (string | undefined)[]): void => {
    for (const id of ids) if (id !== undefined && collection.get(id) === undefined) flaws.push(`${owner}: no ${id}`);
  };
  for (const issue of store.issues.values()) needIssue(store, issue, need);
  for (const link of store.links.values()) {
    need(`link ${link.id}`, store.issues, [link.sourceId, link.destinationId]);
    need(`link ${link.id}`, store.linkTypes, [link.typeId]);
    if (link.sourceId === link.destinationId) flaws.push(`link ${link.id}: to itself`);
  }
  for (const sprint of store.sprints.values()) need(`sprint ${sprint.id}`, store.boards, [sprint.originBoardId]);
  for (const board of store.boards.values()) {
    need(`board ${board.id}`, store.filters, [board.filterId]);
    need(`board ${board.id}`, store.projects, [board.projectId]);
    need(
      `board ${board.id}`,
      store.statuses,
      board.columns.flatMap((column) => column.statusIds),
    );
  }
  for (const project of store.projects.values()) needProject(store, project.id, need);
  for (const group of store.groups.values()) need(`group ${group.name}`, store.users, group.memberIds);
  for (const team of store.teams.values()) need(`team ${team.name}`, store.users, team.memberIds);
  for (const version of store.versions.values()) need(`version ${version.id}`, store.projects, [version.projectId]);
  for (const component of store.components.values()) {
    need(`component ${component.id}`, store.projects, [component.projectId]);
    need(`component ${component.id}`, store.users, [component.leadId]);
  }
  for (const workflow of store.workflows.values()) need(`workflow ${workflow.id}`, store.statuses, workflow.statusIds);
  for (const comment of store.comments.values()) {
    need(`comment ${comment.id}`, store.issues, [comment.issueId]);
    need(`comment ${comment.id}`, store.users, [comment.authorId]);
  }
  return flaws;
};

type Need = (owner: string, collection: Has, ids: readonly (string | undefined)[]) => void;

const needIssue = (store: Store, issue: Issue, need: Need): void => {
  need(issue.key, store.projects, [issue.projectId]);
  need(issue.key, store.issueTypes, [issue.issueTypeId]);
  need(issue.key, store.statuses, [issue.statusId]);
  need(issue.key, store.priorities, [issue.priorityId]);
  need(issue.key, store.resolutions, [issue.resolutionId]);
  need(issue.key, store.users, [issue.assigneeId, issue.reporterId, issue.creatorId]);
  need(issue.key, store.issues, [issue.parentId]);
  need(issue.key, store.components, issue.componentIds);
  need(issue.key, store.versions, [...issue.fixVersionIds, ...(issue.affectsVersionIds ?? [])]);
  need(issue.key, store.sprints, issue.sprintIds);
  need(issue.key, store.fields, Object.keys(issue.custom));
};

const needProject = (store: Store, id: string, need: Need): void => {
  const project = store.projects.get(id);
  if (project === undefined) return;
  need(project.key, store.users, [project.leadId]);
  need(project.key, store.permissionSchemes, [project.permissionSchemeId]);
  need(project.key, store.issueSecuritySchemes, [project.issueSecuritySchemeId]);
  need(project.key, store.issueTypes, project.issueTypeIds);
  need(project.key, store.workflows, Object.values(project.workflowIds));
  need(project.key, store.projectRoles, Object.keys(project.roleActors));
  for (const actors of Object.values(project.roleActors)) {
    need(project.key, store.users, actors.userIds);
    need(project.key, store.groups, actors.groupIds);
  }
};

const listBrokenHierarchy = (store: Store): string[] => {
  const levelOf = (issue: Issue): number => store.issueTypes.get(issue.issueTypeId)?.hierarchyLevel ?? NaN;
  return [...store.issues.values()].flatMap((issue) => {
    const project = store.projects.get(issue.projectId);
    const parent = store.issues.get(issue.parentId);
    const flaws: string[] = [];
    if (project !== undefined && !project.issueTypeIds.includes(issue.issueTypeId))
      flaws.push(`${issue.key}: foreign type`);
    if (parent !== undefined && levelOf(parent) <= levelOf(issue))
      flaws.push(`${issue.key}: parent ${parent.key} is not above`);
    return flaws;
  });
};

const CURRENT: Readonly<Record<string, (issue: Issue) => string | null>> = {
  status: (issue) => issue.statusId,
  resolution: (issue) => issue.resolutionId ?? null,
  assignee: (issue) => issue.assigneeId ?? null,
  priority: (issue) => issue.priorityId ?? null,
  duedate: (issue) => issue.dueDate ?? null,
  customfield_10020: (issue) => issue.sprintIds.join(', '),
};

const listBrokenHistories = (store: Store): string[] => {
  const flaws: string[] = [];
  for (const history of store.histories.values()) {
    if (store.issues.get(history.issueId) === undefined)
      flaws.push(`history ${history.id}: no issue ${history.issueId}`);
    if (history.authorId !== undefined && store.users.get(history.authorId) === undefined)
      flaws.push(`history ${history.id}: no author`);
  }
  for (const issue of store.issues.values()) {
    const histories = [...store.historiesByIssue.of(issue.id)].sort((a, b) => a.created - b.created);
    const [first, last] = [histories[0], histories.at(-1)];
    if (first !== undefined && first.created < issue.created) flaws.push(`${issue.key}: changed before it was created`);
    if (last !== undefined && last.created > issue.updated) flaws.push(`${issue.key}: changed after its last update`);
    flaws.push(...listChainBreaks(issue, histories));
  }
  return flaws;
};

/** Each change starts where the one before it ended, and the last one ends in the current value. */
const listChainBreaks = (issue: Issue, histories: readonly History[]): string[] => {
  const flaws: string[] = [];
  const last = new Map<string, string | null>();
  for (const item of histories.flatMap((history) => history.items)) {
    if (item.fieldId === undefined || CURRENT[item.fieldId] === undefined) continue;
    const before = last.get(item.fieldId);
    if (before !== undefined && before !== item.from)
      flaws.push(`${issue.key}: ${item.field} jumps from ${before} to ${item.from}`);
    last.set(item.fieldId, item.to);
  }
  for (const [fieldId, value] of last) {
    const current = CURRENT[fieldId]?.(issue);
    if (current !== value) flaws.push(`${issue.key}: ${fieldId} ends in ${value} and not in ${current}`);
  }
  return flaws;
};

const listBrokenNumbers = (store: Store): string[] => {
  const flaws: string[] = [];
  const ranks = new Set<string>();
  for (const issue of store.issues.values()) {
    if (issue.updated < issue.created) flaws.push(`${issue.key}: updated before it was created`);
    if ((issue.resolved === undefined) !== (issue.resolutionId === undefined))
      flaws.push(`${issue.key}: resolution without its day`);
    if (store.issuesByKey.count(issue.key) !== 1) flaws.push(`${issue.key}: not the only one of its key`);
    if (ranks.has(issue.rank)) flaws.push(`${issue.key}: shares its rank`);
    ranks.add(issue.rank);
  }
  return flaws;
};
