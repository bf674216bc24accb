import { z } from 'zod';
import type { EpochMs } from '../core/ids.ts';
import { readHead, type HeadWrite } from './head.ts';
import { updateHead } from './update-head.ts';

/** When the consumer of marks comes next, as storage knows it. */
export interface Wake {
  /** When the pushed event is due that will bring it; absent: none was pushed since it came last. */
  readonly dueAt?: EpochMs | undefined;
  /** How long it lets marks gather; absent before its first run. */
  readonly windowMs?: number | undefined;
  /** It would do nothing before. */
  readonly restUntil?: EpochMs | undefined;
}
/** One run of the consumer of marks. */
export interface SyncRun {
  readonly at: EpochMs;
  readonly durationMs: number;
  /** Items that were read and are there. */
  readonly items: number;
  /** Asked for, and not there any more. */
  readonly gone: number;
  readonly points: number;
}
/** Beside the marks: the wake-up that is on its way, and how the consumer fares. */
export interface SyncHead {
  readonly wake: Wake;
  readonly lastRun?: SyncRun | undefined;
  /** Items of one pass at most, after a pass that its points did not suffice for. */
  readonly most?: number | undefined;
  /** How often something went wrong, by kind; no word of Jira's. */
  readonly errors: Readonly<Record<string, number>>;
}

export const SYNC_KEY = 'index-sync';
const EMPTY: SyncHead = { wake: {}, errors: {} };

const number = z.number();
const runShape = z.object({ at: number, durationMs: number, items: number, gone: number, points: number });
const headShape = z.object({
  format: z.literal(1),
  wake: z.object({ dueAt: number.optional(), windowMs: number.optional(), restUntil: number.optional() }),
  lastRun: runShape.optional(),
  most: number.optional(),
  errors: z.record(z.string(), number),
});

const parse = (value: unknown): SyncHead => {
  const parsed = headShape.safeParse(value);
  return parsed.success ? parsed.data : EMPTY;
};

/** With its version, for who writes it together with something else. */
export const readSyncHead = async (): Promise<SyncHead & { readonly version: number }> => {
  const { version, value } = await readHead(SYNC_KEY);
  return { ...parse(value), version };
};

export const syncHeadWrite = ({ version, ...head }: SyncHead & { readonly version: number }): HeadWrite => ({
  key: SYNC_KEY,
  baseVersion: version,
  value: { format: 1, ...head },
});

/** Replaces it by what `change` makes of it; again where others write at the same time. */
export const updateSyncHead = (change: (head: SyncHead) => SyncHead): Promise<void> =>
  updateHead(SYNC_KEY, (value) => {
    const before = parse(value);
    const after = change(before);
    return after === before ? value : { format: 1, ...after };
  });

export const countError = (head: SyncHead, kind: string): SyncHead => ({
  ...head,
  errors: { ...head.errors, [kind]: (head.errors[kind] ?? 0) + 1 },
});
