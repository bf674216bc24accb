import type { ProductEvent } from '../../jira/events.ts';
import type { HostCore } from '../core.ts';
import { randomUuid } from '../identity.ts';
import type { Installation } from '../installation.ts';
import { PRODUCT_EVENT_BYTES } from '../limits.ts';
import { listBound, type BoundFunction } from '../manifest.ts';
import { listOf, members } from '../storage/requests.ts';
import type { WaitingEvent } from './event-queue.ts';

/** Triggers whose filter this host cannot evaluate are refused loudly, before anything runs. */
export const checkTriggers = (triggers: readonly BoundFunction[]): void => {
  for (const { module } of triggers) {
    const { expression } = members(module.members['filter']);
    if (expression !== undefined) {
      throw new Error(`manifest.yml: trigger ${module.key}: filter.expression is not supported by the local host.`);
    }
  }
};

const wants = ({ module }: BoundFunction, event: ProductEvent, isSelf: boolean): boolean => {
  const { events, filter } = module.members;
  return listOf(events).includes(event.eventType) && !(isSelf && members(filter)['ignoreSelf'] === true);
};

const bodyOf = (event: ProductEvent, isSelf: boolean): Record<string, unknown> => ({
  ...event.payload,
  eventType: event.eventType,
  selfGenerated: isSelf,
  timestamp: String(event.timestamp),
  ...(event.atlassianId === undefined ? {} : { atlassianId: event.atlassianId }),
});

/** Puts a product event in the queue of every trigger that wants it: late, twice or never, as configured (platform.md 1.7). */
export const deliverProductEvent = (core: HostCore, installation: Installation, event: ProductEvent): void => {
  const isSelf = event.byInstallation === installation.id;
  const payload = bodyOf(event, isSelf);
  // "Events larger than 200 kB are not delivered": silently, as there.
  if (Buffer.byteLength(JSON.stringify(payload)) > PRODUCT_EVENT_BYTES) return;
  const { random, queue } = installation;
  const { eventLatenessMs, eventDuplicates, eventLosses } = core.faults.delivery;
  for (const { module } of listBound(core.manifest, 'trigger').filter((trigger) => wants(trigger, event, isSelf))) {
    if (random() < eventLosses) continue;
    const times = random() < eventDuplicates ? 2 : 1;
    for (let time = 0; time < times; time++) {
      const now = core.clock.now();
      const id = randomUuid(random);
      const dueAt = now + Math.floor(random() * eventLatenessMs);
      const common = { kind: 'event', name: event.eventType, moduleKey: module.key, payload } as const;
      queue.add({ ...common, id, dueAt, pushedAt: now, retryCount: 0, chainId: id });
    }
  }
};

/** The `installed` event for the triggers that ask for it. */
export const deliverInstalled = (
  core: HostCore,
  installation: Installation,
  installerAccountId: string | undefined,
): void => {
  const name = 'avi:forge:installed:app';
  for (const { module } of listBound(core.manifest, 'trigger')) {
    if (!listOf(module.members['events']).includes(name)) continue;
    const now = core.clock.now();
    const id = randomUuid(installation.random);
    const payload = {
      id: `ari:cloud:ecosystem::installation/${installation.id}`,
      eventType: name,
      installerAccountId,
      app: { id: `ari:cloud:ecosystem::app/${core.manifest.appId}`, version: '1' },
    };
    const event: WaitingEvent = {
      id,
      kind: 'lifecycle',
      name,
      moduleKey: module.key,
      payload,
      dueAt: now,
      pushedAt: now,
      retryCount: 0,
      chainId: id,
    };
    installation.queue.add(event);
  }
};
