import type { EpochMs, WorkItemId } from '../../core/ids.ts';
import { BudgetSpentError } from '../../jira/errors.ts';
import type { Job } from '../job.ts';
import type { ReadBatch } from '../reading/read-batch.ts';
import { findKnownIds } from '../store/known-ids.ts';
import { openIndex } from '../store/open-index.ts';
import { writeEntries } from '../store/write-entries.ts';
import { bringFacts } from './bring-facts.ts';
import { findUnread } from '../around/find-unread.ts';
import { followAround } from './follow-around.ts';
import { findInside, findLostWith } from './lost-with.ts';
import { setMarks } from './mark.ts';
import type { SiteMark } from '../../storage/index-marks.ts';
import type { Taken } from './marks.ts';
import type { RunPlan } from './plan-run.ts';
import { openReader, type Reader } from './reader.ts';
import { pointsLeft, POINTS_BESIDE } from './run-points.ts';
import { readShards } from '../../storage/index-marks.ts';
import { removeTaken } from './shards.ts';
import { takeMarks } from './take.ts';

/** A pass with histories takes some seconds; under this no other is begun. */
const PASS_MS = 20_000;
/** After Jira could not give some items. */
const FAILED_AGAIN_MS = 60_000;
/** After a step whose points did not suffice for anything: the hour's account may have learnt more by then. */
const POOR_REST_MS = 300_000;

/** What a run of the consumer did. */
export interface Brought {
  readonly items: number;
  readonly gone: number;
  /** Of both, what was marked when the run began: what it found around itself says nothing of how much changes. */
  readonly announced: number;
  /** When to come again for what is left; undefined where nothing is, or where a new mark calls for itself. */
  readonly againAt: EpochMs | undefined;
  /** Nothing would come of a run before, whoever calls for it; absent: nothing speaks against it. */
  readonly restUntil?: EpochMs;
  /** The size of the smallest pass that its points did not suffice for. */
  readonly failed?: number;
}

/** The ids to be asked for: those of other projects only where the index has them. */
const idsOf = async ({ ids, farIds }: Taken): Promise<readonly WorkItemId[]> => {
  if (farIds.size === 0) return [...ids.keys()];
  const known = await findKnownIds(await openIndex(), [...farIds.keys()]);
  return [...ids.keys(), ...known];
};

interface Items extends ReadBatch {
  /** Whether others turned out to be read too; they are marked. */
  readonly isMore: boolean;
}

/** Brings these items in as Jira has them. */
const bringItems = async (reader: Reader, ids: readonly WorkItemId[]): Promise<Items> => {
  const batch = await reader.read(ids);
  // Before the index forgets what went with them.
  const lost = batch.goneIds.length === 0 ? [] : await findLostWith(await openIndex(), batch.goneIds);
  if (lost.length > 0) await setMarks({ ids: lost }, Date.now());
  await writeEntries(batch, Date.now());
  const unread = await findUnread(batch);
  if (unread !== undefined) await setMarks(unread, Date.now());
  return { ...batch, isMore: lost.length > 0 || unread !== undefined };
};

interface Pass {
  readonly items: number;
  readonly gone: number;
  readonly isMore: boolean;
  /** Whether it marked what work of the programs leads to. */
  readonly isAround: boolean;
  readonly againAt: EpochMs | undefined;
}

const without = <Key>(marks: ReadonlyMap<Key, EpochMs>, left: ReadonlySet<Key>): ReadonlyMap<Key, EpochMs> =>
  new Map([...marks].filter(([key]) => !left.has(key)));

/** Marks that are worked off: not of what Jira did not give just now, nor of what is to be read later. */
const doneOf = (taken: Taken, failedIds: ReadonlySet<WorkItemId>, leftMarks: ReadonlySet<SiteMark>): Taken => ({
  ids: without(taken.ids, failedIds),
  farIds: without(taken.farIds, failedIds),
  site: without(taken.site, leftMarks),
});

