import type { BoardId, EpochMs, ProjectId, SprintId } from '../../core/ids.ts';
import type { Sprint } from '../../core/sprint/sprint.ts';
import type { Priority, Status, Version, WorkType } from '../../core/work-item/work-item.ts';
import type { SiteBoard } from '../../jira/boards.ts';
import type { FieldIds } from '../../jira/fields.ts';
import type { FilterShare } from '../../jira/filters.ts';

export interface BoardFact extends SiteBoard {
  /** What it shows, as JQL that all must match; absent where the app may not read it. */
  readonly filterJql?: readonly string[];
  /** With whom its filter is shared; see `sees-board.ts` for what follows. */
  readonly share: FilterShare;
}

export interface SiteVersion extends Version {
  readonly projectId: ProjectId;
}

/** What is read of a site whole, as the app, and kept: its names lie over the copies in entries. */
export interface SiteFacts {
  /** When all of it was last read; single boards and projects may have been read since. */
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
  /**
   * JQL of programs' rules and of their boards' filters: why it cannot decide a team, as half a sentence; undefined where it can.
   * What is not in here was not looked at yet.
   */
  readonly judged: ReadonlyMap<string, string | undefined>;
}

/** Of a site of which nothing was read yet. */
export const NO_SITE: SiteFacts = {
  readAt: 0,
  fieldIds: { estimates: [] },
  priorities: [],
  statuses: [],
  types: [],
  boards: [],
  sprints: [],
  sprintIdsByBoard: new Map(),
  versions: [],
  judged: new Map(),
};
