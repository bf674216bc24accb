import type { ProjectId, WorkItemId } from '../../core/ids.ts';
import { readDirectory } from './directory.ts';
import { editRows, partsOf, touchedParts } from './edit-parts.ts';
import { editsOf } from './fold-edits.ts';
import { mergeLog } from './log.ts';
import type { IndexView } from './open-index.ts';
import { bytesOf, pendingOf } from './root.ts';
import { THIN } from './tiers.ts';

/** The ids of all items that the index has of a project. */
export const listIds = async (view: IndexView, projectId: ProjectId): Promise<readonly WorkItemId[]> => [
  ...(await view.readStructure(new Set([projectId]))).keys(),
];

/** How many items the index has of each project: exactly those that `listIds` gives. Projects without any are absent. */
export const countEntries = async ({ root, texts }: IndexView): Promise<ReadonlyMap<ProjectId, number>> => {
  const pending = pendingOf(root);
  await texts.load(pending);
  const log = mergeLog(pending, texts);
  const ids = [...log.keys()];
  const { thin } = editsOf(ids, await readDirectory(root, ids, texts), log);
  await texts.load(partsOf(touchedParts(THIN, root, thin)));
  const edited = editRows(THIN, thin, root, texts);
  const isEdited = new Set(edited.map(({ part }) => part));
  const counts = new Map<ProjectId, number>();
  const add = (project: ProjectId, rows: number): void => {
    if (rows > 0) counts.set(project, (counts.get(project) ?? 0) + rows);
  };
  for (const part of root.parts) if (part.tier === 'thin' && !isEdited.has(part)) add(part.scope, part.rows);
  for (const { scope, rows } of edited) add(scope, rows.length);
  return counts;
};

/** What the index takes in storage, each value rounded up to 100 bytes; without the root, copies, and what waits for deletion. */
export interface StorageTotals {
  readonly values: number;
  readonly bytes: number;
}

export const storageTotals = ({ root: { parts, segments } }: IndexView): StorageTotals => ({
  values: parts.length + segments.length,
  bytes: bytesOf([...parts, ...segments]),
});
