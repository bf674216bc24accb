import type { EpochMs } from '../../core/ids.ts';
import type { JiraClient } from '../../jira/client.ts';
import { ACCESS_KEYS } from '../../storage/access.ts';
import { CLAIMS } from '../../storage/access-claims.ts';
import { MARK_KEYS } from '../../storage/index-marks.ts';
import { deletePrograms, listProgramRecords } from '../../storage/programs.ts';
import type { Stopped } from '../../storage/registry.ts';
import { SYNC_KEY } from '../../storage/sync-head.ts';
import { emptyHead } from '../../storage/update-head.ts';
import { UPKEEP } from '../../storage/upkeep.ts';
import { deleteByPrefix } from '../../storage/values.ts';
import { SITE_PREFIX } from '../site/write-site.ts';
import { COPY_PREFIXES } from '../store/copies.ts';
import { deleteAllRetired, deleteVersions } from '../store/delete-left.ts';
import { deleteRetired } from '../store/retired.ts';
import { VALUE_PREFIX } from '../store/root.ts';
import { LEFT_IN_JIRA } from './left-in-jira.ts';
import { noteRemoved, stop } from './stop.ts';

/** Records whose content goes. Not: the quota's pause and account, the last personal-data report, the hashes
 * of erased accounts, the installation's secret. */
const EMPTIED: readonly string[] = [UPKEEP, SYNC_KEY, CLAIMS, ...ACCESS_KEYS, ...MARK_KEYS];
/** Under this nothing more is begun: the same is asked again. */
const MIN_MS = 6_000;
/** A query shows what was written just before (platform.md 1.2: "eventually") surely after so long: only then nothing is left. */
const SETTLED_MS = 30_000;

export interface LeavingNeeds {
  readonly app: JiraClient;
  readonly now: EpochMs;
  readonly remainingMs: () => number;
  /** Whether the programs go too. */
  readonly withPrograms: boolean;
}
/** What this call removed. */
export interface Removed {
  /** Values of the index and of what was known of the site, and copies of them. */
  readonly values: number;
  readonly copies: number;
  /** Records: marks, counters, facts about access, how far upkeep is. */
  readonly records: number;
  readonly programs: number;
  /** In Jira, by what it is. */
  readonly inJira: readonly { readonly name: string; readonly count: number }[];
}
export interface Leaving {
  /** False where time ran out, or where queries may not show all yet: the same is to be asked again, and goes on. */
  readonly isDone: boolean;
  /** How long to wait before that. */
  readonly againMs?: number;
  readonly removed: Removed;
  /** Programs that are still stored. */
  readonly programsLeft: number;
}

const removeValues = async ({ lists, at, upTo, siteUpTo }: Stopped): Promise<number> => {
  const listed = await deleteRetired(lists);
  const old = await deleteAllRetired(at);
  const lost = (await deleteVersions(VALUE_PREFIX, upTo)) + (await deleteVersions(SITE_PREFIX, siteUpTo));
  return listed + old + lost;
};

const removeCopies = async (): Promise<number> => {
  let removed = 0;
  for (const prefix of COPY_PREFIXES) removed += await deleteByPrefix(prefix);
  return removed;
};

const emptyRecords = async (): Promise<number> =>
  (await Promise.all(EMPTIED.map(emptyHead))).filter((held) => held).length;

/**
 * Stops the app and removes what it stored, part by part: each may be cut off anywhere and done again, and none touches what an
 * administrator who starts it again meanwhile has stored since. What would stay behind in Jira goes first after the stop.
 */
export const prepareUninstall = async ({ app, now, remainingMs, withPrograms }: LeavingNeeds): Promise<Leaving> => {
  const stopped = await stop(now);
  let isDone = true;
  const inTime = async <T>(none: T, remove: () => Promise<T>): Promise<T> => {
    isDone &&= remainingMs() > MIN_MS;
    return isDone ? remove() : none;
  };
  const inJira: { name: string; count: number }[] = [];
  for (const { name, remove } of LEFT_IN_JIRA) inJira.push({ name, count: await inTime(0, () => remove(app)) });
  const values = await inTime(0, () => removeValues(stopped));
  const copies = await inTime(0, removeCopies);
  const records = await inTime(0, emptyRecords);
  const programs = withPrograms ? await inTime(0, deletePrograms) : 0;
  const { length: programsLeft } = await listProgramRecords();
  const removed = { values, copies, records, programs, inJira };
  const againMs = isDone ? Math.max(0, stopped.at + SETTLED_MS - now) : 0;
  if (!isDone || againMs > 0) return { isDone: false, againMs, removed, programsLeft };
  await noteRemoved(stopped, now);
  return { isDone: true, removed, programsLeft };
};
