import type { BoardTeam } from '../team/team.ts';
import { isDone, type WorkItem } from '../work-item/work-item.ts';
import { estimateOf } from './estimate.ts';

/** Sum of one team's estimates in that team's unit; unestimated work is counted beside it, never as 0. */
export interface Load {
  /** All that was planned there, ghosts included. For a team that counts: items. */
  readonly planned: number;
  readonly done: number;
  readonly items: number;
  readonly itemsDone: number;
  readonly estimated: number;
  readonly unestimated: number;
}
export const NO_LOAD: Load = { planned: 0, done: 0, items: 0, itemsDone: 0, estimated: 0, unestimated: 0 };

/** Load of stories placed somewhere and of the ghosts left there; features would count their children twice. */
export const loadOf = (team: BoardTeam, placed: readonly WorkItem[], ghosts: readonly WorkItem[] = []): Load => {
  const counts = team.unit.kind === 'count';
  const load = { ...NO_LOAD };
  const add = (item: WorkItem, done: boolean): void => {
    const estimate = counts ? 1 : estimateOf(item, team);
    load.items += 1;
    if (done) load.itemsDone += 1;
    if (estimate === undefined) {
      load.unestimated += 1;
      return;
    }
    load.estimated += 1;
    load.planned += estimate;
    if (done) load.done += estimate;
  };
  for (const item of placed) add(item, isDone(item));
  for (const item of ghosts) add(item, false);
  return load;
};

/** Loads of one team added up. */
export const addLoads = (loads: readonly Load[]): Load =>
  loads.reduce(
    (sum, load) => ({
      planned: sum.planned + load.planned,
      done: sum.done + load.done,
      items: sum.items + load.items,
      itemsDone: sum.itemsDone + load.itemsDone,
      estimated: sum.estimated + load.estimated,
      unestimated: sum.unestimated + load.unestimated,
    }),
    NO_LOAD,
  );
