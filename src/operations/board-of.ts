import type { Board } from '../core/board/board.ts';
import { buildBoard } from '../core/board/build-board.ts';
import { unpackBoard } from '../core/board/pack-board.ts';
import { unpackSource } from '../core/board/pack-source.ts';
import type { BoardReply } from './board-replies.ts';

/** The board that a reply holds, built from its source where it came as one. */
export const boardOf = (reply: BoardReply): Board =>
  reply.kind === 'board' ? unpackBoard(reply.board) : buildBoard(unpackSource(reply.source));
