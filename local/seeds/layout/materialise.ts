import type { Issue, IssueType } from '../../jira/entities.ts';
import type { Store } from '../../jira/store.ts';
import { compact } from '../compact.ts';
import { pointsFieldOf, rankOf } from '../issue-adders.ts';
import { ItemBook } from './changelog.ts';
import type { Draft, State } from './draft.ts';
import type { Ground } from './ground.ts';

/** Gives ids and keys in the order of creation, as Jira would have. */
export const numberDrafts = (store: Store, drafts: readonly Draft[]): Draft[] => {
  const ordered = [...drafts].sort((a, b) => a.created - b.created);
  for (const draft of ordered) {
    const key = store.projects.get(draft.projectId)?.key ?? '';
    draft.id = String(store.next('issue'));
    draft.key = `${key}-${store.next(`key/${key}`, 1)}`;
  }
  return ordered;
};

const typeBook = (store: Store): ((draft: Draft) => IssueType) => {
  const known = new Map<string, IssueType>();
  for (const project of store.projects.values())
    for (const id of project.issueTypeIds) {
      const type = store.issueTypes.get(id);
      if (type !== undefined) known.set(`${project.id}/${type.name === 'Subtask' ? 'Sub-task' : type.name}`, type);
    }
  return (draft) => {
    const type = known.get(`${draft.projectId}/${draft.type}`);
    if (type === undefined) throw new Error(`no type ${draft.type} in project ${draft.projectId}`);
    return type;
  };
};

interface End {
  readonly state: State;
  readonly updated: number;
  readonly resolved: number | undefined;
  readonly categoryChanged: number;
}

/** Writes a draft's history and gives where it ended. */
const writeHistory = (store: Store, book: ItemBook, draft: Draft, pointsFieldId: string | undefined): End => {
  let state = draft.initial;
  let resolved: number | undefined;
  let categoryChanged = draft.created;
  let updated = draft.created;
  for (const step of [...draft.steps].sort((a, b) => a.at - b.at)) {
    const items = book.itemsOf(state, step, pointsFieldId, draft.parent);
    const after = { ...state, ...step.change };
    if (after.status.category !== state.status.category) categoryChanged = step.at;
    if (after.resolution !== state.resolution) resolved = after.resolution === undefined ? undefined : step.at;
    state = after;
    if (items.length === 0) continue;
    updated = step.at;
    store.histories.put({
      id: String(store.next('history', 10_000)),
      issueId: draft.id,
      authorId: step.by.id,
      created: step.at,
      items,
    });
  }
  return { state, updated, resolved, categoryChanged };
};

const customOf = (store: Store, draft: Draft, state: State, pointsFieldId: string | undefined): Issue['custom'] => {
  const { team, startDate, epicName } = store.settings.fields;
  return {
    ...(pointsFieldId !== undefined && state.estimate !== undefined ? { [pointsFieldId]: state.estimate } : {}),
    ...(draft.team?.archetype.scope === 'team' ? { [team]: draft.team.teamId } : {}),
    ...(draft.startDate === undefined ? {} : { [startDate]: draft.startDate }),
    ...(draft.type === 'Epic' && draft.team?.archetype.style === undefined ? { [epicName]: draft.summary } : {}),
  };
};

const timesOf = (state: State): Partial<Issue> => {
  if (state.estimate === undefined) return {};
  const seconds = state.estimate * 3600;
  const share = state.status.category === 'done' ? 1 : state.status.category === 'new' ? 0 : 0.5;
  return {
    originalEstimateSeconds: seconds,
    remainingEstimateSeconds: Math.round(seconds * (1 - share)),
    ...(share === 0 ? {} : { timeSpentSeconds: Math.round(seconds * share) }),
  };
};

/** Puts the issues and their histories into the store; ranks follow the drafts' order. */
export const writeDrafts = (ground: Ground, drafts: readonly Draft[]): void => {
  const { store } = ground;
  const book = new ItemBook(store);
  const typeOf = typeBook(store);
  const ranks = new Map([...drafts].sort((a, b) => a.order - b.order).map((draft) => [draft, store.next('rank', 1)]));
  for (const draft of drafts) {
    const project = store.projects.get(draft.projectId);
    if (project === undefined) throw new Error(`no project ${draft.projectId}`);
    const hours = draft.team?.archetype.unit === 'hours';
    const pointsFieldId = hours ? undefined : pointsFieldOf(store, project);
    const { state, updated, resolved, categoryChanged } = writeHistory(store, book, draft, pointsFieldId);
    store.issues.put(
      compact<Issue>({
        id: draft.id,
        key: draft.key,
        projectId: draft.projectId,
        issueTypeId: typeOf(draft).id,
        statusId: state.status.id,
        summary: draft.summary,
        description: draft.description,
        priorityId: state.priorityId,
        resolutionId: state.resolution?.id,
        reporterId: draft.reporter.id,
        creatorId: draft.reporter.id,
        assigneeId: state.assignee?.id,
        created: draft.created,
        updated,
        resolved,
        statusCategoryChanged: categoryChanged,
        dueDate: state.due,
        parentId: draft.parent?.id,
        labels: draft.labels,
        componentIds: draft.componentIds,
        fixVersionIds: state.versions.map((version) => version.id),
        securityLevelId: draft.securityLevelId,
        rank: rankOf(ranks.get(draft) ?? 0),
        sprintIds: state.sprints.map((sprint) => sprint.id),
        flagged: state.flagged,
        ...(hours ? timesOf(state) : {}),
        custom: customOf(store, draft, state, pointsFieldId),
      }),
    );
  }
};
