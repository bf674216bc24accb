import type { WorkItemId } from '../../core/ids.ts';
import type { DirectoryRow } from '../entry/directory-block.ts';
import type { Root } from './root.ts';
import type { Texts } from './texts.ts';
import { DIRECTORY, partFinder, SITE } from './tiers.ts';

/** The directory's rows of these ids, without what the log says; ids that it does not have are absent. */
export const readDirectory = async (
  root: Root,
  ids: readonly WorkItemId[],
  texts: Texts,
): Promise<ReadonlyMap<WorkItemId, DirectoryRow>> => {
  const find = partFinder(root);
  const parts = [...new Set(ids.flatMap((id) => find('directory', SITE, id) ?? []))];
  await texts.load(parts);
  const wanted = new Set(ids);
  const rows = parts.flatMap((part) => DIRECTORY.unpack(texts.get(part), SITE));
  return new Map(rows.filter((row) => wanted.has(row.id)).map((row) => [row.id, row]));
};
