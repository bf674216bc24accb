import { packDirectory, unpackDirectory, type DirectoryRow } from '../entry/directory-block.ts';
import { packEntries, unpackEntries } from '../entry/entry-block.ts';
import { compareIds, type Entry, type Place } from '../entry/entry.ts';
import { packFamily, unpackFamily, type FamilyRow } from '../entry/family-block.ts';
import type { Block } from '../entry/format.ts';
import { packThin, unpackThin, type ThinRow } from '../entry/thin-block.ts';
import type { PartRef, Root, TierName } from './root.ts';

export interface Tier<Row> {
  readonly name: TierName;
  /** A part with more rows is divided. More rows compress better, fewer cost less to change. */
  readonly maxRows: number;
  readonly idOf: (row: Row) => string;
  readonly pack: (rows: readonly Row[]) => Block;
  /** A block that was packed in that scope. */
  readonly unpack: (stored: unknown, scope: string) => readonly Row[];
}

export const DIRECTORY: Tier<DirectoryRow> = {
  name: 'directory',
  maxRows: 1_000,
  idOf: (row) => row.id,
  pack: packDirectory,
  unpack: unpackDirectory,
};
export const FAMILY: Tier<FamilyRow> = {
  name: 'family',
  maxRows: 1_000,
  idOf: (row) => row.id,
  pack: packFamily,
  unpack: unpackFamily,
};
export const THIN: Tier<ThinRow> = {
  name: 'thin',
  maxRows: 2_000,
  idOf: (row) => row.id,
  pack: packThin,
  unpack: unpackThin,
};
export const ENTRY: Tier<Entry> = {
  name: 'entry',
  maxRows: 500,
  idOf: (row) => row.item.id,
  pack: packEntries,
  unpack: unpackEntries,
};

/** The directory and the families are of the whole site. */
export const SITE = '';
export const scopeOf = ({ projectId, bucket }: Place): string => `${projectId} ${bucket}`;
export const placeOfScope = (scope: string): Place => {
  const at = scope.lastIndexOf(' ');
  return { projectId: scope.slice(0, at), bucket: scope.slice(at + 1) };
};

/** Finds the part of a scope that an id belongs to: the last one that begins at or before it, else the first. */
export type FindPart = (tier: TierName, scope: string, id: string) => PartRef | undefined;

export const partFinder = (root: Root): FindPart => {
  const scopes = new Map<string, PartRef[]>();
  for (const part of root.parts) {
    const name = `${part.tier}/${part.scope}`;
    const parts = scopes.get(name);
    if (parts === undefined) scopes.set(name, [part]);
    else parts.push(part);
  }
  return (tier, scope, id) => {
    const parts = scopes.get(`${tier}/${scope}`) ?? [];
    return parts.findLast((part) => compareIds(part.from, id) <= 0) ?? parts[0];
  };
};
