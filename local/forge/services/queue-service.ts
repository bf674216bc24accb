import type { Clock } from '../../clock.ts';
import type { Random } from '../../random.ts';
import type { EventQueue, WaitingEvent } from '../events/event-queue.ts';
import type { Jobs } from '../events/jobs.ts';
import { randomUuid } from '../identity.ts';
import {
  QUEUE_CYCLIC_PUSHES,
  QUEUE_DELAY_SECONDS,
  QUEUE_EVENTS_PER_MINUTE,
  QUEUE_EVENTS_PER_PUSH,
  QUEUE_LONG_EVENT_BYTES,
  QUEUE_PUSH_BYTES,
  TIMEOUTS_MS,
} from '../limits.ts';
import { listBound, type BoundFunction, type Manifest } from '../manifest.ts';
import { WindowCounter } from '../rate.ts';
import type { IncomingAnswer } from '../runtime/messages.ts';
import { listOf, members, type Members } from '../storage/requests.ts';

const json = (status: number, body: unknown): IncomingAnswer => ({ status, body: JSON.stringify(body) });
const refusal = (status: number, message: string): IncomingAnswer => json(status, { message, errors: [] });

const isOverLong = (event: Members): boolean => Buffer.byteLength(JSON.stringify(event)) > QUEUE_LONG_EVENT_BYTES;

interface QueueOptions {
  readonly manifest: Manifest;
  readonly clock: Clock;
  readonly random: Random;
  readonly queue: EventQueue;
  readonly jobs: Jobs;
  readonly isLimited: () => boolean;
}

/** The service behind @forge/events: pushes, job statistics, cancelling (platform.md 1.5). */
export class QueueService {
  readonly #options: QueueOptions;
  readonly #consumers: readonly BoundFunction[];
  readonly #perMinute: WindowCounter;
  readonly #pushesOfChain = new Map<string, number>();

  constructor(options: QueueOptions) {
    this.#options = options;
    this.#consumers = listBound(options.manifest, 'consumer');
    this.#perMinute = new WindowCounter(options.clock, 60_000, QUEUE_EVENTS_PER_MINUTE);
  }

  /** Events pushed a minute. */
  get rate(): WindowCounter {
    return this.#perMinute;
  }

  /** Answers `/webhook/queue/{publish|stats|cancel}/...`; `chainId` is the first invocation of the caller's chain. */
  handle(path: string, bodyText: string, chainId: string): IncomingAnswer {
    const body = members(JSON.parse(bodyText));
    const [, action] = /^\/webhook\/queue\/(\w+)\//.exec(path) ?? [];
    if (action === 'publish') return this.#publish(body, bodyText, chainId);
    if (action === 'stats') return this.#stats(body);
    if (action === 'cancel') return this.#cancel(body);
    return refusal(404, `There is no queue operation ${path}.`);
  }

  #publish(body: Members, bodyText: string, chainId: string): IncomingAnswer {
    const events = listOf(body['payload']).map(members);
    const consumer = this.#consumers.find(({ module }) => module.members['queue'] === body['queueName']);
    if (consumer === undefined)
      return refusal(404, `No consumer of the manifest reads the queue ${String(body['queueName'])}.`);
    if (events.length === 0 || events.length > QUEUE_EVENTS_PER_PUSH) {
      return refusal(400, `A push holds 1 to ${QUEUE_EVENTS_PER_PUSH} events.`);
    }
    const tooBig = this.#tooBig(events, bodyText, consumer);
    if (tooBig !== undefined) return json(413, { errorMessage: tooBig });
    if (this.#options.isLimited() && this.#perMinute.used + events.length > this.#perMinute.limit) {
      return refusal(429, 'Too many requests.');
    }
    const pushes = (this.#pushesOfChain.get(chainId) ?? 0) + 1;
    if (pushes > QUEUE_CYCLIC_PUSHES) return refusal(405, 'The limit on cyclic invocation has been reached.');
    this.#pushesOfChain.set(chainId, pushes);
    this.#perMinute.add(events.length);
    return this.#accept(body, { events, consumer, chainId });
  }

  #tooBig(events: readonly Members[], bodyText: string, consumer: BoundFunction): string | undefined {
    const isLong = consumer.timeoutMs > TIMEOUTS_MS.consumer;
    if (Buffer.byteLength(JSON.stringify(events)) > QUEUE_PUSH_BYTES)
      return `The push of ${bodyText.length} characters is over 200 KB.`;
    return isLong && events.some(isOverLong) ? 'An event for a long-running consumer may be 100 KB.' : undefined;
  }

  #accept(
    body: Members,
    { events, consumer, chainId }: { events: readonly Members[]; consumer: BoundFunction; chainId: string },
  ): IncomingAnswer {
    const { clock, random, queue, jobs } = this.#options;
    const [queueName, jobId] = [String(body['queueName']), String(body['jobId'])];
    const failedEvents: object[] = [];
    jobs.begin(queueName, jobId);
    events.forEach((event, index) => {
      const delaySeconds = event['delayInSeconds'] ?? 0;
      if (typeof delaySeconds !== 'number' || delaySeconds < 0 || delaySeconds > QUEUE_DELAY_SECONDS) {
        failedEvents.push({ index: String(index), errorMessage: 'delayInSeconds must be between 0 and 900.' });
        return;
      }
      const now = clock.now();
      const concurrency = parseConcurrency(event['concurrency']);
      const waiting: WaitingEvent = {
        id: randomUuid(random),
        kind: 'queue',
        name: queueName,
        moduleKey: consumer.module.key,
        payload: event,
        dueAt: now + delaySeconds * 1000,
        pushedAt: now,
        retryCount: 0,
        jobId,
        chainId,
      };
      queue.add(concurrency === undefined ? waiting : { ...waiting, concurrency });
    });
    return failedEvents.length === 0 ? json(201, {}) : json(202, { failedEvents });
  }

  #stats(body: Members): IncomingAnswer {
    const { jobs, queue } = this.#options;
    const [queueName, jobId] = [String(body['queueName']), String(body['jobId'])];
    const ended = jobs.find(queueName, jobId);
    if (ended === undefined) return refusal(404, 'The job was not found.');
    return json(200, { ...ended, inProgress: queue.countOfJob(queueName, jobId) });
  }
  #cancel(body: Members): IncomingAnswer {
    const { jobs, queue } = this.#options;
    const [queueName, jobId] = [String(body['queueName']), String(body['jobId'])];
    if (jobs.find(queueName, jobId) === undefined) return refusal(404, 'The job was not found.');
    queue.cancel(queueName, jobId);
    return { status: 204 };
  }
}

const parseConcurrency = (value: unknown): WaitingEvent['concurrency'] => {
  const { key, limit } = members(value);
  return typeof key === 'string' && typeof limit === 'number' ? { key, limit } : undefined;
};
