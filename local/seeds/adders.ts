import type * as e from '../jira/entities.ts';
import type { Store } from '../jira/store.ts';
import { seededRandom, seedOf } from '../random.ts';
import { compact } from './compact.ts';
import { GROUP_IDS } from './ids.ts';

/** A time before any test's "now": what is added without an instant is created then, a minute apart. */
export const FIRST_INSTANT = Date.UTC(2026, 0, 5, 8);

export interface UserInput {
  readonly name: string;
  readonly id?: string;
  readonly email?: string;
  readonly active?: boolean;
  readonly timeZone?: string;
  readonly about?: string;
  readonly accountType?: e.User['accountType'];
}

/** A UUID that depends on nothing but the text. */
export const uuidOf = (text: string): string => {
  const random = seededRandom(seedOf(text));
  const hex = (digits: number): string =>
    Math.floor(random() * 16 ** digits)
      .toString(16)
      .padStart(digits, '0');
  return `${hex(8)}-${hex(4)}-4${hex(3)}-a${hex(3)}-${hex(8)}${hex(4)}`;
};

const slugOf = (name: string): string =>
  name
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/ø/g, 'o')
    .replace(/ł/g, 'l')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '.')
    .replace(/^\.|\.$/g, '');

/** Adds people, all of them members of `jira-users`. E-mail defaults to first.last@example.com, the account id to one made from it. */
export const addUsers = (store: Store, inputs: readonly UserInput[]): e.User[] => {
  const users = inputs.map((input) => {
    const emailAddress = input.email ?? `${slugOf(input.name)}@example.com`;
    return store.users.put(
      compact<e.User>({
        id: input.id ?? `712020:${uuidOf(emailAddress)}`,
        accountType: input.accountType ?? 'atlassian',
        displayName: input.name,
        emailAddress,
        active: input.active ?? true,
        timeZone: input.timeZone ?? store.settings.timeZone,
        locale: 'en_US',
        about: input.about,
      }),
    );
  });
  addToGroup(
    store,
    GROUP_IDS.jiraUsers,
    users.map((user) => user.id),
  );
  return users;
};

/** Adds one person; with `admin`, one of `site-admins` too. */
export const addUser = (store: Store, input: UserInput & { readonly admin?: boolean }): e.User => {
  const [user] = addUsers(store, [input]);
  if (user === undefined) throw new Error('one input makes one user');
  if (input.admin === true) addToGroup(store, GROUP_IDS.siteAdmins, [user.id]);
  return user;
};

/** Puts people into a group that exists. */
export const addToGroup = (store: Store, groupId: string, userIds: readonly string[]): void => {
  const group = store.groups.get(groupId);
  if (group === undefined) throw new Error(`no group ${groupId}`);
  store.groups.put({ ...group, memberIds: [...new Set([...group.memberIds, ...userIds])] });
};

export const addGroup = (store: Store, name: string, memberIds: readonly string[] = []): e.Group =>
  store.groups.put({ id: uuidOf(`group/${name}`), name, memberIds });

export const addTeam = (store: Store, name: string, memberIds: readonly string[] = []): e.Team =>
  store.teams.put({ id: uuidOf(`team/${name}`), name, memberIds });

export const addStatus = (
  store: Store,
  input: {
    readonly name: string;
    readonly category: e.StatusCategoryKey;
    readonly id?: string;
    readonly projectId?: string;
  },
): e.Status =>
  store.statuses.put(
    compact<e.Status>({ description: '', ...input, id: input.id ?? String(store.next('status', 10_005)) }),
  );

export const addIssueType = (
  store: Store,
  input: { readonly name: string; readonly hierarchyLevel: number; readonly id?: string; readonly projectId?: string },
): e.IssueType =>
  store.issueTypes.put(
    compact<e.IssueType>({ description: '', ...input, id: input.id ?? String(store.next('issueType', 10_007)) }),
  );

type SecurityLevelInput = {
  readonly name: string;
  readonly holders: readonly e.Holder[];
  readonly description?: string;
};

/** Adds an issue security scheme; the levels get ids of their own. */
export const addSecurityScheme = (
  store: Store,
  input: { readonly name: string; readonly description?: string; readonly levels: readonly SecurityLevelInput[] },
): e.IssueSecurityScheme =>
  store.issueSecuritySchemes.put({
    id: String(store.next('issueSecurityScheme')),
    name: input.name,
    description: input.description ?? '',
    levels: input.levels.map((level) => ({
      id: String(store.next('securityLevel')),
      description: '',
      ...level,
    })),
  });

