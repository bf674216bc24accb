/** A block of rows in columns, as it is stored: `f` is its format, `n` its number of rows. */
export interface Block {
  readonly f: number;
  readonly n: number;
  readonly c: Readonly<Record<string, unknown>>;
}

/** Makes a block of one format into the next one's. */
export type Upgrade = (columns: Block['c'], rows: number) => Block['c'];

/**
 * The steps from format 1 to today's, in order: the first makes 1 into 2. A change of what is stored adds one here and a line
 * to the changelog; old blocks are upgraded when they are read and stored anew when they next change. Empty: format 1.
 */
const UPGRADES: readonly Upgrade[] = [];

/** Today's. */
export const BLOCK_FORMAT = UPGRADES.length + 1;

/** Written by a later version of the app (a roll-back), or not a block at all: the index has to be built anew. */
export class UnknownFormatError extends Error {
  constructor(found: unknown) {
    super(`A block of the index has format ${String(found)}, which this version does not know.`);
    this.name = 'UnknownFormatError';
  }
}

export const toBlock = (n: number, c: Block['c'], upgrades: readonly Upgrade[] = UPGRADES): Block => ({
  f: upgrades.length + 1,
  n,
  c,
});

/** Brings a stored block to today's format; throws UnknownFormatError. */
export const upgradeBlock = (stored: unknown, upgrades: readonly Upgrade[] = UPGRADES): Block => {
  if (typeof stored !== 'object' || stored === null || !('f' in stored)) throw new UnknownFormatError('none');
  // Written by toBlock of this version or an earlier one.
  const block = stored as Block;
  const format = upgrades.length + 1;
  if (!Number.isInteger(block.f) || block.f < 1 || block.f > format) throw new UnknownFormatError(block.f);
  const c = upgrades.slice(block.f - 1).reduce((columns, upgrade) => upgrade(columns, block.n), block.c);
  return { f: format, n: block.n, c };
};
