import { z } from 'zod';
import type { EpochMs } from '../core/ids.ts';
import { readHead } from './head.ts';
import { updateHead } from './update-head.ts';

const KEY = 'personal-data';
const shape = z.object({
  format: z.literal(1),
  doneAt: z.number(),
  reported: z.number(),
  erased: z.number(),
});

/** The last report that went through to its end. */
export interface PersonalDataReport {
  readonly doneAt: EpochMs;
  /** Accounts that are stored, and those of them that were closed and erased. */
  readonly reported: number;
  readonly erased: number;
}

/** Undefined where nothing was reported yet. */
export const findLastReport = async (): Promise<PersonalDataReport | undefined> => {
  const parsed = shape.safeParse((await readHead(KEY)).value);
  if (!parsed.success) return undefined;
  const { doneAt, reported, erased } = parsed.data;
  return { doneAt, reported, erased };
};

/** Notes a report; an older one does not undo a newer one. */
export const saveReport = (report: PersonalDataReport): Promise<void> =>
  updateHead(KEY, (value) => {
    const stored = shape.safeParse(value);
    return stored.success && stored.data.doneAt >= report.doneAt ? value : { format: 1, ...report };
  });
