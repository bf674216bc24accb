/** Jira's answers, as far as the pages read them; names are Jira's. */
export interface UserBean {
  readonly accountId: string;
  readonly displayName: string;
}
export interface StatusBean {
  readonly id: string;
  readonly name: string;
  readonly statusCategory: { readonly key: string; readonly name: string };
}
export interface IssueTypeBean {
  readonly id: string;
  readonly name: string;
  readonly hierarchyLevel?: number;
  readonly subtask?: boolean;
}
export interface NamedBean {
  readonly id: string;
  readonly name: string;
}
export interface SprintBean {
  readonly id: number;
  readonly name: string;
  readonly state: string;
}
export interface LinkedIssueBean {
  readonly id: string;
  readonly key: string;
  readonly fields: {
    readonly summary: string;
    readonly status: StatusBean;
    readonly issuetype: IssueTypeBean;
    readonly priority?: NamedBean | null;
  };
}
export interface LinkTypeBean {
  readonly id: string;
  readonly name: string;
  readonly inward: string;
  readonly outward: string;
}
export interface LinkBean {
  readonly id: string;
  readonly type: LinkTypeBean;
  readonly inwardIssue?: LinkedIssueBean;
  readonly outwardIssue?: LinkedIssueBean;
}
export interface IssueFields {
  readonly summary: string;
  readonly status: StatusBean;
  readonly issuetype: IssueTypeBean;
  readonly project: ProjectBean;
  readonly priority?: NamedBean | null;
  readonly resolution?: NamedBean | null;
  readonly assignee?: UserBean | null;
  readonly reporter?: UserBean | null;
  readonly labels?: readonly string[];
  readonly components?: readonly NamedBean[];
  readonly fixVersions?: readonly NamedBean[];
  readonly duedate?: string | null;
  readonly parent?: LinkedIssueBean;
  readonly issuelinks?: readonly LinkBean[];
  readonly description?: unknown;
  readonly created?: string;
  readonly updated?: string;
  /** Custom fields by id. */
  readonly [field: string]: unknown;
}
export interface IssueBean {
  readonly id: string;
  readonly key: string;
  readonly fields: IssueFields;
}
export interface ProjectBean {
  readonly id: string;
  readonly key: string;
  readonly name: string;
  /** Team-managed. */
  readonly simplified?: boolean;
  readonly style?: string;
  readonly description?: string;
  readonly isPrivate?: boolean;
  readonly lead?: UserBean;
  readonly issueTypes?: readonly IssueTypeBean[];
}
export interface TransitionBean {
  readonly id: string;
  readonly name: string;
  readonly to: StatusBean;
}
export interface CommentBean {
  readonly id: string;
  readonly author?: UserBean;
  readonly body: unknown;
  readonly created: string;
}
export interface HistoryBean {
  readonly id: string;
  readonly author?: UserBean;
  readonly created: string;
  readonly items: readonly {
    readonly field: string;
    readonly fromString?: string | null;
    readonly toString?: string | null;
  }[];
}
export interface SearchPage {
  readonly issues: readonly IssueBean[];
  readonly nextPageToken?: string;
}
export interface Paged<T> {
  readonly values: readonly T[];
  readonly total?: number;
  readonly isLast?: boolean;
}
