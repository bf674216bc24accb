import { useMemo } from 'react';
import type { Board, BoardItem } from '../../../src/core/board/board.ts';
import type { Period } from '../../../src/core/period/period.ts';
import type { Dependency, Tone } from '../../../src/core/dependency/dependency.ts';
import type { Status, WorkType } from '../../../src/core/work-item/work-item.ts';

/** What cards look up: built once a reply. */
export interface BoardIndex {
  readonly board: Board;
  readonly period: Period;
  readonly items: ReadonlyMap<string, BoardItem>;
  readonly types: ReadonlyMap<string, WorkType>;
  readonly statuses: ReadonlyMap<string, Status>;
  readonly teamCodes: ReadonlyMap<string, string>;
  /** Dependencies in which an item delivers or needs. */
  readonly dependencies: ReadonlyMap<string, readonly Dependency[]>;
  readonly blocked: ReadonlySet<string>;
}

const WORST_FIRST: readonly Tone[] = ['danger', 'warning', 'neutral', 'good'];
/** The worst tone among dependencies; undefined where there are none. */
export const worstTone = (dependencies: readonly Dependency[]): Tone | undefined =>
  WORST_FIRST.find((tone) => dependencies.some((dependency) => dependency.health.tone === tone));

/** Maps over a board's reply; the period shown is the one that the reply chose. */
export const indexBoard = (board: Board): BoardIndex => {
  const period = board.periods.find((candidate) => candidate.id === board.periodId);
  if (period === undefined) throw new Error(`The board names a period that it does not hold: ${board.periodId}`);
  const dependencies = new Map<string, Dependency[]>();
  for (const dependency of board.dependencies) {
    for (const id of [dependency.providerId, dependency.consumerId]) {
      const found = dependencies.get(id);
      if (found === undefined) dependencies.set(id, [dependency]);
      else found.push(dependency);
    }
  }
  return {
    board,
    period,
    items: new Map(board.items.map((item) => [item.id, item])),
    types: new Map(board.types.map((type) => [type.id, type])),
    statuses: new Map(board.statuses.map((status) => [status.id, status])),
    teamCodes: new Map(board.rows.map((row) => [row.teamId, row.code])),
    dependencies,
    blocked: new Set(board.blocked.map((blocked) => blocked.itemId)),
  };
};

export const useBoardIndex = (board: Board): BoardIndex => useMemo(() => indexBoard(board), [board]);
