import { z } from 'zod';
import type { EpochMs } from '../core/ids.ts';
import type { ProgramRecord } from '../core/program/summary.ts';
import { readHead, type HeadWrite } from './head.ts';

const KEY = 'programs';
export const REGISTRY_FORMAT = 2;

const stoppedShape = z.object({
  at: z.number(),
  lists: z.array(z.string()),
  upTo: z.number(),
  siteUpTo: z.number(),
  removedAt: z.number().optional(),
});
const shape = z.object({
  format: z.literal(REGISTRY_FORMAT),
  records: z.array(z.unknown()),
  stopped: stoppedShape.optional(),
});

/** An administrator stopped the app, to remove it: nothing works in the background, and what is stored is deleted. */
export interface Stopped {
  readonly at: EpochMs;
  /** Keys of texts that name what was stored then. */
  readonly lists: readonly string[];
  /** The versions of the index and of the site's facts then: what is stored under later ones came after. */
  readonly upTo: number;
  readonly siteUpTo: number;
  /** When all of it was found to be removed. */
  readonly removedAt?: EpochMs | undefined;
}
/** What is kept of all programs in one record, which every event and every step reads first: hence it also says whether to work at all. */
export interface Registry {
  readonly version: number;
  readonly records: readonly ProgramRecord[];
  readonly stopped?: Stopped | undefined;
}

/** One call. Throws where a later version of the app wrote it: nobody may write over what that knows of programs. */
export const readRegistry = async (): Promise<Registry> => {
  const { version, value } = await readHead(KEY);
  if (version === 0) return { version, records: [] };
  // Format 1 was the list alone.
  const { records, stopped } = shape.parse(Array.isArray(value) ? { format: REGISTRY_FORMAT, records: value } : value);
  // Written by registryWrite alone.
  return { version, records: records as readonly ProgramRecord[], ...(stopped === undefined ? {} : { stopped }) };
};

/** For `writeHeads`. */
export const registryWrite = ({ version, records, stopped }: Registry): HeadWrite => ({
  key: KEY,
  baseVersion: version,
  value: { format: REGISTRY_FORMAT, records, ...(stopped === undefined ? {} : { stopped }) },
});
