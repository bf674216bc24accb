import type * as e from '../jira/entities.ts';
import type { Store } from '../jira/store.ts';
import { addIssueType, addStatus } from './adders.ts';
import { compact } from './compact.ts';
import { APP_ACCOUNT_ID, DEFAULT_WORKFLOW_ID } from './ids.ts';
import { ROLE_IDS, SCHEME_IDS } from './permission-schemes.ts';
import { simpleWorkflow } from './workflows.ts';

export interface ProjectInput {
  readonly key: string;
  readonly name?: string;
  readonly id?: string;
  readonly description?: string;
  /** Default: the first person of the site, else the app's user. */
  readonly leadId?: string;
  readonly typeKey?: e.Project['typeKey'];
  /** `next-gen` (team-managed) brings statuses, types and a workflow of its own. */
  readonly style?: e.Project['style'];
  readonly isPrivate?: boolean;
  readonly archived?: boolean;
  readonly permissionSchemeId?: string;
  readonly issueSecuritySchemeId?: string;
  readonly issueTypeIds?: readonly string[];
  readonly workflowIds?: Readonly<Record<string, string>>;
  readonly requiredFieldIds?: Readonly<Record<string, readonly string[]>>;
  /** Account ids of the Administrators, Member and Viewer roles; the lead is an administrator always. */
  readonly admins?: readonly string[];
  readonly members?: readonly string[];
  readonly viewers?: readonly string[];
  /** Whether the app's user is in `atlassian-addons-project-access`, as in every real project. Default true. */
  readonly appAccess?: boolean;
}

interface Own {
  readonly issueTypeIds: readonly string[];
  readonly workflowId: string;
}

/** The types, statuses and workflow that belong to one team-managed project. */
const addTeamManagedParts = (store: Store, projectId: string): Own => {
  const statuses = [
    addStatus(store, { name: 'To Do', category: 'new', projectId }),
    addStatus(store, { name: 'In Progress', category: 'indeterminate', projectId }),
    addStatus(store, { name: 'Done', category: 'done', projectId }),
  ];
  const types = [
    addIssueType(store, { name: 'Epic', hierarchyLevel: 1, projectId }),
    addIssueType(store, { name: 'Story', hierarchyLevel: 0, projectId }),
    addIssueType(store, { name: 'Task', hierarchyLevel: 0, projectId }),
    addIssueType(store, { name: 'Bug', hierarchyLevel: 0, projectId }),
    addIssueType(store, { name: 'Subtask', hierarchyLevel: -1, projectId }),
  ];
  const id = String(store.next('workflow', 10_001));
  store.workflows.put(simpleWorkflow(id, `Workflow ${projectId}`, statuses));
  return { issueTypeIds: types.map((type) => type.id), workflowId: id };
};

const sharedParts = (store: Store): Own => ({
  issueTypeIds: [...store.issueTypes.values()].filter((type) => type.projectId === undefined).map((type) => type.id),
  workflowId: DEFAULT_WORKFLOW_ID,
});

const firstPerson = (store: Store): string => {
  for (const user of store.users.values()) if (user.accountType === 'atlassian') return user.id;
  return APP_ACCOUNT_ID;
};

const toActors = (userIds: readonly string[]): { userIds: readonly string[]; groupIds: readonly string[] } => ({
  userIds: [...new Set(userIds)],
  groupIds: [],
});

/** Adds a project: company-managed, open to everybody who is logged in, with the site's types, unless told otherwise. */
export const addProject = (store: Store, input: ProjectInput): e.Project => {
  const id = input.id ?? String(store.next('project'));
  const style = input.style ?? 'classic';
  const own = style === 'next-gen' ? addTeamManagedParts(store, id) : sharedParts(store);
  const leadId = input.leadId ?? firstPerson(store);
  const isPrivate = input.isPrivate ?? false;
  return store.projects.put(
    compact<e.Project>({
      id,
      key: input.key,
      name: input.name ?? input.key,
      description: input.description ?? '',
      leadId,
      typeKey: input.typeKey ?? 'software',
      style,
      isPrivate,
      archived: input.archived ?? false,
      permissionSchemeId: input.permissionSchemeId ?? (isPrivate ? SCHEME_IDS.membersOnly : SCHEME_IDS.open),
      issueSecuritySchemeId: input.issueSecuritySchemeId,
      issueTypeIds: input.issueTypeIds ?? own.issueTypeIds,
      workflowIds: input.workflowIds ?? { default: own.workflowId },
      roleActors: {
        [ROLE_IDS.administrators]: toActors(
          [leadId, ...(input.admins ?? [])].filter((user) => user !== APP_ACCOUNT_ID),
        ),
        [ROLE_IDS.members]: toActors(input.members ?? []),
        [ROLE_IDS.viewers]: toActors(input.viewers ?? []),
        [ROLE_IDS.addons]: toActors(input.appAccess === false ? [] : [APP_ACCOUNT_ID]),
      },
      requiredFieldIds: input.requiredFieldIds,
    }),
  );
};
