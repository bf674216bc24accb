/**
 * Jira's LexoRank: `bucket|iiiiii:fraction`, base 36, compared as text. A value is a number of six digits with a
 * fraction of any length; between two there is always room, the fraction only grows.
 */
const DIGITS = 6;
const BASE = 36n;
const STEP = 8n;
const MIDDLE = 'hzzzzz';
const LAST_INTEGER = BASE ** BigInt(DIGITS);

/** Ranks longer than this are worth a rebalancing (Atlassian: one is scheduled when a rank reaches 128 characters). */
export const RANK_LENGTH_LIMIT = 128;

interface Rank {
  readonly bucket: number;
  readonly digits: string;
}

const parse = (rank: string): Rank | undefined => {
  const match = /^([0-2])\|([0-9a-z]{6}):([0-9a-z]*)$/.exec(rank);
  if (match === null) return undefined;
  return { bucket: Number(match[1]), digits: `${match[2]}${match[3]}` };
};

/** Whether a text is a rank that others can be placed beside. */
export const isRank = (rank: string): boolean => parse(rank) !== undefined;

/** The bucket of a rank; 0 for a text that is not one. */
export const bucketOf = (rank: string): number => parse(rank)?.bucket ?? 0;

const toNumber = (digits: string, length: number): bigint => {
  let value = 0n;
  for (let i = 0; i < length; i++) {
    const digit = i < digits.length ? Number.parseInt(digits.charAt(i), 36) : 0;
    value = value * BASE + BigInt(digit);
  }
  return value;
};

const toRank = (bucket: number, value: bigint, length: number): string => {
  const digits = value.toString(36).padStart(length, '0');
  return `${bucket}|${digits.slice(0, DIGITS)}:${digits.slice(DIGITS).replace(/0+$/, '')}`;
};

/** The rank at a place of an evenly laid out order: 0 -> `0|hzzzzz:`, 1 -> `0|i00007:`, 2 -> `0|i0000f:`. */
export const rankAt = (index: number, bucket = 0): string =>
  toRank(bucket, toNumber(MIDDLE, DIGITS) + STEP * BigInt(index), DIGITS);

const following = (low: Rank, count: number): readonly string[] | undefined => {
  const start = toNumber(low.digits, DIGITS);
  if (start + STEP * BigInt(count) >= LAST_INTEGER) return undefined;
  return Array.from({ length: count }, (_, i) => toRank(low.bucket, start + STEP * BigInt(i + 1), DIGITS));
};

const preceding = (high: Rank, count: number): readonly string[] | undefined => {
  const start = toNumber(high.digits, DIGITS);
  if (start - STEP * BigInt(count) <= 0n) return undefined;
  return Array.from({ length: count }, (_, i) => toRank(high.bucket, start - STEP * BigInt(count - i), DIGITS));
};

/** Evenly spread between two numbers of digits; `high` undefined is the end of the range. */
const spread = (
  bucket: number,
  low: string,
  high: string | undefined,
  count: number,
): readonly string[] | undefined => {
  const top = high ?? '';
  for (let length = Math.max(DIGITS, low.length, top.length); ; length++) {
    const from = toNumber(low, length);
    const to = high === undefined ? BASE ** BigInt(length) : toNumber(high, length);
    if (to <= from) return undefined;
    const gap = (to - from) / BigInt(count + 1);
    if (gap === 0n) continue;
    return Array.from({ length: count }, (_, i) => toRank(bucket, from + gap * BigInt(i + 1), length));
  }
};

/**
 * `count` ranks in order, strictly between two neighbours; an absent neighbour is the start or the end of the order.
 * Undefined where a neighbour is no rank, or the two leave no room (equal values): then the order must be rebalanced.
 */
export const ranksBetween = (
  low: string | undefined,
  high: string | undefined,
  count: number,
): readonly string[] | undefined => {
  const from = low === undefined ? undefined : parse(low);
  const to = high === undefined ? undefined : parse(high);
  if ((low !== undefined && from === undefined) || (high !== undefined && to === undefined)) return undefined;
  if (from === undefined && to === undefined) return Array.from({ length: count }, (_, i) => rankAt(i));
  if (from === undefined) return to && (preceding(to, count) ?? spread(to.bucket, '', to.digits, count));
  if (to === undefined || to.bucket > from.bucket) {
    return following(from, count) ?? spread(from.bucket, from.digits, undefined, count);
  }
  return to.bucket < from.bucket ? undefined : spread(from.bucket, from.digits, to.digits, count);
};

/** One rank between two neighbours; see `ranksBetween`. */
export const rankBetween = (low: string | undefined, high: string | undefined): string | undefined =>
  ranksBetween(low, high, 1)?.[0];

/** `count` ranks in order for a whole site, in a bucket, with room around each. */
export const rebalancedRanks = (bucket: number, count: number): readonly string[] => {
  const step = LAST_INTEGER / BigInt(count + 1);
  const gap = step < STEP ? step : STEP;
  const start = toNumber(MIDDLE, DIGITS) - (gap * BigInt(count)) / 2n;
  return Array.from({ length: count }, (_, i) => toRank(bucket, start + gap * BigInt(i), DIGITS));
};
