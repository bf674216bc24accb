import type { Board } from '../../../src/core/board/board.ts';
import { unpackBoard } from '../../../src/core/board/pack-board.ts';
import { packIds } from '../../../src/core/columns/columns.ts';
import { createDayOf } from '../../../src/core/day/time-zone.ts';
import { compareIds } from '../../../src/core/work-item/compare-ids.ts';
import type { BoardReply, BoardWhole, Lens, Notices, TeamPage } from '../../../src/operations/operations.ts';
import type { Computed } from '../computing/desk.ts';

/** What each reply about a board tells of its time. */
export interface ReplyTime {
  /** ISO 8601: changes of Jira up to then are in it. */
  readonly asOf: string;
  /** Forge's clock, epoch ms. */
  readonly now: number;
  readonly notices: Notices;
}
/** One reply's work, about which `index.refresh` is asked. */
export interface HeldPart {
  /** By `packIds`. */
  readonly ids: readonly (string | number)[];
  /** Of the last reply about it. */
  readonly state: string;
}
/** How a board was cut that is too large to be sent whole, and what the whole is. */
export interface BoardCut {
  readonly lens: Lens;
  /** With the close lens. */
  readonly page?: TeamPage;
  readonly whole: BoardWhole;
}
/** A board that this page holds, with what the next question about it needs. */
export interface HeldBoard extends ReplyTime {
  readonly board: Board;
  /** One, or one a page of teams. */
  readonly parts: readonly HeldPart[];
  /** Where its source is (`computing/desk.ts`); absent where it came computed, because the program is too large to send. */
  readonly deskId?: number;
  /** Where it came computed. */
  readonly cut?: BoardCut;
  /** When the last reply came, epoch ms of this page's clock, and how old `asOf` was then by Forge's. */
  readonly receivedAt: number;
  readonly ageMs: number;
}

const timeOf = ({ asOf, now, notices }: ReplyTime, receivedAt: number) => ({
  asOf,
  now,
  notices,
  receivedAt,
  ageMs: Math.max(0, now - Date.parse(asOf)),
});

/** The board of a reply that came at `receivedAt`, from the source that the desk computed. */
export const holdComputed = (
  { deskId, board, ids }: Computed,
  { state, ...time }: ReplyTime & { readonly state: string },
  receivedAt: number,
): HeldBoard => ({ deskId, board, parts: [{ ids, state }], ...timeOf(time, receivedAt) });

/** The board of a reply that came at `receivedAt`, computed by the resolver. */
export const holdCut = (reply: Extract<BoardReply, { readonly kind: 'board' }>, receivedAt: number): HeldBoard => {
  const { lens, page, whole, state } = reply;
  const board = unpackBoard(reply.board);
  const cut = { lens, whole, ...(page === undefined ? {} : { page }) };
  const ids = packIds(board.items.map(({ id }) => id).toSorted(compareIds));
  return { board, parts: [{ ids, state }], cut, ...timeOf({ ...reply, asOf: board.asOf }, receivedAt) };
};

/** The same board, known to be as of a later time; a state for each of its parts. */
export const holdOn = (held: HeldBoard, states: readonly string[], time: ReplyTime, receivedAt: number): HeldBoard => ({
  ...held,
  parts: held.parts.map((part, at) => ({ ...part, state: states[at] ?? part.state })),
  ...timeOf(time, receivedAt),
});

/** At midnight in the program's zone a board changes though nothing in Jira did. */
export const isOfAnotherDay = ({ board }: HeldBoard, now: number): boolean =>
  createDayOf(board.program.timeZone)(now) !== board.today;
