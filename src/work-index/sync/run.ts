import type { EpochMs } from '../../core/ids.ts';
import { RateLimitedError } from '../../jira/errors.ts';
import { countMarks } from './marks.ts';
import type { Brought } from './read-marked.ts';
import { readTogether } from '../../storage/together.ts';
import { readShards, type Shard } from '../../storage/index-marks.ts';
import { countError, readSyncHead, updateSyncHead, type SyncHead } from '../../storage/sync-head.ts';
import { nextMost, planRun, type RunPlan } from './plan-run.ts';
import { isForConsumer } from './take.ts';
import { pushWakeUp } from './wake-up.ts';
import { planWake, takeWake, windowAfter, windowOf } from './wake.ts';

/** After something went wrong. */
const RETRY_MS = 30_000;

/**
 * The first thing that a run does: takes note that the consumer is there, so that what is marked from now on calls it again, and
 * looks at what it has to do.
 */
export const beginRun = async (now: EpochMs): Promise<RunPlan> => {
  let most: number | undefined;
  await updateSyncHead((head) => {
    ({ most } = head);
    return { ...head, wake: takeWake(head.wake, now) };
  });
  return planRun({ most });
};

/** How a run ended. */
export type RunEnd =
  | { readonly kind: 'done'; readonly brought: Brought; readonly points: number }
  /** Nobody may ask Jira before. */
  | { readonly kind: 'rest'; readonly until: EpochMs }
  | { readonly kind: 'failed'; readonly error: unknown };

const errorKind = (error: unknown): string => (error instanceof Error ? error.name : 'unknown');

/** When the consumer is to come again, and not before when. */
const nextOf = (end: RunEnd, now: EpochMs): { readonly dueAt?: EpochMs; readonly restUntil?: EpochMs } => {
  if (end.kind === 'done') {
    const { againAt, restUntil } = end.brought;
    return { ...(againAt === undefined ? {} : { dueAt: againAt }), ...(restUntil === undefined ? {} : { restUntil }) };
  }
  if (end.kind === 'rest') return { dueAt: end.until, restUntil: end.until };
  if (end.error instanceof RateLimitedError) {
    const until = now + Math.max(RETRY_MS, end.error.retryAfterMs);
    return { dueAt: until, restUntil: until };
  }
  return { dueAt: now + RETRY_MS };
};

const after = (head: SyncHead, end: RunEnd, { startedAt, now }: { startedAt: EpochMs; now: EpochMs }): SyncHead => {
  const { restUntil } = nextOf(end, now);
  const rest = restUntil === undefined ? {} : { restUntil };
  if (end.kind === 'rest') return { ...head, wake: { ...head.wake, ...rest } };
  if (end.kind === 'failed') {
    return { ...countError(head, errorKind(end.error)), wake: { ...head.wake, ...rest } };
  }
  const { items, gone, announced, failed } = end.brought;
  const lastRun = { at: startedAt, durationMs: now - startedAt, items, gone, points: end.points };
  return {
    ...head,
    lastRun,
    most: nextMost(head.most, failed),
    wake: { ...head.wake, ...rest, windowMs: windowAfter(announced) },
  };
};

/** The last thing that a run does: tells how it went, and calls the consumer again where something is left. */
export const endRun = async (
  end: RunEnd,
  { startedAt, now, depth }: { startedAt: EpochMs; now: EpochMs; depth: number },
) => {
  const wanted = nextOf(end, now).dueAt;
  let dueAt: EpochMs | undefined;
  await updateSyncHead((head) => {
    const told = after(head, end, { startedAt, now });
    const wake = wanted === undefined ? undefined : planWake(told.wake, now, Math.max(0, wanted - now));
    dueAt = wake?.dueAt;
    return wake === undefined ? told : { ...told, wake };
  });
  if (dueAt !== undefined) await pushWakeUp({ dueAt, now, depth });
};

/** Whether marks wait that nobody is on the way for: a push failed, or someone died before it. */
export const isOverdue = ({ wake }: Pick<SyncHead, 'wake'>, shards: readonly Shard[], now: EpochMs): boolean => {
  const ours = shards.map((shard) => ({
    ...shard,
    site: new Map([...shard.site].filter(([what]) => isForConsumer(what))),
  }));
  return countMarks(ours).waiting > 0 && planWake(wake, now, windowOf(wake)) !== undefined;
};

/** Calls the consumer where nobody is on the way for what is marked: for pages, which do not bring it in themselves. One call where all is well. */
export const callOverdue = async (now: EpochMs): Promise<void> => {
  const [head, shards] = await readTogether(() => Promise.all([readSyncHead(), readShards()]));
  if (!isOverdue(head, shards, now)) return;
  let dueAt: EpochMs | undefined;
  await updateSyncHead((stored) => {
    const wake = planWake(stored.wake, now, 0);
    dueAt = wake?.dueAt;
    return wake === undefined ? stored : { ...stored, wake };
  });
  if (dueAt !== undefined) await pushWakeUp({ dueAt, now, depth: 0 });
};
