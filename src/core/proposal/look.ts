import type { BoardId, EpochMs, FieldId, LinkTypeId, ProjectId, WorkItemId } from '../ids.ts';
import type { Sprint } from '../sprint/sprint.ts';
import type { WorkItem } from '../work-item/work-item.ts';

export interface LookProject {
  readonly id: ProjectId;
  readonly key: string;
  readonly name: string;
}
export interface LookBoard {
  readonly id: BoardId;
  readonly name: string;
  /** Jira's word: scrum, kanban, or simple for a team-managed board. */
  readonly type: string;
  readonly projectId?: ProjectId;
  /** Absent: it counts work items. */
  readonly estimation?: { readonly fieldId: FieldId; readonly name: string };
  /** Read only for boards that share a project: what its filter matches. */
  readonly itemIds?: ReadonlySet<WorkItemId>;
}
export interface LookLinkType {
  readonly id: LinkTypeId;
  readonly name: string;
  readonly inward: string;
  readonly outward: string;
}
/** What one person sees of a site: enough to propose programs. */
export interface SiteLook {
  readonly projects: readonly LookProject[];
  readonly boards: readonly LookBoard[];
  /** Of all boards and items, in board order. */
  readonly sprints: readonly Sprint[];
  /** The most recently changed ones. */
  readonly items: readonly WorkItem[];
  readonly linkTypes: readonly LookLinkType[];
  readonly estimates: readonly { readonly id: FieldId; readonly name: string; readonly kind: 'points' | 'hours' }[];
  /** Names of the Team field's values, where known. */
  readonly teamNames: ReadonlyMap<string, string>;
  readonly timeZone: string;
  readonly now: EpochMs;
}
