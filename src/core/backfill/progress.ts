import type { EpochMs, ProjectId } from '../ids.ts';

/** How far the index has read one project. */
export interface ProjectProgress {
  readonly projectId: ProjectId;
  /** Read to the end at least once: pages can use it, whatever is being read anew. */
  readonly isIndexed: boolean;
  /** Work items read so far, and about how many there are: as the app counts them. Absent until it did. */
  readonly read: number;
  readonly about?: number;
}
/** Why reading pauses: Jira refuses the app, the hour's share of points is spent, or Jira or Forge did not answer. */
export type RestReason = 'quota' | 'share' | 'trouble';
export interface Rest {
  readonly until: EpochMs;
  readonly because: RestReason;
}

/** What a page tells while projects are still read for the first time; times are milliseconds. */
export interface Progress {
  /** Of the projects that the viewer sees: read, and all. */
  readonly projects: { readonly done: number; readonly of: number };
  /** Absent where the count would tell of work that the viewer may not see. */
  readonly items?: { readonly read: number; readonly about: number };
  readonly etaMs?: number;
  readonly rest?: Rest;
}

export interface ProgressView {
  /** Of the program's projects that the viewer sees. */
  readonly projectIds: readonly ProjectId[];
  /** Of these, in which whoever may see the project may see every item (visibility's plain projects). */
  readonly plainIds: ReadonlySet<ProjectId>;
  readonly now: EpochMs;
}

/**
 * A fixed pace, since a measured one would tell of the work in other projects: 1,000 items in 5 s, as the steps are planned, and as many
 * in an hour as half of Atlassian's 65,000 points suffice for (platform.md 2.1).
 */
const MS_PER_ITEM = 5;
const ITEMS_PER_HOUR = 30_000;
const HOUR_MS = 3_600_000;

const paceOf = (items: number): number => items * MS_PER_ITEM + Math.floor(items / ITEMS_PER_HOUR) * HOUR_MS;

/**
 * The progress of these projects; undefined where all are read. Items are counted only where each unread project is plain: the
 * app's count of a checked one tells of hidden work. A project that is not listed yet counts as not read.
 */
export const progressOf = (
  all: readonly ProjectProgress[],
  rest: Rest | undefined,
  { projectIds, plainIds, now }: ProgressView,
): Progress | undefined => {
  const byId = new Map(all.map((one) => [one.projectId, one]));
  const unread = projectIds.filter((id) => byId.get(id)?.isIndexed !== true);
  if (unread.length === 0) return undefined;
  const projects = { done: projectIds.length - unread.length, of: projectIds.length };
  const resting = rest === undefined || rest.until <= now ? {} : { rest };
  const counted = unread.flatMap((id) => byId.get(id) ?? []);
  // Before its first look at a project, the app does not know how large it is.
  const isKnown = counted.length === unread.length && counted.every(({ about }) => about !== undefined);
  if (!isKnown || !unread.every((id) => plainIds.has(id))) return { projects, ...resting };
  const read = counted.reduce((sum, one) => sum + one.read, 0);
  const about = counted.reduce((sum, one) => sum + Math.max(one.read, one.about ?? 0), 0);
  const etaMs = paceOf(about - read) + (resting.rest === undefined ? 0 : resting.rest.until - now);
  return { projects, items: { read, about }, etaMs, ...resting };
};
