import { z } from 'zod';
import { NO_BACKFILL, type BackfillState } from '../core/backfill/state.ts';
import { readHead } from './head.ts';
import { updateHead } from './update-head.ts';
import { packText, unpackText } from './values.ts';

const KEY = 'backfill';
const FORMAT = 1;
const stored = z.object({ format: z.literal(FORMAT), packed: z.string() });

/** A format of another version counts as nothing known: everything is read again, which harms nothing. */
const toState = (value: unknown): BackfillState => {
  const parsed = stored.safeParse(value);
  // Written by updateBackfill alone.
  return parsed.success ? (unpackText(parsed.data.packed) as BackfillState) : NO_BACKFILL;
};

/** How far all projects are; one record, packed: 200 projects take one unit of storage. */
export const readBackfill = async (): Promise<BackfillState> => toState((await readHead(KEY)).value);

/** Replaces the state by what `change` makes of it, again where others write at the same time; gives what is stored then. */
export const updateBackfill = async (change: (state: BackfillState) => BackfillState): Promise<BackfillState> => {
  let latest = NO_BACKFILL;
  await updateHead(KEY, (value) => {
    const state = toState(value);
    latest = change(state);
    return latest === state ? value : { format: FORMAT, packed: packText(latest) };
  });
  return latest;
};
