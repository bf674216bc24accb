import type { BoardId, EpochMs, IsoDay, SprintId } from '../ids.ts';

export type SprintState = 'future' | 'active' | 'closed';
/** A sprint as Jira holds it: instants, or none yet. */
export interface Sprint {
  readonly id: SprintId;
  readonly name: string;
  readonly state: SprintState;
  readonly boardId?: BoardId;
  readonly start?: EpochMs;
  readonly end?: EpochMs;
  readonly completed?: EpochMs;
}
/** A sprint with its days in a program's time zone, both inside. */
export interface DatedSprint {
  readonly id: SprintId;
  readonly name: string;
  readonly state: SprintState;
  readonly boardId?: BoardId;
  readonly start: IsoDay;
  readonly end: IsoDay;
  /** Jira has no dates: it follows the board's last sprint at its usual length. */
  readonly assumed: boolean;
}
