import type { ProjectId } from '../../core/ids.ts';
import { indexedProjects } from '../backfill/request.ts';
import { isDead } from '../entry/directory-block.ts';
import { mergeLog } from '../store/log.ts';
import { openIndex } from '../store/open-index.ts';
import { pendingOf } from '../store/root.ts';

/** Projects in which the index has work whose changes have to be found. */
export interface Searched {
  /** Of the programs: all of their work is in the index. */
  readonly indexed: readonly ProjectId[];
  /** These, and those in which it has neighbours only. */
  readonly all: readonly ProjectId[];
}

export const listSearched = async (): Promise<Searched> => {
  const [indexed, { root, texts }] = await Promise.all([indexedProjects(), openIndex()]);
  if (indexed.length === 0) return { indexed, all: [] };
  const pending = pendingOf(root);
  await texts.load(pending);
  const logged = [...mergeLog(pending, texts).values()].flatMap(({ row }) => (isDead(row) ? [] : row.projectId));
  const stored = root.parts.flatMap(({ tier, scope, rows }) => (tier === 'thin' && rows > 0 ? scope : []));
  return { indexed, all: [...new Set([...indexed, ...stored, ...logged])] };
};
