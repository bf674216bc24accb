import type { Board } from '../../../src/core/board/board.ts';
import { unpackBoard } from '../../../src/core/board/pack-board.ts';
import { packIds } from '../../../src/core/columns/columns.ts';
import { createDayOf } from '../../../src/core/day/time-zone.ts';
import { compareIds } from '../../../src/core/work-item/compare-ids.ts';
import type { BoardReply, Lens, Notices, TeamPage } from '../../../src/operations/operations.ts';
import type { Computed } from '../computing/desk.ts';

/** What each reply about a board tells of its time. */
export interface ReplyTime {
  /** ISO 8601: changes of Jira up to then are in it. */
  readonly asOf: string;
  /** Forge's clock, epoch ms. */
  readonly now: number;
  readonly state: string;
  readonly notices: Notices;
}
/** A board that this page holds, with what the next question about it needs. */
export interface HeldBoard extends ReplyTime {
  readonly board: Board;
  /** Of the work it was made from, as `index.refresh` wants them. */
  readonly ids: readonly (string | number)[];
  /** Where its source is (`computing/desk.ts`); absent where it came computed, because the program is too large to send. */
  readonly deskId?: number;
  /** Where it came computed: the lens it was cut by, and with the close lens which teams are here. */
  readonly cut?: { readonly lens: Lens; readonly page?: TeamPage };
  /** When the last reply came, epoch ms of this page's clock, and how old `asOf` was then by Forge's. */
  readonly receivedAt: number;
  readonly ageMs: number;
}

const timeOf = ({ asOf, now, state, notices }: ReplyTime, receivedAt: number) => ({
  asOf,
  now,
  state,
  notices,
  receivedAt,
  ageMs: Math.max(0, now - Date.parse(asOf)),
});

/** The board of a reply that came at `receivedAt`, from the source that the desk computed. */
export const holdComputed = ({ deskId, board, ids }: Computed, time: ReplyTime, receivedAt: number): HeldBoard => ({
  deskId,
  board,
  ids,
  ...timeOf(time, receivedAt),
});

/** The board of a reply that came at `receivedAt`, computed by the resolver. */
export const holdCut = (reply: Extract<BoardReply, { readonly kind: 'board' }>, receivedAt: number): HeldBoard => {
  const board = unpackBoard(reply.board);
  const cut = { lens: reply.lens, ...(reply.page === undefined ? {} : { page: reply.page }) };
  const ids = packIds(board.items.map(({ id }) => id).toSorted(compareIds));
  return { board, ids, cut, ...timeOf({ ...reply, asOf: board.asOf }, receivedAt) };
};

/** The same board, known to be as of a later time. */
export const holdOn = (held: HeldBoard, time: ReplyTime, receivedAt: number): HeldBoard => ({
  ...held,
  ...timeOf(time, receivedAt),
});

/** At midnight in the program's zone a board changes though nothing in Jira did. */
export const isOfAnotherDay = ({ board }: HeldBoard, now: number): boolean =>
  createDayOf(board.program.timeZone)(now) !== board.today;
