import type { WorkItemId } from '../../core/ids.ts';
import { packIds, unpackIds } from '../../core/columns/columns.ts';
import { compareIds } from './entry.ts';
import { toBlock, upgradeBlock, type Block } from './format.ts';

/** A parent's children, in whichever project they are. */
export interface FamilyRow {
  readonly id: WorkItemId;
  readonly childIds: readonly WorkItemId[];
}

interface FamilyColumns {
  readonly id: readonly (string | number)[];
  readonly children: readonly (readonly (string | number)[])[];
}

export const packFamily = (rows: readonly FamilyRow[]): Block => {
  const sorted = [...rows].sort((a, b) => compareIds(a.id, b.id));
  const columns: FamilyColumns = {
    id: packIds(sorted.map((row) => row.id)),
    children: sorted.map((row) => packIds([...row.childIds].sort(compareIds))),
  };
  return toBlock(sorted.length, { ...columns });
};

/** The rows of a stored block, in the order of their ids; throws UnknownFormatError. */
export const unpackFamily = (stored: unknown): readonly FamilyRow[] => {
  // Written by packFamily, brought to today's format.
  const columns = upgradeBlock(stored).c as unknown as FamilyColumns;
  return unpackIds(columns.id).map((id, row) => ({ id, childIds: unpackIds(columns.children[row] ?? []) }));
};
