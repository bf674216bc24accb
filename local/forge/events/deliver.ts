import type { HostCore } from '../core.ts';
import type { Installation } from '../installation.ts';
import { backendContext, runTask } from '../invocation.ts';
import { EVENT_RETRIES, QUEUE_RETENTION_MS, QUEUE_RETRY_DATA_BYTES, QUEUE_RETRY_SECONDS } from '../limits.ts';
import { listBound, type BoundFunction } from '../manifest.ts';
import { isRetriedByPlatform, platformError, type PlatformError } from '../platform-error.ts';
import { members } from '../storage/requests.ts';
import type { Ran } from '../types.ts';
import type { WaitingEvent } from './event-queue.ts';

const findBound = (core: HostCore, { kind, moduleKey }: WaitingEvent): BoundFunction | undefined =>
  listBound(core.manifest, kind === 'queue' ? 'consumer' : 'trigger').find(({ module }) => module.key === moduleKey);

const retryContext = (event: WaitingEvent): Record<string, unknown> =>
  event.retryCount === 0
    ? {}
    : {
        retryContext: {
          retryCount: event.retryCount,
          retryReason: event.retryReason,
          retryData: event.retryData,
          retentionWindow: {
            startTime: new Date(event.pushedAt).toISOString(),
            remainingTimeMs: Math.max(0, event.pushedAt + QUEUE_RETENTION_MS - event.dueAt),
          },
        },
      };

const argumentOf = (core: HostCore, installation: Installation, event: WaitingEvent): unknown =>
  event.kind === 'queue'
    ? { ...event.payload, queueName: event.name, jobId: event.jobId, eventId: event.id, ...retryContext(event) }
    : {
        ...event.payload,
        context: { cloudId: installation.cloudId, moduleKey: event.moduleKey },
        contextToken: core.manifest.appId,
        ...retryContext(event),
      };

/** The event as it will be delivered again, where the app asked for it (`InvocationError`) or the platform tries again. */
const nextTry = (
  event: WaitingEvent,
  { now, delaySeconds, reason, data }: { now: number; delaySeconds: number; reason: string; data: unknown },
): WaitingEvent | undefined => {
  const dueAt = now + delaySeconds * 1000;
  const isOver = event.retryCount >= EVENT_RETRIES || dueAt > event.pushedAt + QUEUE_RETENTION_MS;
  if (isOver) return undefined;
  const { retryData: _, ...rest } = event;
  const again = { ...rest, dueAt, retryCount: event.retryCount + 1, retryReason: reason };
  return data === undefined ? again : { ...again, retryData: data };
};

const askedRetry = (event: WaitingEvent, value: unknown, now: number): WaitingEvent | undefined => {
  const { retryAfter, retryReason, retryData } = members(members(value)['retryOptions']);
  const tooMuch = retryData !== undefined && Buffer.byteLength(JSON.stringify(retryData)) > QUEUE_RETRY_DATA_BYTES;
  if (tooMuch) return undefined;
  const seconds = typeof retryAfter === 'number' ? retryAfter : 1;
  const delaySeconds = Math.min(Math.max(seconds, 1), QUEUE_RETRY_SECONDS);
  return nextTry(event, {
    now,
    delaySeconds,
    reason: String(retryReason ?? 'FUNCTION_RETRY_REQUEST'),
    data: retryData,
  });
};
const platformRetry = (event: WaitingEvent, error: PlatformError, now: number): WaitingEvent | undefined => {
  if (!isRetriedByPlatform(error.code)) return undefined;
  const delaySeconds = Math.min(2 ** event.retryCount * 5, QUEUE_RETRY_SECONDS);
  return nextTry(event, { now, delaySeconds, reason: error.code, data: event.retryData });
};

/** Runs a taken event, and decides whether it comes again. */
export const deliver = async (core: HostCore, installation: Installation, event: WaitingEvent): Promise<Ran> => {
  const { kind, name, moduleKey } = event;
  const ran = { installation: installation.name, kind, name, moduleKey };
  const bound = findBound(core, event);
  if (bound === undefined) {
    installation.queue.finish(event);
    return {
      ...ran,
      outcome: 'failed',
      error: platformError('MODULE_NOT_FOUND', `No module has the key ${moduleKey}.`),
    };
  }
  const outcome = await runTask(core, {
    installation,
    bound,
    functionKey: moduleKey,
    args: [argumentOf(core, installation, event), backendContext(installation, undefined)],
    viewer: undefined,
    chainId: event.chainId,
  });
  const now = core.clock.now();
  const asks = 'value' in outcome && members(outcome.value)['_retry'] === true;
  const again =
    'error' in outcome
      ? platformRetry(event, outcome.error, now)
      : asks
        ? askedRetry(event, outcome.value, now)
        : undefined;
  const isDone = !('error' in outcome) && !asks;
  // At least once: an event that was done may come a second time all the same.
  const twice = isDone && kind === 'queue' && event.isRepeated === undefined;
  const repeated = twice && installation.random() < core.faults.delivery.queueDuplicates;
  installation.queue.finish(event, repeated ? { ...event, dueAt: now, isRepeated: true } : again);
  const ended = isDone ? 'success' : again === undefined ? 'failed' : 'retry';
  if (kind === 'queue' && event.jobId !== undefined && ended !== 'retry')
    installation.jobs.end(name, event.jobId, ended);
  return 'error' in outcome ? { ...ran, outcome: ended, error: outcome.error } : { ...ran, outcome: ended };
};
