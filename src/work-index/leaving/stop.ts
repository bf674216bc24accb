import type { EpochMs } from '../../core/ids.ts';
import { endedBackfillWrite } from '../../storage/backfill.ts';
import { VersionConflictError } from '../../storage/errors.ts';
import { writeHeads } from '../../storage/head.ts';
import { readRegistry, registryWrite, type Stopped } from '../../storage/registry.ts';
import { emptySiteWrite, readSiteHead } from '../../storage/site.ts';
import { keysOf, swapOf } from '../site/write-site.ts';
import { valuesOf } from '../store/clear-index.ts';
import { retire } from '../store/retired.ts';
import { readRoot, rootWrite } from '../store/root.ts';
import { isSealed, sealedAfter, unsealedAfter } from '../store/seal.ts';

/** The index is written a few times a second at most. */
const MAX_ATTEMPTS = 40;

const again = async <T>(attempt: () => Promise<T>): Promise<T> => {
  for (let round = 1; ; round += 1) {
    try {
      return await attempt();
    } catch (error) {
      if (!(error instanceof VersionConflictError) || round >= MAX_ATTEMPTS) throw error;
    }
  }
};

/**
 * Stops the app for the whole site, in one transaction: the registry says so to events, schedules and steps, the index is empty
 * and takes in nothing any more, what was known of the site is empty, and no step of the backfill is left. Nothing is in between,
 * and whoever is at work at that moment finds that its records have moved on. Stopped already: gives that.
 */
export const stop = (now: EpochMs): Promise<Stopped> =>
  again(async () => {
    const registry = await readRegistry();
    if (registry.stopped !== undefined) return registry.stopped;
    const [root, site, backfill] = await Promise.all([readRoot(), readSiteHead(), endedBackfillWrite()]);
    const index = sealedAfter(root);
    const lists = [
      retire(index.version, valuesOf(root), now),
      retire(swapOf(site.version + 1), site.head === undefined ? [] : keysOf(site.head), now),
    ];
    const stopped = { at: now, lists: lists.map(({ key }) => key), upTo: root.version, siteUpTo: site.version };
    const writes = [registryWrite({ ...registry, stopped }), rootWrite(index), emptySiteWrite(site.version), backfill];
    await writeHeads(writes, lists);
    return stopped;
  });

/** Notes that nothing of this stop is left to remove. */
export const noteRemoved = ({ at }: Stopped, now: EpochMs): Promise<void> =>
  again(async () => {
    const registry = await readRegistry();
    const { stopped } = registry;
    if (stopped?.at !== at || stopped.removedAt !== undefined) return;
    await writeHeads([registryWrite({ ...registry, stopped: { ...stopped, removedAt: now } })]);
  });

/** Takes the stop back, in one transaction; the programs' projects are read as soon as somebody asks for that. */
export const endStop = (now: EpochMs): Promise<void> =>
  again(async () => {
    const { stopped: _, ...registry } = await readRegistry();
    if (_ === undefined) return;
    const root = await readRoot();
    await writeHeads([registryWrite(registry), ...(isSealed(root) ? [rootWrite(unsealedAfter(root, now))] : [])]);
  });
