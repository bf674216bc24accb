import type { TeamId, WorkItemId } from '../ids.ts';
import type { Board } from './board.ts';

/** A board with these items and these rows; counts and loads stay those of all. */
const keep = (board: Board, ids: ReadonlySet<WorkItemId>, teams: ReadonlySet<TeamId>): Board => {
  const has = (id: WorkItemId): boolean => ids.has(id);
  const items = board.items.filter((item) => has(item.id));
  const [types, statuses] = [new Set(items.map((item) => item.typeId)), new Set(items.map((item) => item.statusId))];
  return {
    ...board,
    types: board.types.filter(({ id }) => types.has(id)),
    statuses: board.statuses.filter(({ id }) => statuses.has(id)),
    rows: board.rows.filter((row) => teams.has(row.teamId)),
    items,
    dependencies: board.dependencies.filter((one) => has(one.providerId) && has(one.consumerId)),
    featureDependencies: board.featureDependencies.filter((one) => has(one.providerId) && has(one.consumerId)),
    unplaced: board.unplaced.filter(has),
    inProgress: board.inProgress.filter(has),
    blocked: board.blocked.filter((one) => has(one.itemId)),
    next: board.next.filter((one) => has(one.itemId)),
  };
};

const because = (board: Board, why: string): Board => {
  const { coverage } = board.counts;
  const all = coverage.because === undefined ? why : `${coverage.because}; ${why}`;
  return { ...board, counts: { ...board.counts, coverage: { ...coverage, because: all } } };
};

/** The board from afar: features and what is above them, with their rollups and dependencies, of all teams. */
export const wideBoard = (board: Board): Board => {
  const features = new Set(board.types.filter((type) => type.level >= 1).map((type) => type.id));
  const shown = new Set(board.items.filter((item) => features.has(item.typeId)).map((item) => item.id));
  const tied = board.dependencies.filter((one) => shown.has(one.providerId) || shown.has(one.consumerId));
  const present = new Set(board.items.map((item) => item.id));
  const ends = tied.flatMap((one) => [one.providerId, one.consumerId]).filter((id) => present.has(id));
  const ids = new Set([...shown, ...ends]);
  const why = `features are shown, ${shown.size} of ${board.items.length} work items here: choose teams to see the rest`;
  return because(keep(board, ids, new Set(board.rows.map((row) => row.teamId))), why);
};

/** The board of some teams: their items, and what those need beside them (parents, other ends of dependencies). */
export const closeBoard = (board: Board, teams: ReadonlySet<TeamId>): Board => {
  const byId = new Map(board.items.map((item) => [item.id, item]));
  const ids = new Set<WorkItemId>();
  for (const item of board.items) if (item.teamId !== undefined && teams.has(item.teamId)) ids.add(item.id);
  for (const { providerId, consumerId } of board.dependencies) {
    const isOfThese = [providerId, consumerId].some((id) => teams.has(byId.get(id)?.teamId ?? ''));
    if (isOfThese) [providerId, consumerId].forEach((id) => byId.has(id) && ids.add(id));
  }
  for (const id of ids) {
    const parentId = byId.get(id)?.parentId;
    if (parentId !== undefined && byId.has(parentId)) ids.add(parentId);
  }
  const shown = keep(board, ids, teams);
  return because(shown, `${shown.rows.length} of ${board.rows.length} teams are shown`);
};
