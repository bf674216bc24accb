import { packTable, unpackTable, type PackedTable } from '../columns/table.ts';
import type { Dependency, FeatureDependency } from '../dependency/dependency.ts';
import type { BlockedItem } from '../flow/flow.ts';
import type { NextItem } from '../flow/next.ts';
import type { Load } from '../rollup/load.ts';
import type { Board, BoardItem, BoardRow, BoardSprint } from './board.ts';

type Tables = 'rows' | 'items' | 'dependencies' | 'featureDependencies' | 'blocked' | 'next';
type PackedLoad = readonly number[];
interface RowOfTable extends Omit<BoardRow, 'sprints' | 'load'> {
  readonly load: PackedLoad;
}
interface SprintOfTable extends Omit<BoardSprint, 'load'> {
  readonly row: number;
  readonly load: PackedLoad;
}

/** A board as it crosses the wire where it was built by the resolver: lists in columns. */
export interface PackedBoard extends Omit<Board, Tables>, Readonly<Record<Tables, PackedTable>> {
  /** Of all rows, one after another: `row` is the row's place. */
  readonly sprints: PackedTable;
}

const packLoad = ({ planned, done, items, itemsDone, estimated, unestimated }: Load): PackedLoad => [
  planned,
  done,
  items,
  itemsDone,
  estimated,
  unestimated,
];
const unpackLoad = ([planned = 0, done = 0, items = 0, itemsDone = 0, estimated = 0, unestimated = 0]: PackedLoad) => ({
  planned,
  done,
  items,
  itemsDone,
  estimated,
  unestimated,
});

const packRow = (row: BoardRow): RowOfTable => {
  const { sprints: _, load, ...rest } = row;
  return { ...rest, load: packLoad(load) };
};
const unpackSprint = (packed: SprintOfTable): BoardSprint => {
  const { row: _, load, ...sprint } = packed;
  return { ...sprint, load: unpackLoad(load) };
};

export const packBoard = (board: Board): PackedBoard => {
  const sprints = board.rows.flatMap((row, at) =>
    row.sprints.map((sprint) => ({ ...sprint, row: at, load: packLoad(sprint.load) })),
  );
  return {
    ...board,
    rows: packTable(board.rows.map(packRow)),
    sprints: packTable(sprints),
    items: packTable(board.items),
    dependencies: packTable(board.dependencies),
    featureDependencies: packTable(board.featureDependencies),
    blocked: packTable(board.blocked),
    next: packTable(board.next),
  };
};

/** The board that was packed. */
export const unpackBoard = ({ rows, sprints, ...packed }: PackedBoard): Board => {
  const ofRow = Map.groupBy(unpackTable<SprintOfTable>(sprints), ({ row }) => row);
  return {
    ...packed,
    rows: unpackTable<RowOfTable>(rows).map((row, at) => ({
      ...row,
      sprints: (ofRow.get(at) ?? []).map(unpackSprint),
      load: unpackLoad(row.load),
    })),
    items: unpackTable<BoardItem>(packed.items),
    dependencies: unpackTable<Dependency>(packed.dependencies),
    featureDependencies: unpackTable<FeatureDependency>(packed.featureDependencies),
    blocked: unpackTable<BlockedItem>(packed.blocked),
    next: unpackTable<NextItem>(packed.next),
  };
};
