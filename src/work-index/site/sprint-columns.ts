import type { Sprint, SprintState } from '../../core/sprint/sprint.ts';
import {
  packDict,
  packIds,
  packNumbers,
  packSteps,
  unpackDict,
  unpackIds,
  unpackNumbers,
  unpackSteps,
  type DictColumn,
} from '../../core/columns/columns.ts';

/** Sprints in columns: a third smaller than as rows. */
export interface SprintColumns {
  readonly id: readonly (string | number)[];
  readonly name: readonly string[];
  readonly state: readonly number[];
  readonly board: DictColumn<string>;
  /** Days, and milliseconds of the day: sprints of one board begin at the same hour. */
  readonly startDay: readonly number[];
  readonly startMs: readonly (number | null)[];
  readonly end: readonly (number | null)[];
  readonly completed: readonly (number | null)[];
}

const DAY_MS = 86_400_000;
const STATES: readonly SprintState[] = ['closed', 'active', 'future'];

export const packSprints = (sprints: readonly Sprint[]): SprintColumns => {
  const starts = sprints.map(({ start }) => start ?? 0);
  const ends = sprints.map(({ end }, row) => end ?? starts[row] ?? 0);
  return {
    id: packIds(sprints.map(({ id }) => id)),
    name: sprints.map(({ name }) => name),
    state: sprints.map(({ state }) => STATES.indexOf(state)),
    board: packDict(sprints.map(({ boardId }) => boardId)),
    startDay: packSteps(starts.map((start) => Math.floor(start / DAY_MS))),
    startMs: sprints.map(({ start }) => (start === undefined ? null : start - Math.floor(start / DAY_MS) * DAY_MS)),
    end: packNumbers(
      sprints.map(({ end }) => end),
      starts,
    ),
    completed: packNumbers(
      sprints.map(({ completed }) => completed),
      ends,
    ),
  };
};

export const unpackSprints = (columns: SprintColumns): readonly Sprint[] => {
  const days = unpackSteps(columns.startDay);
  const starts = columns.startMs.map((ms, row) => (ms === null ? undefined : (days[row] ?? 0) * DAY_MS + ms));
  const ends = unpackNumbers(
    columns.end,
    starts.map((start) => start ?? 0),
  );
  const completed = unpackNumbers(
    columns.completed,
    ends.map((end, row) => end ?? starts[row] ?? 0),
  );
  const boards = unpackDict(columns.board);
  return unpackIds(columns.id).map((id, row): Sprint => {
    const [boardId, start, end, done] = [boards[row], starts[row], ends[row], completed[row]];
    return {
      id,
      name: columns.name[row] ?? '',
      state: STATES[columns.state[row] ?? 2] ?? 'future',
      ...(boardId === undefined ? {} : { boardId }),
      ...(start === undefined ? {} : { start }),
      ...(end === undefined ? {} : { end }),
      ...(done === undefined ? {} : { completed: done }),
    };
  });
};
