import { buildBoard } from '../core/board/build-board.ts';
import { closeBoard, wideBoard } from '../core/board/lens.ts';
import { packBoard, type PackedBoard } from '../core/board/pack-board.ts';
import { packSource } from '../core/board/pack-source.ts';
import type { Board } from '../core/board/board.ts';
import type { BoardSource } from '../core/board/source.ts';
import type { TeamId, WorkItemId } from '../core/ids.ts';
import type { BoardReply, BoardWhole, Lens, Notices, TeamPage } from '../operations/operations.ts';

/** A browser builds the board of so many items within a fraction of a second, and Forge carries 5 MB (platform.md 1.1). */
const SOURCE_ITEMS = 12_000;
const SOURCE_BYTES = 2_000_000;
/** Of a page of the close lens (issue 3). */
const PAGE_BYTES = 950_000;

const sizeOf = (value: unknown): number => Buffer.byteLength(JSON.stringify(value));

interface Page {
  readonly board: PackedBoard;
  readonly page: TeamPage;
}

/** As many teams from `from` on as fit into a page, at least one. */
const pageOf = (board: Board, from: number): Page => {
  const rows = board.rows.slice(from);
  let count = rows.length;
  for (;;) {
    const teams = new Set(rows.slice(0, count).map((row) => row.teamId));
    const packed = packBoard(closeBoard(board, teams));
    const size = sizeOf(packed);
    if (size <= PAGE_BYTES || count <= 1) return { board: packed, page: { from, count, of: board.rows.length } };
    count = Math.max(1, Math.min(count - 1, Math.floor((count * PAGE_BYTES) / size)));
  }
};

export interface Wish {
  readonly lens?: Lens;
  readonly fromTeam?: number;
  readonly teamId?: TeamId;
  readonly itemId?: WorkItemId;
}

/** One team as a page of its own; undefined where the board has no such team. */
const pageOfTeam = (board: Board, teamId: TeamId | undefined): Page | undefined => {
  const from = board.rows.findIndex((row) => row.teamId === teamId);
  const team = board.rows[from];
  if (team === undefined) return undefined;
  return {
    board: packBoard(closeBoard(board, new Set([team.teamId]))),
    page: { from, count: 1, of: board.rows.length },
  };
};

const wholeOf = (board: Board, itemId: WorkItemId | undefined): BoardWhole => {
  const teamId = itemId === undefined ? undefined : board.items.find(({ id }) => id === itemId)?.teamId;
  return {
    items: board.items.length,
    teams: board.rows.map((row) => ({ teamId: row.teamId, name: row.name })),
    ...(teamId === undefined ? {} : { itemTeamId: teamId }),
  };
};

/** The reply about a board: what to build it from, where that fits; else the board through a lens. */
export const toBoardReply = (
  source: BoardSource,
  { lens = 'wide', fromTeam = 0, teamId, itemId }: Wish,
  { state, notices }: { readonly state: string; readonly notices: Notices },
): BoardReply => {
  if (source.items.length + source.thin.length <= SOURCE_ITEMS) {
    const packed = packSource(source);
    if (sizeOf(packed) <= SOURCE_BYTES) return { kind: 'source', source: packed, state, notices };
  }
  const board = buildBoard(source);
  const rest = { now: source.now, lens, whole: wholeOf(board, itemId), state, notices };
  if (lens === 'wide') return { kind: 'board', board: packBoard(wideBoard(board)), ...rest };
  const from = Math.min(fromTeam, Math.max(0, board.rows.length - 1));
  return { kind: 'board', ...(pageOfTeam(board, teamId) ?? pageOf(board, from)), ...rest };
};
