import type { Board } from '../src/core/board/board.ts';
import { unpackSource } from '../src/core/board/pack-source.ts';
import { packIds } from '../src/core/columns/columns.ts';
import { compareIds } from '../src/core/work-item/compare-ids.ts';
import { boardOf } from '../src/operations/board-of.ts';
import type { BoardLoadPayload, BoardReply, RefreshPayload } from '../src/operations/board-replies.ts';
import type { BenchApp } from './bench-app.ts';
import { costOf, inTurn, NO_COST, sideBySide, type Cost } from './cost.ts';
import { readNames } from './names.ts';

/** Someone's view of a board: until it is drawn, and with all that it caused. */
export interface View {
  readonly reply: BoardReply;
  readonly board: Board;
  /** Until the board can be drawn. */
  readonly load: Cost;
  readonly names: Cost;
  readonly refresh: Cost;
  /** Queue events that load and refresh left. */
  readonly drained: Cost;
  /** All of it: names and refresh side by side after the load. */
  readonly whole: Cost;
}

/** What a page asks after it has drawn a reply. */
export const refreshOf = (reply: BoardReply, payload: BoardLoadPayload): RefreshPayload => {
  const { programId } = payload;
  if (reply.kind === 'board') {
    const { items, periodId } = boardOf(reply);
    const held = packIds(items.map(({ id }) => id).sort(compareIds));
    return { programId, periodId, state: reply.state, held };
  }
  const { items, thin, periodId } = unpackSource(reply.source);
  const held = packIds([...items, ...thin].map(({ id }) => id).sort(compareIds));
  return { programId, periodId, state: reply.state, held };
};

/** Loads a board as this person, then reads names and refreshes it as the page does, and drains what that caused; each function in a fresh process. */
export const viewBoard = async (app: BenchApp, accountId: string, payload: BoardLoadPayload): Promise<View> => {
  const { host } = app;
  const { value: reply, meter } = await app.ask(accountId, 'board.load', payload);
  const board = boardOf(reply);
  const load = costOf(meter);
  const assignees = board.items.flatMap(({ assigneeId }) => assigneeId ?? []);
  const names = await readNames(app, accountId, assignees);
  const refresh = NO_COST;
  host.resetMeter();
  const { ran } = await host.drain({ advance: true });
  const drained = ran.length === 0 ? NO_COST : costOf(host.meter(), ran.length);
  return { reply, board, load, names, refresh, drained, whole: inTurn(load, sideBySide(names, refresh), drained) };
};
