import type { Json } from '../../jira/entities.ts';
import { KVS_DEPTH, KVS_KEY_CHARS, KVS_TTL_MAX_MS, KVS_VALUE_BYTES } from '../limits.ts';
import { refuse } from './problem.ts';

export type Members = Readonly<Record<string, unknown>>;

// Bodies come from @forge/kvs as JSON: these parsers narrow them to what the storage understands.
export const members = (value: unknown): Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Members) : {};
export const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/** Key rules of platform.md 1.2; codes of Atlassian's page "handling errors kvs". */
export const parseKey = (value: unknown): string => {
  if (typeof value !== 'string') throw refuse('INVALID_KEY', 'The key must be a string.');
  if (value.length === 0) throw refuse('KEY_TOO_SHORT', 'The provided key needs to be more than one character.');
  if (value.length > KVS_KEY_CHARS) {
    throw refuse('KEY_TOO_LONG', `The provided key has exceeded the maximum ${KVS_KEY_CHARS} characters.`);
  }
  // The platform's pattern writes `\s-#`, which its engine reads as those three, not as a range.
  if (!/^(?!\s+$)[a-zA-Z0-9:._\s\-#]+$/.test(value)) {
    throw refuse('INVALID_KEY', String.raw`The provided key does not match the regex: /^(?!\s+$)[a-zA-Z0-9:._\s-#]+$/`);
  }
  return value;
};

const depthOf = (value: unknown): number =>
  typeof value === 'object' && value !== null
    ? 1 + Object.values(value).reduce((deepest: number, each) => Math.max(deepest, depthOf(each)), 0)
    : 0;

/** UTF-8 bytes of a value's JSON. */
export const bytesOf = (value: unknown): number => Buffer.byteLength(JSON.stringify(value) ?? '');

/** A value within size and depth; `undefined` and null cannot be stored. */
export const parseValue = (value: unknown): Json => {
  if (value === undefined || value === null) throw refuse('INVALID_VALUE', 'A value is required.');
  if (bytesOf(value) > KVS_VALUE_BYTES) {
    throw refuse('MAX_SIZE', 'The provided value has exceeded the maximum size limit.');
  }
  if (depthOf(value) > KVS_DEPTH) {
    throw refuse('MAX_DEPTH', `The provided value has exceeded the maximum object depth (${KVS_DEPTH}) limit.`);
  }
  return value as Json; // it came out of JSON.parse
};

const UNIT_MS: Readonly<Record<string, number>> = {
  SECONDS: 1_000,
  MINUTES: 60_000,
  HOURS: 3_600_000,
  DAYS: 86_400_000,
};

/** Milliseconds of `options.ttl`; undefined where none is asked for. */
export const parseTtl = (options: Members): number | undefined => {
  if (options['ttl'] === undefined) return undefined;
  const { value, unit } = members(options['ttl']);
  const unitMs = UNIT_MS[String(unit)];
  if (typeof value !== 'number' || !Number.isInteger(value) || value < 1 || unitMs === undefined) {
    throw refuse('INVALID_TTL', 'The ttl must be a positive number of SECONDS, MINUTES, HOURS or DAYS.');
  }
  if (value * unitMs > KVS_TTL_MAX_MS) throw refuse('INVALID_TTL', 'The ttl may be at most one year.');
  return value * unitMs;
};

export type KeyPolicy = 'OVERRIDE' | 'FAIL_IF_EXISTS';
export interface SetOptions {
  readonly ttlMs: number | undefined;
  readonly keyPolicy: KeyPolicy;
  readonly returnValue: 'PREVIOUS' | 'LATEST' | undefined;
}
export const parseSetOptions = (value: unknown): SetOptions => {
  const options = members(value);
  const policy = options['keyPolicy'] ?? 'OVERRIDE';
  if (policy !== 'OVERRIDE' && policy !== 'FAIL_IF_EXISTS') {
    throw refuse('INVALID_KEY_POLICY', 'keyPolicy must be OVERRIDE or FAIL_IF_EXISTS.');
  }
  const returnValue = options['returnValue'];
  if (returnValue !== undefined && returnValue !== 'PREVIOUS' && returnValue !== 'LATEST') {
    throw refuse('INVALID_RETURN_VALUE', 'returnValue must be PREVIOUS or LATEST.');
  }
  return { ttlMs: parseTtl(options), keyPolicy: policy, returnValue };
};
