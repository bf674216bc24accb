import { badRequest } from '../errors.ts';
import { seedOf } from '../../random.ts';

/** A page token lives 7 days (platform.md 3.1). */
const TOKEN_LIFE_MS = 7 * 24 * 3_600_000;

interface Place {
  /** Of the list, its query and its viewer: a token leads on in its own list only. */
  readonly list: number;
  readonly offset: number;
  readonly expires: number;
}

export const makeToken = (list: string, offset: number, now: number): string => {
  const place: Place = { list: seedOf(list), offset, expires: now + TOKEN_LIFE_MS };
  return Buffer.from(JSON.stringify(place)).toString('base64url');
};

const parsePlace = (token: string): Partial<Place> => {
  try {
    const value: unknown = JSON.parse(Buffer.from(token, 'base64url').toString('utf8'));
    return typeof value === 'object' && value !== null ? value : {};
  } catch {
    return {};
  }
};

/** Where a token leads to: an offset into its list. Throws 400 for a token of another list, an expired or a broken one. */
export const readToken = (list: string, token: string | null, now: number): number => {
  if (token === null || token === '') return 0;
  const { list: made, offset, expires } = parsePlace(token);
  if (made !== seedOf(list) || typeof offset !== 'number' || typeof expires !== 'number' || expires < now) {
    throw badRequest('The provided next page token is invalid or has expired.');
  }
  return offset;
};
