import type { Board, BoardItem, BoardRow } from '../../../src/core/board/board.ts';

/** What a viewer chose to look at; all of it lives in the address. */
export interface BoardView {
  readonly lens: Lens;
  readonly density: 'cosy' | 'compact';
  readonly text: string;
  readonly teamId: string;
}
/** `wide` shows levels above the base with what lies below rolled up, `close` the base level, `all` both. */
export type Lens = 'wide' | 'close' | 'all';
const LENSES: readonly Lens[] = ['wide', 'close', 'all'];

/** From so many placed stories on, features are shown first, and cards are compact. */
const MANY_TEAMS = 16;
const MANY_ITEMS = 600;

/** How the server should cut a board that is too large to be sent whole; undefined where the address does not say. */
export const lensToAsk = (address: Readonly<Record<string, string>>): 'wide' | 'close' | undefined => {
  const lens = oneOf(address['lens'], LENSES, undefined);
  return lens === 'all' ? 'close' : lens;
};

/**
 * The view that an address asks for, completed by what suits the size of the board; `cut` is the lens that the server cut it by.
 * `teams`: of the program, where more are known of than stand on the board yet: while it is read, the lens does not change under someone.
 */
export const parseView = (
  address: Readonly<Record<string, string>>,
  board: Board,
  cut?: 'wide' | 'close' | undefined,
  teams = 0,
): BoardView => {
  const asked = oneOf(address['lens'], LENSES, usualLens(board, teams));
  const lens = cut === 'wide' ? 'wide' : cut === 'close' && asked === 'wide' ? 'close' : asked;
  const shown = itemsInLens(board, lens).filter(isPlaced).length;
  return {
    lens,
    density: oneOf(address['density'], ['cosy', 'compact'], shown > MANY_ITEMS ? 'compact' : 'cosy'),
    text: address['text'] ?? '',
    teamId: address['team'] ?? '',
  };
};

const isPlaced = ({ place }: BoardItem): boolean => place.kind !== 'outside' && place.kind !== 'unplaced';

const itemsInLens = (board: Board, lens: Lens): readonly BoardItem[] => {
  const levels = new Map(board.types.map((type) => [type.id, type.level]));
  return board.items.filter((item) => {
    const level = levels.get(item.typeId) ?? 0;
    return level >= 0 && (lens === 'all' || (lens === 'wide' ? level > 0 : level === 0));
  });
};

/** Features first where there are many teams; both where hardly any story has a place. */
const usualLens = (board: Board, teams: number): Lens => {
  if (Math.max(teams, board.rows.length) > MANY_TEAMS) return 'wide';
  const stories = itemsInLens(board, 'close').filter(isPlaced).length;
  return stories * 3 < board.items.filter(isPlaced).length ? 'all' : 'close';
};

/** The items of a board that a view shows: its lens and its text (key or summary, any case). */
export const itemsInView = (board: Board, view: BoardView): readonly BoardItem[] => {
  const text = view.text.trim().toLocaleLowerCase();
  const items = itemsInLens(board, view.lens);
  return text === '' ? items : items.filter((item) => `${item.key} ${item.summary}`.toLocaleLowerCase().includes(text));
};

/** The rows of a board that a view shows: all, or the one team of the address. */
export const rowsInView = (board: Board, view: BoardView): readonly BoardRow[] =>
  view.teamId === '' ? board.rows : board.rows.filter((row) => row.teamId === view.teamId);

const oneOf = <T extends string, O = T>(value: string | undefined, allowed: readonly T[], otherwise: O): T | O =>
  allowed.find((candidate) => candidate === value) ?? otherwise;
