import type { BoardId, EpochMs, ProjectId, SprintId } from '../../core/ids.ts';
import type { Sprint } from '../../core/sprint/sprint.ts';
import type { Priority, Status, Version, WorkType } from '../../core/work-item/work-item.ts';
import type { SiteBoard } from '../../jira/boards.ts';
import type { FieldIds } from '../../jira/fields.ts';

/**
 * Who may see a board, as its filter's shares tell without asking. `everyone`: all who are logged in. Projects: whoever may
 * browse one of them. `unknown`: shared with groups, roles or persons, or with nobody.
 */
export type BoardShare = 'everyone' | 'unknown' | { readonly projectIds: readonly ProjectId[] };

export interface BoardFact extends SiteBoard {
  /** What it shows, as JQL that all must match; absent where the app may not read it. */
  readonly filterJql?: readonly string[];
  readonly share: BoardShare;
}

export interface SiteVersion extends Version {
  readonly projectId: ProjectId;
}

/** What is read of a site whole, as the app, and kept: its names lie over the copies in entries. */
export interface SiteFacts {
  /** When the oldest reading that is in here began. */
  readonly readAt: EpochMs;
  readonly fieldIds: FieldIds;
  /** Highest first. */
  readonly priorities: readonly Priority[];
  readonly statuses: readonly Status[];
  readonly types: readonly WorkType[];
  /** Boards that programs name. */
  readonly boards: readonly BoardFact[];
  /** Of these boards, each once. */
  readonly sprints: readonly Sprint[];
  /** In each board's own order. */
  readonly sprintIdsByBoard: ReadonlyMap<BoardId, readonly SprintId[]>;
  /** Of the programs' projects. */
  readonly versions: readonly SiteVersion[];
}