const runPass = async (job: Job, limit: number): Promise<Pass | undefined> => {
  const shards = await readShards();
  const { isAll, ...marks } = takeMarks(shards, limit);
  if (marks.ids.size + marks.farIds.size + marks.site.size === 0) return undefined;
  const ids = await idsOf(marks);
  const facts = ids.length + marks.site.size === 0 ? undefined : await bringFacts(job, marks.site);
  const inside = await findInside([...marks.site.keys()]);
  if (inside.length > 0) await setMarks({ ids: inside }, Date.now());
  const site = facts?.site;
  const batch = site === undefined || ids.length === 0 ? undefined : await bringItems(await openReader(job, site), ids);
  const unread = batch === undefined ? ids : batch.failedIds;
  const around = await followAround(job, marks);
  const left = new Set([...(facts?.left?.marks ?? []), ...(around.isLeft ? (['around'] as const) : [])]);
  await removeTaken(shards, doneOf(marks, new Set(unread), left));
  // Where there is no site nothing can be read; where items could not be read, what is around waits for them.
  const isFree = unread.length === 0;
  const isMore = !isAll || inside.length > 0 || batch?.isMore === true || (around.isMore && isFree);
  const failedAt = batch === undefined || batch.failedIds.length === 0 ? undefined : Date.now() + FAILED_AGAIN_MS;
  return {
    items: batch?.entries.length ?? 0,
    gone: batch?.goneIds.length ?? 0,
    isAround: around.isMore,
    isMore: isMore && (ids.length === 0 || batch !== undefined),
    againAt: facts?.left?.againAt ?? around.againAt ?? failedAt,
  };
};

/** A pass; undefined where its points did not suffice, which leaves its marks as they were. */
const tryPass = async (job: Job, limit: number): Promise<Pass | 'nothing' | undefined> => {
  try {
    return (await runPass(job, limit)) ?? 'nothing';
  } catch (error) {
    if (error instanceof BudgetSpentError) return undefined;
    throw error;
  }
};

/** Where points or time are used up: the next step goes on, at once if this one got anywhere. */
const cutOff = (brought: Brought): Brought => {
  if (brought.items + brought.gone > 0) return { ...brought, againAt: Date.now() };
  const until = Date.now() + POOR_REST_MS;
  return { ...brought, againAt: until, restUntil: until };
};

/**
 * Reads what is marked, writes it to the index, and takes exactly those marks away: in passes of 1,000 while there are marks, time
 * and points, of which an item may take `pointsAnItem`. A pass that they do not suffice for is made smaller. Whatever ends it in
 * between, the marks of what was not written are still there. Throws the errors of Jira and storage.
 */
export const readMarked = async (
  job: Job,
  { most, pointsAnItem }: Pick<RunPlan, 'most' | 'pointsAnItem'>,
): Promise<Brought> => {
  let brought: Brought = { items: 0, gone: 0, announced: 0, againAt: undefined };
  let isAround = false;
  for (;;) {
    const { failed } = brought;
    const largest = failed === undefined ? most : failed / 2;
    const limit = Math.floor(Math.min(largest, (pointsLeft(job) - POINTS_BESIDE) / pointsAnItem));
    if (limit < 1) return cutOff(brought);
    if (brought.items + brought.gone > 0 && job.remainingMs() <= PASS_MS) return cutOff(brought);
    const pass = await tryPass(job, limit);
    if (pass === 'nothing') return brought;
    if (pass === undefined) {
      brought = { ...brought, failed: limit };
      continue;
    }
    const againAt = brought.againAt ?? pass.againAt;
    const announced = brought.announced + (isAround ? 0 : pass.items + pass.gone);
    brought = { ...brought, items: brought.items + pass.items, gone: brought.gone + pass.gone, announced, againAt };
    isAround ||= pass.isAround;
    if (!pass.isMore) return brought;
  }
};
