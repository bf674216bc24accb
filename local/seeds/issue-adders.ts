import type * as e from '../jira/entities.ts';
import type { Store } from '../jira/store.ts';
import { FIRST_INSTANT } from './adders.ts';
import { compact } from './compact.ts';
import { DONE_RESOLUTION_ID } from './ids.ts';

export interface IssueInput extends Partial<Omit<e.Issue, 'resolutionId' | 'projectId' | 'issueTypeId' | 'statusId'>> {
  readonly projectKey?: string;
  readonly projectId?: string;
  /** Name or id; default Story, else the project's first base type. */
  readonly type?: string;
  /** Name or id; default the workflow's first status. */
  readonly status?: string;
  readonly points?: number;
  /** Id of an Atlassian team. */
  readonly team?: string;
  readonly startDate?: e.IsoDay;
  /** Default: Done where the status is of category done; `null` leaves a done issue unresolved. */
  readonly resolutionId?: string | null;
}

/** The n-th rank of a site as Jira hands them out: 8 apart, `0|i00007:`, `0|i0000f:`, ... */
export const rankOf = (n: number): string =>
  `0|${(Number.parseInt('hzzzzz', 36) + n * 8).toString(36).padStart(6, '0')}:`;

const findProject = (store: Store, input: IssueInput): e.Project => {
  const project =
    store.projects.get(input.projectId) ??
    (input.projectKey === undefined
      ? store.projects.values().next().value
      : store.projectsByKey.first(input.projectKey));
  if (project === undefined) throw new Error(`no project ${input.projectKey ?? input.projectId ?? ''}`);
  return project;
};

const findType = (store: Store, project: e.Project, wanted: string | undefined): string => {
  if (wanted !== undefined && store.issueTypes.get(wanted) !== undefined) return wanted;
  const types = project.issueTypeIds.flatMap((id) => store.issueTypes.get(id) ?? []);
  const found =
    types.find((type) => type.name === (wanted ?? 'Story')) ??
    (wanted === undefined ? types.find((type) => type.hierarchyLevel === 0) : undefined);
  if (found === undefined) throw new Error(`no type ${wanted ?? 'Story'} in ${project.key}`);
  return found.id;
};

const findStatus = (store: Store, project: e.Project, typeId: string, wanted: string | undefined): e.Status => {
  const workflow = store.workflows.get(project.workflowIds[typeId] ?? project.workflowIds.default);
  const ids = workflow?.statusIds ?? [];
  const found =
    wanted === undefined
      ? store.statuses.get(workflow?.initialStatusId)
      : (store.statuses.get(wanted) ??
        ids.map((id) => store.statuses.get(id)).find((status) => status?.name === wanted) ??
        [...store.statuses.values()].find((status) => status.name === wanted && status.projectId === undefined));
  if (found === undefined) throw new Error(`no status ${wanted ?? ''} in ${project.key}`);
  return found;
};

/** The field in which issues of a project keep their points. */
export const pointsFieldOf = (store: Store, project: e.Project): string => {
  const { storyPoints, storyPointEstimate } = store.settings.fields;
  return project.style === 'next-gen' ? (storyPointEstimate ?? storyPoints) : storyPoints;
};

const toCustom = (store: Store, project: e.Project, input: IssueInput): Record<string, e.Json> => {
  const custom: Record<string, e.Json> = { ...input.custom };
  const { team, startDate } = store.settings.fields;
  if (input.points !== undefined) custom[pointsFieldOf(store, project)] = input.points;
  if (input.team !== undefined) custom[team] = input.team;
  if (input.startDate !== undefined) custom[startDate] = input.startDate;
  return custom;
};

type Lifecycle = Pick<e.Issue, 'created' | 'updated'> & Partial<Pick<e.Issue, 'resolutionId' | 'resolved'>>;

const toLifecycle = (input: IssueInput, status: e.Status, id: string): Lifecycle => {
  const created = input.created ?? FIRST_INSTANT + (Number(id) % 10_000) * 60_000;
  const updated = input.updated ?? input.resolved ?? created;
  const resolutionId =
    input.resolutionId === undefined && status.category === 'done'
      ? DONE_RESOLUTION_ID
      : (input.resolutionId ?? undefined);
  return resolutionId === undefined
    ? { created, updated }
    : { created, updated, resolutionId, resolved: input.resolved ?? updated };
};

const SHORTHANDS = new Set(['projectKey', 'type', 'status', 'points', 'team', 'startDate', 'resolutionId']);
/** What of the input is a member of the entity as it stands. */
const entityPart = (input: IssueInput): Partial<e.Issue> =>
  Object.fromEntries(Object.entries(input).filter(([name]) => !SHORTHANDS.has(name)));

/** Adds an issue with the next id, key and rank; everything but the project has a default. Throws on unknown names. */
export const addIssue = (store: Store, input: IssueInput = {}): e.Issue => {
  const project = findProject(store, input);
  const issueTypeId = findType(store, project, input.type);
  const status = findStatus(store, project, issueTypeId, input.status);
  const id = input.id ?? String(store.next('issue'));
  const key = input.key ?? `${project.key}-${store.next(`key/${project.key}`, 1)}`;
  return store.issues.put(
    compact<e.Issue>({
      summary: key,
      priorityId: '3',
      reporterId: project.leadId,
      creatorId: input.reporterId ?? project.leadId,
      labels: [],
      componentIds: [],
      fixVersionIds: [],
      sprintIds: [],
      rank: input.rank ?? rankOf(store.next('rank', 1)),
      ...entityPart(input),
      ...toLifecycle(input, status, id),
      custom: toCustom(store, project, input),
      id,
      key,
      projectId: project.id,
      issueTypeId,
      statusId: status.id,
    }),
  );
};

/** Finds an issue by id or key, or throws. */
const getIssue = (store: Store, idOrKey: string): e.Issue => {
  const issue = store.issues.get(idOrKey) ?? store.issuesByKey.first(idOrKey);
  if (issue === undefined) throw new Error(`no issue ${idOrKey}`);
  return issue;
};

/** Links two issues, given by id or key: for Blocks the source blocks the destination. */
export const addLink = (
  store: Store,
  input: { readonly type?: string; readonly source: string; readonly destination: string; readonly id?: string },
): e.IssueLink => {
  const wanted = input.type ?? 'Blocks';
  const type = store.linkTypes.get(wanted) ?? [...store.linkTypes.values()].find((each) => each.name === wanted);
  if (type === undefined) throw new Error(`no link type ${wanted}`);
  return store.links.put({
    id: input.id ?? String(store.next('link')),
    typeId: type.id,
    sourceId: getIssue(store, input.source).id,
    destinationId: getIssue(store, input.destination).id,
  });
};

/** Adds an entry to an issue's changelog. */
export const addHistory = (store: Store, input: Omit<e.History, 'id'>): e.History =>
  store.histories.put({ id: String(store.next('history')), ...input });

/** A text as Atlassian Document Format. */
export const toDocument = (text: string): e.Json => ({
  type: 'doc',
  version: 1,
  content: [{ type: 'paragraph', content: [{ type: 'text', text }] }],
});

/** Adds a comment to an issue, given by id or key. */
export const addComment = (
  store: Store,
  input: { readonly issue: string; readonly authorId: string; readonly text: string; readonly created?: number },
): e.Comment => {
  const issue = getIssue(store, input.issue);
  const created = input.created ?? issue.updated;
  return store.comments.put({
    id: String(store.next('comment')),
    issueId: issue.id,
    authorId: input.authorId,
    body: toDocument(input.text),
    created,
    updated: created,
  });
};
