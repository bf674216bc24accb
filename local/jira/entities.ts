/**
 * The data model of the local Jira: plain JSON values, never changed in place (a write puts a new object).
 * Words follow Jira's REST API. Instants are epoch milliseconds, days are `yyyy-mm-dd`, ids are Jira's ids as strings.
 */

export type IsoDay = string;
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
export interface Entity {
  readonly id: string;
}

export interface User extends Entity {
  /** `id` is the accountId. */
  readonly accountType: 'atlassian' | 'app' | 'customer';
  readonly displayName: string;
  readonly emailAddress: string;
  readonly active: boolean;
  /** The Atlassian account was closed: Jira goes on naming it on its issues, as "Former user". */
  readonly closed?: true;
  readonly timeZone: string;
  readonly locale: string;
  /** One line on who this is, for the person switch of the local site. */
  readonly about?: string;
}
export interface Group extends Entity {
  readonly name: string;
  readonly memberIds: readonly string[];
}
/** An Atlassian team, the value of the Team field (`id` is its UUID). */
export interface Team extends Entity {
  readonly name: string;
  readonly memberIds: readonly string[];
}
export interface ProjectRole extends Entity {
  readonly name: string;
  readonly description: string;
}

export type StatusCategoryKey = 'new' | 'indeterminate' | 'done';
export interface Status extends Entity {
  readonly name: string;
  readonly description: string;
  readonly category: StatusCategoryKey;
  /** Set where the status belongs to one team-managed project. */
  readonly projectId?: string;
}
export interface Transition {
  readonly id: string;
  readonly name: string;
  readonly from: readonly string[] | 'any';
  readonly to: string;
  /** Resolution written by the transition: an id, `null` to clear it, absent to leave it. */
  readonly resolutionId?: string | null;
}
export interface Workflow extends Entity {
  readonly name: string;
  readonly statusIds: readonly string[];
  readonly initialStatusId: string;
  readonly transitions: readonly Transition[];
}
export interface IssueType extends Entity {
  readonly name: string;
  readonly description: string;
  /** -1 sub-task, 0 base, 1 epic, 2 and more above epic. */
  readonly hierarchyLevel: number;
  readonly projectId?: string;
}
export interface Priority extends Entity {
  readonly name: string;
  readonly description: string;
  readonly statusColor: string;
}
export interface Resolution extends Entity {
  readonly name: string;
  readonly description: string;
}

export interface FieldSchema {
  readonly type: string;
  readonly items?: string;
  readonly system?: string;
  readonly custom?: string;
  readonly customId?: number;
}
export interface FieldOption {
  readonly id: string;
  readonly value: string;
}
export interface Field extends Entity {
  readonly name: string;
  readonly custom: boolean;
  readonly description?: string;
  readonly orderable: boolean;
  readonly navigable: boolean;
  readonly searchable: boolean;
  readonly clauseNames: readonly string[];
  readonly schema?: FieldSchema;
  readonly options?: readonly FieldOption[];
  /** Set where the field belongs to one team-managed project. */
  readonly projectId?: string;
}

export type HolderType =
  | 'anyone'
  | 'applicationRole'
  | 'group'
  | 'projectRole'
  | 'user'
  | 'projectLead'
  | 'reporter'
  | 'assignee'
  | 'userCustomField'
  | 'groupCustomField';
export interface Holder {
  readonly type: HolderType;
  /** Group id, role id, account id or field id; absent for anyone, applicationRole (any logged-in user), lead, reporter, assignee. */
  readonly parameter?: string;
}
export interface PermissionGrant {
  readonly id: string;
  /** Jira's key, for example `BROWSE_PROJECTS`. */
  readonly permission: string;
  readonly holder: Holder;
}
export interface PermissionScheme extends Entity {
  readonly name: string;
  readonly description: string;
  readonly grants: readonly PermissionGrant[];
}
/** A global permission (`ADMINISTER`, `BULK_CHANGE`, `SYSTEM_ADMIN`, `USER_PICKER`, an app's key) given to a group, or to anyone logged in. */
export interface GlobalGrant extends Entity {
  readonly permission: string;
  readonly groupId?: string;
}
export interface SecurityLevel {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly holders: readonly Holder[];
}
export interface IssueSecurityScheme extends Entity {
  readonly name: string;
  readonly description: string;
  readonly defaultLevelId?: string;
  readonly levels: readonly SecurityLevel[];
}

export interface Project extends Entity {
  readonly key: string;
  readonly name: string;
  readonly description: string;
  readonly leadId: string;
  readonly typeKey: 'software' | 'business' | 'service_desk';
  /** `next-gen` is team-managed, `classic` company-managed. */
  readonly style: 'classic' | 'next-gen';
  readonly isPrivate: boolean;
  readonly archived: boolean;
  readonly permissionSchemeId: string;
  readonly issueSecuritySchemeId?: string;
  readonly issueTypeIds: readonly string[];
  /** Issue type id -> workflow id; `default` for the rest. */
  readonly workflowIds: Readonly<Record<string, string>>;
  /** Role id -> actors. */
  readonly roleActors: Readonly<
    Record<string, { readonly userIds: readonly string[]; readonly groupIds: readonly string[] }>
  >;
  /** Issue type id (or `default`) -> ids of fields that creating an issue must fill, beyond summary. */
  readonly requiredFieldIds?: Readonly<Record<string, readonly string[]>>;
}

