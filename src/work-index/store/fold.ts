import type { EpochMs, WorkItemId } from '../../core/ids.ts';
import { VersionConflictError } from '../../storage/errors.ts';
import type { FreshText } from '../../storage/head.ts';
import { TRANSACTION_OPERATIONS } from '../../storage/values.ts';
import type { DirectoryRow } from '../entry/directory-block.ts';
import { compareIds } from '../entry/entry.ts';
import { readDirectory } from './directory.ts';
import { editParts, partsOf, touchedParts, type PartChanges } from './edit-parts.ts';
import { directoryEdits, editsOf } from './fold-edits.ts';
import { mergeLog, type Log } from './log.ts';
import { retire } from './retired.ts';
import { bytesOf, keyOf, pendingOf, readRoot, swapRoot, type Root, type ValueRef } from './root.ts';
import { createTexts, type Texts } from './texts.ts';
import { DIRECTORY, ENTRY, FAMILY, THIN } from './tiers.ts';

/** Of the log that every reading carries, in a small index: 4 units of storage. */
const PENDING_BYTES = 40_000;
const PENDING_SEGMENTS = 24;
/** In an index of so many bytes the log may be twice as long, as folding it touches so many more parts; never longer than thrice. */
const DOUBLE_AT_BYTES = 5_000_000;
const MAX_STRETCH = 3;
/** Folded batches that are kept for `changesSince`: an hour of a site that changes all the time, days of a quiet one. */
const KEPT_SEGMENTS = 600;
/** Of one swap: the root and the list of what it retires are the other two. */
const MAX_FRESH = TRANSACTION_OPERATIONS - 2;
/** Ids of one swap, before it shows how many parts they touch. */
const GROUP = 250;
/** Rows of the directory of one swap. */
const BATCH_ROWS = 4_000;
/** Each new start means that another writer folded meanwhile. */
const MAX_STARTS = 10;
const MAX_ATTEMPTS = 40;

/** Another writer changed parts: what was planned on the old ones is void. */
class FoldedElsewhereError extends Error {}

interface Folding {
  readonly log: Log;
  readonly known: ReadonlyMap<WorkItemId, DirectoryRow>;
  readonly texts: Texts;
  readonly now: EpochMs;
  /** The version up to which the log is being folded. */
  readonly upTo: number;
  root: Root;
}

interface Plan {
  readonly changes: Partial<Root>;
  readonly texts: readonly FreshText[];
  readonly retired: readonly ValueRef[];
}
/** Parts stay as they are while only others' batches are appended; the numbers of new values follow the root's. */
type MakePlan = (root: Root) => Plan;

/** Swaps in what was planned; batches that others appended meanwhile stay pending and do no harm. */
const swap = async (folding: Folding, first: Plan, plan: MakePlan): Promise<void> => {
  let planned = first;
  for (let attempt = 1; ; attempt += 1) {
    const { root, now } = folding;
    const { changes, texts, retired } = planned;
    const list = retired.length === 0 ? [] : [retire(root.version + 1, retired.map(keyOf), now)];
    try {
      folding.root = await swapRoot(root, changes, [...texts, ...list]);
      folding.texts.keep(texts);
      return;
    } catch (error) {
      if (!(error instanceof VersionConflictError) || attempt >= MAX_ATTEMPTS) throw error;
      const newer = await readRoot();
      if (newer.partsVersion !== root.partsVersion) throw new FoldedElsewhereError();
      folding.root = newer;
      planned = plan(newer);
    }
  }
};

const planOf = (root: Root, edits: readonly PartChanges[]): Plan => {
  const gone = new Set(edits.flatMap((one) => one.gone));
  const kept = root.parts.filter((part) => !gone.has(part));
  return {
    changes: {
      parts: [...kept, ...edits.flatMap((one) => one.fresh)],
      partsVersion: root.version + 1,
      partsAt: Date.now(),
    },
    texts: edits.flatMap((one) => one.texts),
    retired: [...gone],
  };
};

/** Swaps ids in by halves until what they touch fits into one transaction. */
const inHalves = async (
  ids: readonly WorkItemId[],
  fold: (half: readonly WorkItemId[]) => Promise<void>,
): Promise<void> => {
  const half = Math.ceil(ids.length / 2);
  await fold(ids.slice(0, half));
  await fold(ids.slice(half));
};

