import type { EpochMs, ProjectId, WorkItemId } from '../../core/ids.ts';
import {
  packDict,
  packIds,
  packNumbers,
  packSteps,
  unpackDict,
  unpackIds,
  unpackNumbers,
  unpackSteps,
  type DictColumn,
} from '../../core/columns/columns.ts';
import { compareIds, type Bucket, type Stamp } from './entry.ts';
import { toBlock, upgradeBlock, type Block } from './format.ts';

/** What the index knows of an id without its detail: where it is kept, what its newest reading was, when it was last missed. */
export interface DirectoryRow extends Stamp {
  readonly id: WorkItemId;
  readonly projectId: ProjectId;
  readonly bucket: Bucket;
  readonly parentId?: WorkItemId;
  /** Of the newest content, to tell a change from a repeat. */
  readonly hash: number;
  /** The latest reading that missed it; 0: none. It is dead while that was started after its newest reading. */
  readonly goneAt: EpochMs;
}

export const isDead = (row: DirectoryRow): boolean => row.goneAt >= row.readAt;

interface DirectoryColumns {
  readonly id: readonly (string | number)[];
  readonly project: DictColumn<string>;
  readonly bucket: DictColumn<string>;
  readonly parent: DictColumn<string>;
  readonly updated: readonly number[];
  readonly readAt: readonly number[];
  readonly hash: readonly number[];
  readonly gone: readonly (number | null)[];
}

export const packDirectory = (rows: readonly DirectoryRow[]): Block => {
  const sorted = [...rows].sort((a, b) => compareIds(a.id, b.id));
  const readAt = sorted.map((row) => row.readAt);
  const columns: DirectoryColumns = {
    id: packIds(sorted.map((row) => row.id)),
    project: packDict(sorted.map((row) => row.projectId)),
    bucket: packDict(sorted.map((row) => row.bucket)),
    parent: packDict(sorted.map((row) => row.parentId)),
    updated: packSteps(sorted.map((row) => row.updated)),
    readAt: packSteps(readAt),
    hash: sorted.map((row) => row.hash),
    gone: packNumbers(
      sorted.map((row) => (row.goneAt === 0 ? undefined : row.goneAt)),
      readAt,
    ),
  };
  return toBlock(sorted.length, { ...columns });
};

/** The rows of a stored block, in the order of their ids; throws UnknownFormatError. */
export const unpackDirectory = (stored: unknown): readonly DirectoryRow[] => {
  // Written by packDirectory, brought to today's format.
  const columns = upgradeBlock(stored).c as unknown as DirectoryColumns;
  const project = unpackDict(columns.project);
  const bucket = unpackDict(columns.bucket);
  const parent = unpackDict(columns.parent);
  const updated = unpackSteps(columns.updated);
  const readAt = unpackSteps(columns.readAt);
  const gone = unpackNumbers(columns.gone, readAt);
  return unpackIds(columns.id).map((id, row): DirectoryRow => {
    const parentId = parent[row];
    return {
      id,
      projectId: project[row] ?? '',
      bucket: bucket[row] ?? '',
      updated: updated[row] ?? 0,
      readAt: readAt[row] ?? 0,
      hash: columns.hash[row] ?? 0,
      goneAt: gone[row] ?? 0,
      ...(parentId === undefined ? {} : { parentId }),
    };
  });
};
