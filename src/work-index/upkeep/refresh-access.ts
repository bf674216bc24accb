import type { EpochMs, ProjectId } from '../../core/ids.ts';
import type { AccessFacts } from '../../core/visibility/access.ts';
import type { JiraClient } from '../../jira/client.ts';
import { readAccessFacts, saveAccessFacts } from '../../storage/access.ts';
import { areSchemesKnownMixed, claimAccess, noteSchemes } from '../../storage/access-claims.ts';
import type { Job } from '../job.ts';
import { openIndex } from '../store/open-index.ts';
import type { ThinRow } from '../entry/thin-block.ts';
import { readAccess, type WantedItem } from '../visible/read-access.ts';

/** Facts hold for ten minutes (PLAIN_FOR_MS): they are read anew before that, so that no view meets old ones. */
const DUE_AFTER_MS = 8 * 60_000;
/** Of what a view needs, whatever is older than this is read together with what is due. */
const ALONG_AFTER_MS = 4 * 60_000;
/** Items of checked projects that are asked for ahead of views: 20 calls, some 20 KB in a record that every view reads. */
const MAX_ITEMS = 20_000;

/** What is not done first, then what was done last: `2026-4` comes before `2026-3`. */
const byUse = (a: ThinRow, b: ThinRow): number =>
  Number(a.category === 'done') - Number(b.category === 'done') ||
  (a.bucket < b.bucket ? 1 : a.bucket > b.bucket ? -1 : 0);

/** Items that the index has of these projects, those that views show most first. */
const listItems = async (projectIds: readonly ProjectId[]): Promise<readonly WantedItem[]> => {
  const index = await openIndex();
  // What is not folded yet is read once, not once a project.
  await index.readStructure(new Set());
  const ofEach = projectIds.map(async (projectId) => {
    const rows = await index.readStructure(new Set([projectId]));
    return [...rows.values()].map((row) => ({ row, projectId }));
  });
  const all = (await Promise.all(ofEach)).flat().sort((a, b) => byUse(a.row, b.row));
  return all.slice(0, MAX_ITEMS).map(({ row, projectId }) => ({ id: row.id, projectId }));
};

/** Reads the access to these projects as the app, and what it sees of those that are checked by item, and stores it. */
export const refreshAccess = async (app: JiraClient, projectIds: readonly ProjectId[], now: EpochMs): Promise<void> => {
  if (projectIds.length === 0) return;
  const known = await areSchemesKnownMixed(now);
  const { facts, areSchemesMixed } = await readAccess(app, { projectIds, now, areSchemesMixed: known, listItems });
  await Promise.all([
    saveAccessFacts(facts, now),
    ...(areSchemesMixed === undefined ? [] : [noteSchemes(areSchemesMixed, now)]),
  ]);
};

const isOlder = (facts: AccessFacts, now: EpochMs, ms: number): ((id: ProjectId) => boolean) => {
  return (id) => Math.abs(now - (facts.get(id)?.readAt ?? 0)) > ms;
};
/** Whether one of these projects' facts should be read anew. */
export const isAccessDue = (facts: AccessFacts, projectIds: readonly ProjectId[], now: EpochMs): boolean =>
  projectIds.some(isOlder(facts, now, DUE_AFTER_MS));

/**
 * Keeps the facts of the projects that somebody looks at from growing old: reads those that are due, unless another invocation is
 * at it. Gives whether it read. Costs one call of storage where nothing is due; nobody looks, nothing is read.
 */
export const keepAccessFresh = async (
  { app, now }: Pick<Job, 'app' | 'now'>,
  projectIds: readonly ProjectId[],
): Promise<boolean> => {
  const facts = await readAccessFacts();
  if (!isAccessDue(facts, projectIds, now)) return false;
  const claimed = await claimAccess(projectIds.filter(isOlder(facts, now, ALONG_AFTER_MS)), now);
  await refreshAccess(app, claimed, now);
  return claimed.length > 0;
};
