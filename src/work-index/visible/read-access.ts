import type { EpochMs, ProjectId, WorkItemId } from '../../core/ids.ts';
import { areProjectWide, kindOf, type AccessFacts, type ProjectAccess } from '../../core/visibility/access.ts';
import type { JiraClient } from '../../jira/client.ts';
import { BudgetSpentError } from '../../jira/errors.ts';
import { findSearchable } from '../../jira/match-jql.ts';
import { findBrowseHolders, listBrowseHolders } from '../../jira/permission-schemes.ts';
import { listBrowsedProjects } from '../../jira/projects.ts';
import { listSecuredProjectIds } from '../../jira/security-schemes.ts';
import { chunk } from '../../core/list/chunk.ts';

export interface AccessInput {
  readonly projectIds: readonly ProjectId[];
  /** The instant at which the reading begins. */
  readonly now: EpochMs;
  /** Whether some scheme of the site is known to grant Browse by item: then its list decides nothing. */
  readonly areSchemesMixed?: boolean;
  /** Items of checked projects that views will ask for, the most wanted first. */
  readonly listItems?: (checked: readonly ProjectId[]) => Promise<readonly WantedItem[]>;
}
export interface WantedItem {
  readonly id: WorkItemId;
  readonly projectId: ProjectId;
}
export interface AccessReading {
  readonly facts: AccessFacts;
  /** As found; undefined where it was not looked at. */
  readonly areSchemesMixed?: boolean;
}

/** For fewer projects than this, their own schemes are read at once: the site's list may be long. */
const LIST_WORTH = 4;
/** Of one call. */
const IDS_PER_CALL = 1_000;

interface Holders {
  readonly of: (id: ProjectId) => Promise<readonly string[] | undefined>;
  readonly areSchemesMixed?: boolean;
}

/**
 * Who holds Browse in each of these projects. Jira has no list of which project uses which scheme: where all schemes of the site
 * are alike in this, one call says it for all projects, else each project is asked for its own.
 */
const readHolders = async (app: JiraClient, count: number, isKnownMixed: boolean): Promise<Holders> => {
  const own: Holders['of'] = (id) => findBrowseHolders(app, id);
  if (isKnownMixed || count < LIST_WORTH) return { of: own };
  const schemes = await listBrowseHolders(app);
  const types = [...new Set(schemes?.flat())];
  const areSchemesMixed = schemes === undefined || schemes.length === 0 || !areProjectWide(types);
  return { of: areSchemesMixed ? own : async () => types, areSchemesMixed };
};

/** Which of these the app sees. What the points do not suffice for stays unknown: then each view asks. */
const readSeen = async (app: JiraClient, items: readonly WantedItem[]): Promise<ReadonlySet<WorkItemId>> => {
  const seen = new Set<WorkItemId>();
  for (const part of chunk(items, IDS_PER_CALL)) {
    try {
      const ids = part.map(({ id }) => id);
      for (const id of await findSearchable(app, ids)) seen.add(id);
    } catch (error) {
      if (error instanceof BudgetSpentError) return seen;
      throw error;
    }
  }
  return seen;
};

const withSeen = async (app: JiraClient, facts: AccessFacts, { listItems }: AccessInput): Promise<AccessFacts> => {
  const checked = [...facts].flatMap(([id, { kind }]) => (kind === 'checked' ? [id] : []));
  if (listItems === undefined || checked.length === 0) return facts;
  const items = await listItems(checked);
  const seen = await readSeen(app, items);
  const byProject = new Map(checked.map((id) => [id, new Set<WorkItemId>()]));
  for (const { id, projectId } of items) if (seen.has(id)) byProject.get(projectId)?.add(id);
  return new Map(
    [...facts].map(([id, fact]): [ProjectId, ProjectAccess] => {
      const appSees = byProject.get(id);
      return [id, appSees === undefined || appSees.size === 0 ? fact : { ...fact, appSees }];
    }),
  );
};

/**
 * Reads, as the app, how the items of these projects must be cut. A call for each 50 projects, twice; one for the site's schemes
 * or for each project that may be plain; one for each 1,000 items of checked projects.
 */
export const readAccess = async (app: JiraClient, input: AccessInput): Promise<AccessReading> => {
  const { projectIds, now } = input;
  const [browsed, secured] = await Promise.all([
    listBrowsedProjects(app, projectIds),
    listSecuredProjectIds(app, projectIds),
  ]);
  const byId = new Map(browsed.map((project) => [project.id, project]));
  // Its scheme changes nothing where items are checked anyway.
  const maybePlain = browsed.filter(({ id, isTeamManaged }) => !isTeamManaged && !secured.has(id)).length;
  const holders = await readHolders(app, maybePlain, input.areSchemesMixed ?? false);
  const read = projectIds.map(async (id): Promise<readonly [ProjectId, ProjectAccess]> => {
    const project = byId.get(id);
    if (project === undefined) return [id, { kind: kindOf(undefined), readAt: now }];
    const { isTeamManaged } = project;
    const hasSecurityScheme = secured.has(id);
    const browseHolders = isTeamManaged || hasSecurityScheme ? undefined : await holders.of(id);
    return [id, { kind: kindOf({ isTeamManaged, hasSecurityScheme, browseHolders }), readAt: now }];
  });
  const facts = await withSeen(app, new Map(await Promise.all(read)), input);
  const { areSchemesMixed } = holders;
  return { facts, ...(areSchemesMixed === undefined ? {} : { areSchemesMixed }) };
};
