import { createHmac } from 'node:crypto';
import { z } from 'zod';
import { badRequest } from '../errors.ts';
import type { Place } from './order.ts';

/** How long a token for a next page works (platform.md 3.1). */
export const TOKEN_LIFE_MS = 7 * 86_400_000;

/** Where a list was left: in the result that is still held, or else by the place of its last issue. */
export interface PageToken {
  readonly snapshotId: string;
  readonly offset: number;
  readonly last: Place;
  readonly issuedAt: number;
}

const wire = z.tuple([
  z.string(),
  z.number(),
  z.array(z.union([z.string(), z.number(), z.null()])),
  z.string(),
  z.number(),
]);

const signature = (payload: string, secret: string, binding: string): string =>
  createHmac('sha256', secret).update(`${payload}\n${binding}`).digest('base64url').slice(0, 16);

/** An opaque token, good only together with the same `binding` (who asks, and for what). */
export const writePageToken = (token: PageToken, secret: string, binding: string): string => {
  const { snapshotId, offset, last, issuedAt } = token;
  const keys = last.keys.map((key) => key ?? null);
  const payload = Buffer.from(JSON.stringify([snapshotId, offset, keys, last.id, issuedAt])).toString('base64url');
  return `${payload}.${signature(payload, secret, binding)}`;
};

/** Reads a token; throws a 400 for one that is not ours, belongs to another person or question, or has expired. */
export const readPageToken = (text: string, secret: string, binding: string, now: number): PageToken => {
  const [payload = '', signed] = text.split('.');
  if (signed !== signature(payload, secret, binding))
    throw badRequest('The provided next page token is invalid for this request.');
  const [snapshotId, offset, keys, id, issuedAt] = wire.parse(JSON.parse(Buffer.from(payload, 'base64url').toString()));
  if (now - issuedAt > TOKEN_LIFE_MS) throw badRequest('The provided next page token has expired.');
  return { snapshotId, offset, last: { keys: keys.map((key) => key ?? undefined), id }, issuedAt };
};
