import type { Board } from '../../../src/core/board/board.ts';
import { buildBoard } from '../../../src/core/board/build-board.ts';
import {
  unpackChanges,
  unpackSource,
  type PackedChanges,
  type PackedSource,
} from '../../../src/core/board/pack-source.ts';
import { isIncomplete } from '../../../src/core/board/is-incomplete.ts';
import { applyChanges, type BoardSource } from '../../../src/core/board/source.ts';
import { packIds } from '../../../src/core/columns/columns.ts';
import { compareIds } from '../../../src/core/work-item/compare-ids.ts';
import { compareBoards, NO_CHANGES, type BoardChanges } from '../board/changed-items.ts';

/** A board computed from a source that stays on the desk under this number. */
export interface Computed {
  readonly deskId: number;
  readonly board: Board;
  /** Of all work in the source, as `index.refresh` wants them. */
  readonly ids: readonly (string | number)[];
  readonly now: number;
  /** Against the board before. */
  readonly changes: BoardChanges;
}
/** What happened to a source: changes in Jira, or only the time, from whose day much follows. */
export type Update = { readonly changes: PackedChanges } | { readonly now: number };

/** Where boards are computed: a source is put on it once, and updated there. It forgets the oldest of more than a few. */
export interface Desk {
  readonly open: (source: PackedSource) => Computed;
  /** Undefined where the desk has forgotten the source, or changes touch what it does not hold: then the board is loaded again. */
  readonly update: (deskId: number, update: Update) => Computed | undefined;
}

/** Periods that someone goes to and fro between. */
const MAX_SOURCES = 6;

const idsOf = ({ items, thin }: BoardSource): Computed['ids'] =>
  packIds([...items, ...thin].map(({ id }) => id).toSorted(compareIds));

export const createDesk = (): Desk => {
  const sources = new Map<number, { readonly source: BoardSource; readonly board: Board }>();
  let last = 0;
  const put = (deskId: number, source: BoardSource, before: Board | undefined): Computed => {
    const board = buildBoard(source);
    sources.delete(deskId);
    sources.set(deskId, { source, board });
    for (const oldest of [...sources.keys()].slice(0, -MAX_SOURCES)) sources.delete(oldest);
    const changes = before === undefined ? NO_CHANGES : compareBoards(before, board);
    return { deskId, board, ids: idsOf(source), now: source.now, changes };
  };
  return {
    open: (packed) => put((last += 1), unpackSource(packed), undefined),
    update: (deskId, update) => {
      const known = sources.get(deskId);
      if (known === undefined) return undefined;
      if (!('changes' in update)) return put(deskId, { ...known.source, now: update.now }, known.board);
      const changes = unpackChanges(update.changes);
      const next = applyChanges(known.source, changes);
      return isIncomplete(known.source, changes, next) ? undefined : put(deskId, next, known.board);
    },
  };
};
