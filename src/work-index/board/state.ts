import type { BoardSource } from '../../core/board/source.ts';
import type { AccountId, EpochMs, PeriodId, ProgramId, ProjectId } from '../../core/ids.ts';
import type { Frame } from './frame.ts';

/** What a browser has of a board, in its own words: goes back and forth, signed. */
export interface BoardState {
  /** When the index was opened for it. */
  readonly since: EpochMs;
  /** When all that the viewer may see was last asked for. */
  readonly checkedAt: EpochMs;
  /** Of the program. */
  readonly version: number;
  /** The program's that the viewer browses, in order. */
  readonly projectIds: readonly ProjectId[];
  /** Of the sprints and lists that were shown. */
  readonly frame: Frame;
  /** All that a board is built from was shown; else a part of the board. */
  readonly isWhole: boolean;
  /** Something was still going on: to be looked at again. */
  readonly isUnsettled: boolean;
}

/** Whom and what a state is for: of others, its signature does not hold. */
export interface StateOwner {
  readonly accountId: AccountId;
  readonly programId: ProgramId;
  readonly periodId: PeriodId;
  /** Ids that were shown, by `packIds`. */
  readonly held: readonly (string | number)[];
}

const hmac = async (secret: string, text: string): Promise<string> => {
  const key = await crypto.subtle.importKey(
    'raw',
    Buffer.from(secret, 'hex'),
    { name: 'HMAC', hash: 'SHA-256' },
    false,
    ['sign'],
  );
  const signed = await crypto.subtle.sign('HMAC', key, new TextEncoder().encode(text));
  return Buffer.from(signed).toString('base64url');
};

const signatureOf = (secret: string, body: string, owner: StateOwner): Promise<string> => {
  const { accountId, programId, periodId, held } = owner;
  return hmac(secret, JSON.stringify([body, accountId, programId, periodId, held]));
};

/**
 * A state as text. The signature says that this viewer was shown these ids, so that they may be told which of them are gone. Nothing in it
 * follows from what is hidden from them: it is there to read.
 */
export const signState = async (secret: string, state: BoardState, owner: StateOwner): Promise<string> => {
  const body = Buffer.from(JSON.stringify(state)).toString('base64url');
  return `${body}.${await signatureOf(secret, body, owner)}`;
};

/** The state; undefined for what was not signed for this owner. */
export const readState = async (secret: string, text: string, owner: StateOwner): Promise<BoardState | undefined> => {
  const [body = '', signature] = text.split('.');
  if (signature !== (await signatureOf(secret, body, owner))) return undefined;
  // Signed: it is what signState wrote.
  return JSON.parse(Buffer.from(body, 'base64url').toString('utf8')) as BoardState;
};

/** The state of a board that was just read. */
export const stateOf = (
  source: BoardSource,
  rest: Pick<BoardState, 'projectIds' | 'frame' | 'isWhole' | 'isUnsettled'>,
): BoardState => ({ since: source.now, checkedAt: source.now, version: source.program.version, ...rest });
