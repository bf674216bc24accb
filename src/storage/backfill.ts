import { z } from 'zod';
import { NO_BACKFILL, type BackfillState } from '../core/backfill/state.ts';
import { readHead, type HeadWrite } from './head.ts';
import { updateHead } from './update-head.ts';
import { packText, unpackText } from './values.ts';

const KEY = 'backfill';
export const BACKFILL_FORMAT = 1;
const stored = z.object({ format: z.literal(BACKFILL_FORMAT), packed: z.string() });

/** A format of another version counts as nothing known: everything is read again, which harms nothing. */
const toState = (value: unknown): BackfillState => {
  const parsed = stored.safeParse(value);
  // Written by updateBackfill alone.
  return parsed.success ? (unpackText(parsed.data.packed) as BackfillState) : NO_BACKFILL;
};

/** How far all projects are; one record, packed: 200 projects take one unit of storage. */
export const readBackfill = async (): Promise<BackfillState> => toState((await readHead(KEY)).value);

const toValue = (state: BackfillState): unknown => ({ format: BACKFILL_FORMAT, packed: packText(state) });

/**
 * For `writeHeads`: no project is read any more, and no event that is under way finds anything to do, now or when projects are
 * read again.
 */
export const endedBackfillWrite = async (): Promise<HeadWrite> => {
  const { version, value } = await readHead(KEY);
  const { turn, changes } = toState(value);
  const ended: BackfillState = { turn: turn + 1, changes, compared: changes, runs: [] };
  return { key: KEY, baseVersion: version, value: toValue(ended) };
};

/** Replaces the state by what `change` makes of it, again where others write at the same time; gives what is stored then. */
export const updateBackfill = async (change: (state: BackfillState) => BackfillState): Promise<BackfillState> => {
  let latest = NO_BACKFILL;
  await updateHead(KEY, (value) => {
    const state = toState(value);
    latest = change(state);
    return latest === state ? value : toValue(latest);
  });
  return latest;
};
