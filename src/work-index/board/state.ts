import type { AccountId, EpochMs, PeriodId, ProgramId, ProjectId } from '../../core/ids.ts';

/** What a browser has of a board, in its own words: goes back and forth, signed. */
export interface BoardState {
  /** When the index was opened for it. */
  readonly since: EpochMs;
  /** When all that the viewer may see was last asked for. */
  readonly checkedAt: EpochMs;
  /** Of the program. */
  readonly version: number;
  /** The program's that the viewer saw. */
  readonly projectIds: readonly ProjectId[];
  /** Of the sprints and lists that were shown. */
  readonly frame: number;
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

const signatures = async (secret: string, body: string, owner: StateOwner, siteKeys: string) => {
  const { accountId, programId, periodId, held } = owner;
  return Promise.all([
    hmac(secret, JSON.stringify([body, accountId, programId, periodId, held])),
    hmac(secret, JSON.stringify([body, siteKeys])),
  ]);
};

/**
 * A state as text. The signature says that this viewer was shown these ids, so that they may be told which of them are gone; the other
 * one holds while the site's sprints and lists are as they were, and tells nobody how often they change.
 */
export const signState = async (
  secret: string,
  state: BoardState,
  owner: StateOwner,
  siteKeys: string,
): Promise<string> => {
  const body = Buffer.from(JSON.stringify(state)).toString('base64url');
  return [body, ...(await signatures(secret, body, owner, siteKeys))].join('.');
};

/** The state, and whether the site is as it was then; undefined for what was not signed for this owner. */
export const readState = async (
  secret: string,
  text: string,
  owner: StateOwner,
  siteKeys: string,
): Promise<{ readonly state: BoardState; readonly isSameSite: boolean } | undefined> => {
  const [body = '', own, site] = text.split('.');
  const [expected, sameSite] = await signatures(secret, body, owner, siteKeys);
  if (own !== expected) return undefined;
  // Signed: it is what signState wrote.
  const state = JSON.parse(Buffer.from(body, 'base64url').toString('utf8')) as BoardState;
  return { state, isSameSite: site === sameSite };
};