/** Brings some ids' detail, rollup and children to their parts. */
const foldDetail = async (ids: readonly WorkItemId[], folding: Folding): Promise<void> => {
  const { texts, known, log } = folding;
  const { entry, thin, family } = editsOf(ids, known, log);
  const touched = [
    ...touchedParts(ENTRY, folding.root, entry),
    ...touchedParts(THIN, folding.root, thin),
    ...touchedParts(FAMILY, folding.root, family),
  ];
  const again = (half: readonly WorkItemId[]): Promise<void> => foldDetail(half, folding);
  if (ids.length > 1 && touched.length > MAX_FRESH) return inHalves(ids, again);
  await texts.load(partsOf(touched));
  const plan: MakePlan = (root) => {
    const entries = editParts(ENTRY, entry, { root, texts, firstNo: 0 });
    const thins = editParts(THIN, thin, { root, texts, firstNo: entries.texts.length });
    const firstNo = entries.texts.length + thins.texts.length;
    return planOf(root, [entries, thins, editParts(FAMILY, family, { root, texts, firstNo })]);
  };
  const first = plan(folding.root);
  if (ids.length > 1 && first.texts.length > MAX_FRESH) return inHalves(ids, again);
  return swap(folding, first, plan);
};

/** Brings some ids' rows to the directory. */
const foldDirectory = async (ids: readonly WorkItemId[], folding: Folding): Promise<void> => {
  const { texts, log, now } = folding;
  const edits = directoryEdits(ids, log, now);
  const touched = [...touchedParts(DIRECTORY, folding.root, edits)];
  const again = (half: readonly WorkItemId[]): Promise<void> => foldDirectory(half, folding);
  if (ids.length > 1 && touched.length > MAX_FRESH) return inHalves(ids, again);
  await texts.load(partsOf(touched));
  const plan: MakePlan = (root) => planOf(root, [editParts(DIRECTORY, edits, { root, texts, firstNo: 0 })]);
  const first = plan(folding.root);
  if (ids.length > 1 && first.texts.length > MAX_FRESH) return inHalves(ids, again);
  return swap(folding, first, plan);
};

/** Declares the log folded: the last step, after which nothing lies over the parts but what came meanwhile. */
const finish = (folding: Folding): Promise<void> => {
  const plan: MakePlan = (root) => {
    const folded = root.segments.filter((segment) => segment.version <= folding.upTo);
    const dropped = folded.slice(0, Math.max(0, folded.length - KEPT_SEGMENTS));
    const segments = root.segments.filter((segment) => !dropped.includes(segment));
    const { version: floor, at: floorAt } = dropped.at(-1) ?? { version: root.floor, at: root.floorAt };
    const changes = { folded: folding.upTo, floor, floorAt, segments, partsVersion: root.version + 1 };
    return { changes, texts: [], retired: dropped };
  };
  return swap(folding, plan(folding.root), plan);
};

const foldOnce = async (root: Root, now: EpochMs, texts: Texts): Promise<void> => {
  const pending = pendingOf(root);
  const upTo = pending.at(-1)?.version;
  if (upTo === undefined) return;
  await texts.load(pending);
  const log = mergeLog(pending, texts);
  const ids = [...log.keys()].sort(compareIds);
  const known = await readDirectory(root, ids, texts);
  const folding: Folding = { log, known, texts, now, upTo, root };
  const projectOf = (id: WorkItemId): string => log.get(id)?.row.projectId ?? '';
  const byProject = [...ids].sort((a, b) => (projectOf(a) < projectOf(b) ? -1 : projectOf(a) > projectOf(b) ? 1 : 0));
  for (let at = 0; at < ids.length; at += GROUP) await foldDetail(byProject.slice(at, at + GROUP), folding);
  for (let at = 0; at < ids.length; at += BATCH_ROWS) await foldDirectory(ids.slice(at, at + BATCH_ROWS), folding);
  await finish(folding);
};

/**
 * Folds the log into the parts. Every step is a swap of its own after which the index reads the same: the log lies over the
 * parts until the last one. Cut off anywhere, the next folding does all of it again, to the same end.
 */
export const foldLog = async (now: EpochMs, texts: Texts = createTexts()): Promise<void> => {
  for (let start = 1; ; start += 1) {
    try {
      await foldOnce(await readRoot(), now, texts);
      return;
    } catch (error) {
      if (!(error instanceof FoldedElsewhereError) || start >= MAX_STARTS) throw error;
    }
  }
};

/** Folds the log where it has grown longer than a reading should carry. `texts`: what was read already. */
export const foldIfDue = async (now: EpochMs, texts: Texts = createTexts()): Promise<void> => {
  const root = await readRoot();
  const pending = pendingOf(root);
  const stretch = Math.min(MAX_STRETCH, 1 + bytesOf(root.parts) / DOUBLE_AT_BYTES);
  const isLong = bytesOf(pending) > PENDING_BYTES * stretch || pending.length > PENDING_SEGMENTS * stretch;
  if (isLong) await foldLog(now, texts);
};
