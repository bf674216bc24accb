import type { EpochMs, ProjectId } from '../../core/ids.ts';
import { kindOf, type AccessFacts, type ProjectAccess } from '../../core/visibility/access.ts';
import type { JiraClient } from '../../jira/client.ts';
import { findBrowseHolders } from '../../jira/permission-schemes.ts';
import { listBrowsedProjects } from '../../jira/projects.ts';
import { listSecuredProjectIds } from '../../jira/security-schemes.ts';

/**
 * Reads, as the app, how the items of these projects must be cut. `now` is the instant at which the reading begins. A call for
 * each 50 projects, twice, and one for each that may be plain.
 */
export const readAccess = async (
  app: JiraClient,
  projectIds: readonly ProjectId[],
  now: EpochMs,
): Promise<AccessFacts> => {
  const [browsed, secured] = await Promise.all([
    listBrowsedProjects(app, projectIds),
    listSecuredProjectIds(app, projectIds),
  ]);
  const byId = new Map(browsed.map((project) => [project.id, project]));
  const facts = projectIds.map(async (id): Promise<readonly [ProjectId, ProjectAccess]> => {
    const project = byId.get(id);
    if (project === undefined) return [id, { kind: kindOf(undefined), readAt: now }];
    const { isTeamManaged } = project;
    const hasSecurityScheme = secured.has(id);
    // Its scheme changes nothing where items are checked anyway.
    const browseHolders = isTeamManaged || hasSecurityScheme ? undefined : await findBrowseHolders(app, id);
    return [id, { kind: kindOf({ isTeamManaged, hasSecurityScheme, browseHolders }), readAt: now }];
  });
  return new Map(await Promise.all(facts));
};
