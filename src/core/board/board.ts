import type {
  AccountId,
  IsoDay,
  PeriodId,
  PriorityId,
  ProgramId,
  ProjectId,
  StatusId,
  TeamId,
  TypeId,
  WorkItemId,
} from '../ids.ts';
import type { Dependency, FeatureDependency } from '../dependency/dependency.ts';
import type { PeriodChoice } from '../period/choose-period.ts';
import type { BlockedItem } from '../flow/flow.ts';
import type { NextItem } from '../flow/next.ts';
import type { Period } from '../period/period.ts';
import type { FeatureMismatch, Ghost, Place } from '../placement/placement.ts';
import type { LevelName } from '../program/program.ts';
import type { Load } from '../rollup/load.ts';
import type { Rollup } from '../rollup/rollup.ts';
import type { DatedSprint } from '../sprint/sprint.ts';
import type { Unit } from '../team/team.ts';
import type { Priority, Status, WorkType } from '../work-item/work-item.ts';

export type { PeriodChoice } from '../period/choose-period.ts';
export type { Load } from '../rollup/load.ts';
export type { Rollup } from '../rollup/rollup.ts';
export type { BlockedItem } from '../flow/flow.ts';
export type { NextItem } from '../flow/next.ts';

/** Its true days: they may begin before and end after the period. */
export interface BoardSprint extends DatedSprint {
  /** 0, or more where sprints of one team overlap. */
  readonly lane: number;
  /** False where it ends after the period: drawn here, counted in the period where it ends. */
  readonly countedHere: boolean;
  readonly load: Load;
}
export interface BoardRow {
  readonly teamId: TeamId;
  readonly name: string;
  readonly code: string;
  readonly mode: 'scrum' | 'kanban';
  readonly unit: Unit;
  /** Those that the viewer may browse. */
  readonly projectIds: readonly ProjectId[];
  /** By start; empty for a kanban team. */
  readonly sprints: readonly BoardSprint[];
  /** Work in the period, all sprints (or the kanban row) together. */
  readonly load: Load;
}
export interface BoardItem {
  readonly id: WorkItemId;
  readonly key: string;
  readonly summary: string;
  readonly projectId: ProjectId;
  readonly typeId: TypeId;
  readonly statusId: StatusId;
  readonly priorityId?: PriorityId;
  readonly assigneeId?: AccountId;
  /** In its team's unit. */
  readonly estimate?: number;
  readonly flagged?: true;
  readonly parentId?: WorkItemId;
  /** The row; absent is the program row (a feature without any team). */
  readonly teamId?: TeamId;
  readonly place: Place;
  readonly ghosts?: readonly Ghost[];
  /** On items with children. */
  readonly rollup?: Rollup;
  readonly mismatch?: FeatureMismatch;
  /** Other teams with open or done children of this feature. */
  readonly contributions?: readonly { readonly teamId: TeamId; readonly count: number }[];
}
/** Said where not everything was read: "N of M, because". */
export interface Coverage {
  /** Work items read. */
  readonly read: number;
  /** Work items that this reading looked for. */
  readonly of: number;
  readonly because?: string;
}

/** One period of one program as one viewer may see it: everything in it comes from items visible to that viewer. */
export interface Board {
  /** ISO 8601 instant: changes of Jira up to then are in it. */
  readonly asOf: string;
  readonly today: IsoDay;
  readonly program: {
    readonly id: ProgramId;
    readonly name: string;
    readonly timeZone: string;
    readonly version: number;
    readonly levels: readonly LevelName[];
  };
  readonly periods: readonly Period[];
  readonly periodId: PeriodId;
  readonly periodChoice: PeriodChoice;
  readonly types: readonly WorkType[];
  readonly statuses: readonly Status[];
  readonly priorities: readonly Priority[];
  readonly rows: readonly BoardRow[];
  /** Placed here, unplaced, or the other end or parent of something here (`outside`). By rank. */
  readonly items: readonly BoardItem[];
  readonly dependencies: readonly Dependency[];
  readonly featureDependencies: readonly FeatureDependency[];
  /** Items that have to do with this period and have no place, by rank; `counts.unplaced` counts them. */
  readonly unplaced: readonly WorkItemId[];
  readonly inProgress: readonly WorkItemId[];
  readonly blocked: readonly BlockedItem[];
  readonly next: readonly NextItem[];
  readonly counts: {
    /** Items placed in this period. */
    readonly placed: number;
    /** Length of `unplaced`, before a reply's limit cuts it. */
    readonly unplaced: number;
    /** Open work of these teams that is in no period and no sprint here: the backlog, one count. */
    readonly backlog: number;
    /** Items of the program's projects that no team's rule matches. */
    readonly withoutTeam: number;
    readonly coverage: Coverage;
  };
}
