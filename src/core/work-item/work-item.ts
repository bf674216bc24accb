import type {
  AccountId,
  ComponentId,
  EpochMs,
  FieldId,
  IsoDay,
  LinkTypeId,
  PriorityId,
  ProjectId,
  SprintId,
  StatusId,
  TypeId,
  VersionId,
  WorkItemId,
} from '../ids.ts';

export type Category = 'todo' | 'inProgress' | 'done';

export interface WorkType {
  readonly id: TypeId;
  readonly name: string;
  /** Jira's hierarchy level: -1 sub-task, 0 story, 1 epic, 2 and more above. */
  readonly level: number;
}
export interface Status {
  readonly id: StatusId;
  readonly name: string;
  readonly category: Category;
}
export interface Priority {
  readonly id: PriorityId;
  readonly name: string;
}
export interface Version {
  readonly id: VersionId;
  readonly name: string;
  readonly releaseDay?: IsoDay;
  readonly released: boolean;
}
/** One side's view of a link: `outward` reads "this <outward> other", for Blocks "this blocks other". */
export interface Link {
  readonly id: string;
  readonly typeId: LinkTypeId;
  readonly direction: 'outward' | 'inward';
  readonly otherId: WorkItemId;
  /** Its key: which project it is in, where it was not read itself. */
  readonly otherKey?: string;
}

/** An issue, normalised (design.md 6). What a team or an estimate is, a program decides when reading. */
export interface WorkItem {
  readonly id: WorkItemId;
  readonly key: string;
  readonly summary: string;
  readonly projectId: ProjectId;
  readonly type: WorkType;
  readonly status: Status;
  readonly priority?: Priority;
  /** Jira's LexoRank; absent where the site has no rank field. */
  readonly rank?: string;
  readonly assigneeId?: AccountId;
  readonly flagged: boolean;
  readonly parentId?: WorkItemId;
  /** In order of joining. */
  readonly sprintIds: readonly SprintId[];
  readonly startDay?: IsoDay;
  readonly dueDay?: IsoDay;
  readonly created: EpochMs;
  readonly updated: EpochMs;
  readonly resolved?: EpochMs;
  readonly resolution?: string;
  readonly categoryChanged?: EpochMs;
  readonly fixVersions: readonly Version[];
  readonly labels: readonly string[];
  readonly componentIds: readonly ComponentId[];
  /** Value of the Team field. */
  readonly teamFieldId?: string;
  /** Numbers by estimation field: points as they are, times in seconds. */
  readonly estimates: Readonly<Record<FieldId, number>>;
  readonly links: readonly Link[];
}

export const isSubtask = (item: WorkItem): boolean => item.type.level < 0;
export const isDone = (item: WorkItem): boolean => item.status.category === 'done';
