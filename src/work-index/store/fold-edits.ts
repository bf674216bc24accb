import type { EpochMs, WorkItemId } from '../../core/ids.ts';
import { isDead, type DirectoryRow } from '../entry/directory-block.ts';
import type { Entry, Place } from '../entry/entry.ts';
import type { FamilyRow } from '../entry/family-block.ts';
import { thinOf, type ThinRow } from '../entry/thin-block.ts';
import { addEdit, type Edit, type Edits } from './edit-parts.ts';
import type { Logged } from './log.ts';
import { scopeOf, SITE } from './tiers.ts';

/** No reading takes so long that it could bring back what was missed that long ago. */
const TOMBSTONE_MS = 30 * 86_400_000;

/** What folding some ids does to the tiers beside the directory. */
export interface TierEdits {
  readonly entry: Edits<Entry>;
  readonly thin: Edits<ThinRow>;
  readonly family: Edits<FamilyRow>;
}

const put =
  <Row>(row: Row): Edit<Row> =>
  () =>
    row;
const remove = (): undefined => undefined;

const withChild =
  (parentId: WorkItemId, childId: WorkItemId): Edit<FamilyRow> =>
  (row) => ({ id: parentId, childIds: [...(row?.childIds ?? []).filter((id) => id !== childId), childId] });
const withoutChild =
  (childId: WorkItemId): Edit<FamilyRow> =>
  (row) => {
    const childIds = (row?.childIds ?? []).filter((id) => id !== childId);
    return row === undefined || childIds.length === 0 ? undefined : { ...row, childIds };
  };

/**
 * Takes an id from wherever it was, by the directory and by each batch of the log (an earlier folding may have been cut off on
 * the way), and puts it where it is now. Doing it twice is doing it once.
 */
const editsOfOne = (edits: TierEdits, before: DirectoryRow | undefined, logged: Logged): void => {
  const { row, entry } = logged;
  const { id, parentId } = row;
  const isThere = !isDead(row);
  const was: readonly Place[] = [...(before === undefined ? [] : [before]), ...logged.places];
  const scopes = new Set(was.map(scopeOf));
  const projects = new Set(was.map((place) => place.projectId));
  const parents = new Set([...(before?.parentId === undefined ? [] : [before.parentId]), ...logged.parentIds]);
  if (isThere) {
    scopes.delete(scopeOf(row));
    projects.delete(row.projectId);
    if (parentId !== undefined) parents.delete(parentId);
  }
  for (const scope of scopes) addEdit(edits.entry, scope, id, remove);
  for (const project of projects) addEdit(edits.thin, project, id, remove);
  for (const parent of parents) addEdit(edits.family, SITE, parent, withoutChild(id));
  if (!isThere) return;
  if (entry !== undefined) {
    addEdit(edits.entry, scopeOf(row), id, put(entry));
    addEdit(edits.thin, row.projectId, id, put(thinOf(entry)));
  }
  if (parentId !== undefined) addEdit(edits.family, SITE, parentId, withChild(parentId, id));
};

export const editsOf = (
  ids: readonly WorkItemId[],
  known: ReadonlyMap<WorkItemId, DirectoryRow>,
  log: ReadonlyMap<WorkItemId, Logged>,
): TierEdits => {
  const edits: TierEdits = { entry: new Map(), thin: new Map(), family: new Map() };
  for (const id of ids) {
    const logged = log.get(id);
    if (logged !== undefined) editsOfOne(edits, known.get(id), logged);
  }
  return edits;
};

/** The directory's own rows, without those that were gone long ago. */
export const directoryEdits = (
  ids: readonly WorkItemId[],
  log: ReadonlyMap<WorkItemId, Logged>,
  now: EpochMs,
): Edits<DirectoryRow> => {
  const edits: Edits<DirectoryRow> = new Map();
  for (const id of ids) {
    const row = log.get(id)?.row;
    if (row === undefined) continue;
    const isOver = isDead(row) && row.goneAt < now - TOMBSTONE_MS;
    addEdit(edits, SITE, id, isOver ? remove : put(row));
  }
  return edits;
};