export interface Issue extends Entity {
  readonly key: string;
  /** Keys of before a move between projects; they still lead here. */
  readonly previousKeys?: readonly string[];
  readonly projectId: string;
  readonly issueTypeId: string;
  readonly statusId: string;
  readonly summary: string;
  /** Atlassian Document Format. */
  readonly description?: Json;
  readonly priorityId?: string;
  readonly resolutionId?: string;
  readonly reporterId?: string;
  readonly creatorId?: string;
  readonly assigneeId?: string;
  readonly created: number;
  readonly updated: number;
  readonly resolved?: number;
  readonly statusCategoryChanged?: number;
  readonly dueDate?: IsoDay;
  /** Sub-task's, story's or epic's parent: one field for all levels, as in Jira today. */
  readonly parentId?: string;
  readonly labels: readonly string[];
  readonly componentIds: readonly string[];
  readonly fixVersionIds: readonly string[];
  readonly affectsVersionIds?: readonly string[];
  readonly securityLevelId?: string;
  /** LexoRank, for example `0|i0001r:`. */
  readonly rank: string;
  /** In order of joining; the last one that is not closed is the current one. */
  readonly sprintIds: readonly string[];
  readonly flagged?: boolean;
  readonly originalEstimateSeconds?: number;
  readonly remainingEstimateSeconds?: number;
  readonly timeSpentSeconds?: number;
  /** An archived issue leaves search and boards. */
  readonly archived?: boolean;
  /** Values of the other custom fields by field id, as written in REST (users as account id, options as option id, teams as team id). */
  readonly custom: Readonly<Record<string, Json>>;
}

export interface ChangeItem {
  readonly field: string;
  readonly fieldtype: 'jira' | 'custom';
  readonly fieldId?: string;
  readonly from: string | null;
  readonly fromString: string | null;
  readonly to: string | null;
  readonly toString: string | null;
}
/** One entry of an issue's changelog. */
export interface History extends Entity {
  readonly issueId: string;
  readonly authorId?: string;
  readonly created: number;
  readonly items: readonly ChangeItem[];
}

export interface IssueLinkType extends Entity {
  readonly name: string;
  readonly inward: string;
  readonly outward: string;
}
/** `source` <outward> `destination`, for Blocks: the source blocks the destination. In POST issueLink the source is `inwardIssue`. */
export interface IssueLink extends Entity {
  readonly typeId: string;
  readonly sourceId: string;
  readonly destinationId: string;
}
export interface RemoteLink extends Entity {
  readonly issueId: string;
  readonly globalId?: string;
  readonly relationship?: string;
  readonly application?: Json;
  readonly object: Json;
}
export interface Comment extends Entity {
  readonly issueId: string;
  readonly authorId: string;
  readonly body: Json;
  readonly created: number;
  readonly updated: number;
}

export interface Version extends Entity {
  readonly projectId: string;
  readonly name: string;
  readonly description?: string;
  readonly archived: boolean;
  readonly released: boolean;
  readonly startDate?: IsoDay;
  readonly releaseDate?: IsoDay;
  readonly sequence: number;
}
export interface Component extends Entity {
  readonly projectId: string;
  readonly name: string;
  readonly description?: string;
  readonly leadId?: string;
}

export interface Filter extends Entity {
  readonly name: string;
  readonly jql: string;
  readonly ownerId: string;
  /** Absent, and no projects: private to the owner. */
  readonly sharedWith?: 'loggedin' | 'global';
  /** Whoever may browse one of these. */
  readonly sharedWithProjectIds?: readonly string[];
  readonly description?: string;
  /** Account ids of those who have starred it. */
  readonly favouriteOf?: readonly string[];
}
export interface BoardColumn {
  readonly name: string;
  readonly statusIds: readonly string[];
}
export interface Board extends Entity {
  readonly name: string;
  readonly type: 'scrum' | 'kanban' | 'simple';
  readonly filterId: string;
  /** The project it lives in; absent where it lives under a person. */
  readonly projectId?: string;
  readonly columns: readonly BoardColumn[];
  /** Field that estimates: a custom field id, `timeoriginalestimate`, or absent for issue count. */
  readonly estimationFieldId?: string;
  readonly sprintsEnabled: boolean;
  readonly subQuery?: string;
}
export interface Sprint extends Entity {
  readonly name: string;
  readonly state: 'future' | 'active' | 'closed';
  readonly originBoardId: string;
  readonly goal?: string;
  readonly startDate?: number;
  readonly endDate?: number;
  readonly activatedDate?: number;
  readonly completeDate?: number;
  readonly createdDate: number;
  readonly sequence: number;
}

/** `id` is `<entityType>/<entityId>/<key>`. */
export interface Property extends Entity {
  readonly entityType: 'issue' | 'project' | 'user' | 'board' | 'sprint' | 'comment' | 'app';
  readonly entityId: string;
  readonly key: string;
  readonly value: Json;
}
