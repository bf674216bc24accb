import type { BoardScope, Tied } from '../../core/board/universe.ts';
import { findMissing } from '../../core/board/universe.ts';
import type { WorkItemId } from '../../core/ids.ts';
import type { Period } from '../../core/period/period.ts';
import type { Entry } from '../entry/entry.ts';
import type { ThinRow } from '../entry/thin-block.ts';
import type { IndexView } from '../store/open-index.ts';
import { readEntries } from '../store/read-entries.ts';
import { readFamilies } from '../store/read-families.ts';
import { bringUpToNow, loadSince, type Far } from './far.ts';

/** Steps up and down that reach everything: levels of a hierarchy, and what is beside them. */
const MAX_ROUNDS = 8;

/** What the index has for the board of a period, whoever looks: to be cut before anything is computed from it. */
export interface Work {
  readonly detail: ReadonlyMap<WorkItemId, Entry>;
  /** What of it belongs to the period by its own state, not for the sake of other work. */
  readonly ofPeriod: ReadonlySet<WorkItemId>;
  /** Of the program's projects; none of it is in `detail`. */
  readonly thin: ReadonlyMap<WorkItemId, ThinRow>;
  readonly far: Far;
  /** Whether `far` was made for this reading. */
  readonly isFarNew: boolean;
}

const tiedOf = (entries: ReadonlyMap<WorkItemId, Entry>): ReadonlyMap<WorkItemId, Tied> =>
  new Map([...entries].map(([id, { item }]) => [id, item]));

const without = <T>(rows: ReadonlyMap<WorkItemId, T>, ids: { has(id: WorkItemId): boolean }): Map<WorkItemId, T> =>
  new Map([...rows].filter(([id]) => !ids.has(id)));

/** Reads what is missing around what is known, until nothing is. */
const complete = async (
  view: IndexView,
  known: { readonly detail: ReadonlyMap<WorkItemId, Entry>; readonly thin: ReadonlyMap<WorkItemId, ThinRow> },
  far: Far,
  { scope, wanted }: { readonly scope: BoardScope; readonly wanted: Iterable<WorkItemId> },
): Promise<Far> => {
  const entries = new Map(far.entries);
  const absent = new Set(far.absent);
  const asked = new Set<WorkItemId>();
  let missing = new Set<WorkItemId>(wanted);
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    const ids = [...missing].filter((id) => !entries.has(id) && !absent.has(id));
    const found = await readEntries(view, ids);
    for (const id of ids) {
      const entry = found.get(id);
      if (entry === undefined) absent.add(id);
      else entries.set(id, entry);
    }
    const detail = new Map([...entries, ...known.detail]);
    const parents = [...detail.values()].filter(({ item }) => item.type.level >= 1 && !asked.has(item.id));
    const parentIds = new Set(parents.map(({ item }) => item.id));
    for (const id of parentIds) asked.add(id);
    const children = parentIds.size === 0 ? new Set<WorkItemId>() : await readFamilies(view, parentIds);
    missing = new Set(
      [...findMissing(tiedOf(detail), known.thin, scope), ...children].filter(
        (id) => !absent.has(id) && !detail.has(id) && !(children.has(id) && known.thin.has(id)),
      ),
    );
    if (missing.size === 0) break;
  }
  return { version: view.root.version, entries, absent };
};

/**
 * Reads what the board of a period is made of: one round of calls, with `far` as it is stored; more where that is not there or
 * lacks something. `lacking`: ids that turned out to be needed in detail.
 */
export const readWork = async (
  view: IndexView,
  period: Period,
  {
    scope,
    far,
    lacking = [],
  }: { readonly scope: BoardScope; readonly far: Far | undefined; readonly lacking?: readonly WorkItemId[] },
): Promise<Work> => {
  const { projectIds } = scope;
  const [read, rows] = await Promise.all([
    view.readDetail({ projectIds, doneFrom: period.start, doneTo: period.end, withBacklog: true }),
    view.readStructure(projectIds),
    far === undefined ? undefined : loadSince(far, view),
  ]);
  const ofPeriod = new Set(read.keys());
  const board = { has: (id: WorkItemId) => read.has(id) || rows.has(id), projectIds };
  const known = far === undefined ? undefined : bringUpToNow(far, view, board);
  const detail = new Map([...(known?.entries ?? []), ...read]);
  const thin = without(rows, detail);
  const missing = [...findMissing(tiedOf(detail), thin, scope), ...lacking];
  const isKnown = (id: WorkItemId): boolean => detail.has(id) || known?.absent.has(id) === true;
  if (known !== undefined && missing.every(isKnown)) return { detail, ofPeriod, thin, far: known, isFarNew: false };
  const start = known ?? { version: view.root.version, entries: new Map(), absent: new Set() };
  const made = await complete(view, { detail: read, thin }, start, { scope, wanted: missing });
  const all = new Map([...made.entries, ...read]);
  return { detail: all, ofPeriod, thin: without(rows, all), far: made, isFarNew: true };
};