const findProject = (store: Store, idOrKey: string): e.Project => {
  const project = store.projects.get(idOrKey) ?? store.projectsByKey.first(idOrKey);
  if (project === undefined) throw new Error(`no project ${idOrKey}`);
  return project;
};

/** Adds a version to a project, given by id or key. */
export const addVersion = (
  store: Store,
  project: string,
  input: Partial<Omit<e.Version, 'projectId'>> & { readonly name: string },
): e.Version => {
  const projectId = findProject(store, project).id;
  return store.versions.put({
    archived: false,
    released: false,
    sequence: store.versionsByProject.count(projectId) + 1,
    ...input,
    id: input.id ?? String(store.next('version')),
    projectId,
  });
};

/** Adds a component to a project, given by id or key. */
export const addComponent = (
  store: Store,
  project: string,
  input: Partial<Omit<e.Component, 'projectId'>> & { readonly name: string },
): e.Component =>
  store.components.put({
    ...input,
    id: input.id ?? String(store.next('component')),
    projectId: findProject(store, project).id,
  });

export interface BoardInput {
  /** Id or key. */
  readonly project: string;
  readonly name?: string;
  readonly type?: e.Board['type'];
  readonly jql?: string;
  readonly columns?: readonly e.BoardColumn[];
  /** Default: story points on scrum boards, none (issue count) otherwise; `null` for issue count. */
  readonly estimationFieldId?: string | null;
  readonly id?: string;
  readonly ownerId?: string;
  readonly inProject?: boolean;
}

const columnsOf = (store: Store, project: e.Project): e.BoardColumn[] => {
  const workflow = store.workflows.get(project.workflowIds.default);
  return (workflow?.statusIds ?? []).map((id) => ({ name: store.statuses.get(id)?.name ?? id, statusIds: [id] }));
};

const estimationOf = (store: Store, project: e.Project, input: BoardInput): string | undefined => {
  if (input.estimationFieldId !== undefined) return input.estimationFieldId ?? undefined;
  if (input.type === 'kanban') return undefined;
  const { storyPoints, storyPointEstimate } = store.settings.fields;
  return project.style === 'next-gen' ? (storyPointEstimate ?? storyPoints) : storyPoints;
};

/** Adds a board with its filter; columns default to one for each status of the project's workflow. */
export const addBoard = (store: Store, input: BoardInput): e.Board => {
  const project = findProject(store, input.project);
  const name = input.name ?? `${project.key} board`;
  const filter = store.filters.put({
    id: String(store.next('filter')),
    name: `Filter for ${name}`,
    jql: input.jql ?? `project = "${project.key}" ORDER BY Rank ASC`,
    ownerId: input.ownerId ?? project.leadId,
    sharedWith: 'loggedin',
  });
  return store.boards.put(
    compact<e.Board>({
      id: input.id ?? String(store.next('board', 1)),
      name,
      type: input.type ?? (project.style === 'next-gen' ? 'simple' : 'scrum'),
      filterId: filter.id,
      projectId: input.inProject === false ? undefined : project.id,
      columns: input.columns ?? columnsOf(store, project),
      estimationFieldId: estimationOf(store, project, input),
      sprintsEnabled: input.type !== 'kanban',
    }),
  );
};

/** Adds a sprint to a board: a future one without dates unless told otherwise. */
export const addSprint = (
  store: Store,
  input: Partial<Omit<e.Sprint, 'originBoardId'>> & { readonly boardId: string },
): e.Sprint => {
  const { boardId, ...rest } = input;
  const number = store.next('sprint', 1);
  return store.sprints.put({
    name: `Sprint ${number}`,
    state: 'future',
    createdDate: rest.startDate ?? FIRST_INSTANT + number * 60_000,
    sequence: number,
    ...(rest.state === undefined || rest.state === 'future' || rest.startDate === undefined
      ? {}
      : { activatedDate: rest.startDate }),
    ...(rest.state === 'closed' && rest.endDate !== undefined ? { completeDate: rest.endDate } : {}),
    ...rest,
    id: rest.id ?? String(number),
    originBoardId: boardId,
  });
};
