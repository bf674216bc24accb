import { z } from 'zod';
import { VersionConflictError } from './errors.ts';
import { readHead, writeHeads } from './head.ts';

const KEY = 'secret';
const shape = z.object({ format: z.literal(1), hex: z.string().min(64) });

const hexOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

/**
 * The installation's own secret, with which it signs what browsers give back; made when it is first needed. Tells nothing of
 * anyone, and never leaves the backend.
 */
export const readSecret = async (): Promise<string> => {
  const { version, value } = await readHead(KEY);
  const stored = shape.safeParse(value);
  if (stored.success) return stored.data.hex;
  const hex = hexOf(crypto.getRandomValues(new Uint8Array(32)));
  try {
    await writeHeads([{ key: KEY, baseVersion: version, value: { format: 1, hex } }]);
    return hex;
  } catch (error) {
    if (!(error instanceof VersionConflictError)) throw error;
    return shape.parse((await readHead(KEY)).value).hex;
  }
};
