import type { Board } from '../../../src/core/board/board.ts';
import type { HeldBoard } from './held-board.ts';

/** The first team that is not here yet, as `board.load` counts; undefined where all are. */
export const nextTeam = ({ cut }: HeldBoard): number | undefined => {
  const page = cut?.page;
  if (page === undefined) return undefined;
  const next = page.from + page.count;
  return next < page.of ? next : undefined;
};

/** A board with the teams of a further page below its own. It is as old as the older of both. */
export const addTeams = (held: HeldBoard, more: HeldBoard): HeldBoard => {
  const [own, other] = [held.cut?.page, more.cut?.page];
  // Another period, lens or place than was asked for: what is here stays.
  if (held.cut === undefined || own === undefined || other === undefined || other.from !== own.from + own.count)
    return held;
  const older = Date.parse(more.asOf) < Date.parse(held.asOf) ? more : held;
  const page = { from: own.from, count: own.count + other.count, of: other.of };
  return {
    ...held,
    board: joinBoards(held.board, more.board),
    cut: { ...held.cut, page },
    parts: [...held.parts, ...more.parts],
    asOf: older.asOf,
    ageMs: older.ageMs + (held.receivedAt - older.receivedAt),
  };
};

const joinBy = <T>(keyOf: (one: T) => string, a: readonly T[], b: readonly T[]): readonly T[] => {
  const known = new Set(a.map(keyOf));
  return [...a, ...b.filter((one) => !known.has(keyOf(one)))];
};
const idOf = ({ id }: { readonly id: string }): string => id;
const itself = (id: string): string => id;
const itemOf = ({ itemId }: { readonly itemId: string }): string => itemId;
const pairOf = ({ providerId, consumerId }: { readonly providerId: string; readonly consumerId: string }): string =>
  `${providerId}>${consumerId}`;

const joinBoards = (a: Board, b: Board): Board => ({
  ...a,
  types: joinBy(idOf, a.types, b.types),
  statuses: joinBy(idOf, a.statuses, b.statuses),
  rows: joinBy(({ teamId }) => teamId, a.rows, b.rows),
  items: joinBy(idOf, a.items, b.items),
  dependencies: joinBy(pairOf, a.dependencies, b.dependencies),
  featureDependencies: joinBy(pairOf, a.featureDependencies, b.featureDependencies),
  unplaced: joinBy(itself, a.unplaced, b.unplaced),
  inProgress: joinBy(itself, a.inProgress, b.inProgress),
  blocked: joinBy(itemOf, a.blocked, b.blocked),
  next: joinBy(itemOf, a.next, b.next),
});
