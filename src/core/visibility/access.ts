import type { EpochMs, ProjectId, WorkItemId } from '../ids.ts';

/** How long after the app read a project's schemes a project-level yes is enough for its items (design.md 5). */
export const PLAIN_FOR_MS = 10 * 60_000;

/**
 * How the items of a project are cut. `plain`: whoever may browse the project sees all of it. `checked`: item by item.
 * `closed`: archived, or the app may not browse it, so nothing of it is shown.
 */
export type ProjectKind = 'plain' | 'checked' | 'closed';
export interface ProjectAccess {
  readonly kind: ProjectKind;
  /** When the reading that this follows from began. */
  readonly readAt: EpochMs;
  /** Of a checked project: items that search gave the app then. What is not in here is asked for as the app as well. */
  readonly appSees?: ReadonlySet<WorkItemId>;
}
/** What is not in here was never read, and is checked item by item. */
export type AccessFacts = ReadonlyMap<ProjectId, ProjectAccess>;

/** What the app reads of a project that is live and that it may browse. */
export interface ProjectReading {
  /** Team-managed projects restrict single items by role, outside of any security scheme. */
  readonly isTeamManaged: boolean;
  readonly hasSecurityScheme: boolean;
  /** Types of those to whom its permission scheme grants Browse; undefined where the scheme was not readable. */
  readonly browseHolders: readonly string[] | undefined;
}

/** Holders that are the same for all items of a project. Any other type, one of the future included, may differ by item. */
const PROJECT_WIDE: ReadonlySet<string> = new Set([
  'anyone',
  'applicationRole',
  'group',
  'projectRole',
  'user',
  'projectLead',
]);

/** Whether holders of these types are the same for all items of a project. */
export const areProjectWide = (types: readonly string[]): boolean => types.every((type) => PROJECT_WIDE.has(type));

/** The kind of a project from what the app read of it; `closed` where it is not among the app's live projects. */
export const kindOf = (reading: ProjectReading | undefined): ProjectKind => {
  if (reading === undefined) return 'closed';
  const { isTeamManaged, hasSecurityScheme, browseHolders } = reading;
  const isSameForAll = browseHolders !== undefined && areProjectWide(browseHolders);
  return isSameForAll && !isTeamManaged && !hasSecurityScheme ? 'plain' : 'checked';
};

/** A project's fact while it is recent enough to rely on; undefined where it is not, or there is none. */
export const findFresh = (facts: AccessFacts, projectId: ProjectId, now: EpochMs): ProjectAccess | undefined => {
  const fact = facts.get(projectId);
  return fact !== undefined && Math.abs(now - fact.readAt) <= PLAIN_FOR_MS ? fact : undefined;
};
