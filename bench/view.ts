import type { Board } from '../src/core/board/board.ts';
import { unpackSource } from '../src/core/board/pack-source.ts';
import { packIds } from '../src/core/columns/columns.ts';
import type { AccountId } from '../src/core/ids.ts';
import { compareIds } from '../src/core/work-item/compare-ids.ts';
import { boardOf } from '../src/operations/board-of.ts';
import type { BoardLoadPayload, BoardReply, RefreshPayload } from '../src/operations/board-replies.ts';
import { itemsInView, parseView } from '../static/app/board/board-view.ts';
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
  /** Undefined where the app has no such operation. */
  readonly refresh: Cost | undefined;
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

/** Whose names the page shows at first: as `static/app/board/loaded-board.tsx` has it. */
export const namesOn = (board: Board, reply?: BoardReply): readonly AccountId[] => {
  const view = parseView({}, board, reply?.kind === 'board' ? reply.lens : undefined);
  return itemsInView(board, view).flatMap(({ assigneeId }) => assigneeId ?? []);
};

const refreshBoard = async (app: BenchApp, accountId: string, payload: RefreshPayload): Promise<Cost | undefined> => {
  const { host } = app;
  const outcome = await host.invoke({ moduleKey: 'program-page', functionKey: 'index.refresh', payload, accountId });
  if (!('error' in outcome)) return costOf(outcome.meter);
  if (outcome.error.message.includes('has no definition')) return undefined;
  throw new Error(`index.refresh: ${outcome.error.message}`);
};

/** Loads a board as this person, then reads names and refreshes it as the page does, and drains what that caused; each function in a fresh process. */
export const viewBoard = async (app: BenchApp, accountId: string, payload: BoardLoadPayload): Promise<View> => {
  const { host } = app;
  const { value: reply, meter } = await app.ask(accountId, 'board.load', payload);
  const board = boardOf(reply);
  const load = costOf(meter);
  const names = await readNames(app, accountId, namesOn(board, reply));
  host.resetMeter();
  const refresh = await refreshBoard(app, accountId, refreshOf(reply, payload));
  host.resetMeter();
  const { ran } = await host.drain({ advance: true });
  const drained = ran.length === 0 ? NO_COST : costOf(host.meter(), ran.length);
  const whole = inTurn(load, sideBySide(names, refresh ?? NO_COST), drained);
  return { reply, board, load, names, refresh, drained, whole };
};
