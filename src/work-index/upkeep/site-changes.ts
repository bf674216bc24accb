import type { SiteFacts } from '../site/site-facts.ts';
import type { SiteMark } from '../../storage/index-marks.ts';

/**
 * What of the site's lists changed so that items changed with it, and may not say so by `updated`: sprints that closed or went away,
 * versions that went away. Names are laid over entries as they are read, and need nothing.
 */
export const findSiteChanges = (before: SiteFacts, after: SiteFacts): readonly SiteMark[] => {
  const sprints = new Map(after.sprints.map((sprint) => [sprint.id, sprint.state]));
  const versions = new Set(after.versions.map(({ id }) => id));
  // A board that programs do not name any more takes its sprints along.
  const boards = new Set(after.boards.map(({ id }) => id));
  const wasSeen = new Set([...before.sprintIdsByBoard].flatMap(([board, ids]) => (boards.has(board) ? ids : [])));
  return [
    ...before.sprints
      .filter(
        ({ id, state }) =>
          wasSeen.has(id) && (!sprints.has(id) || (sprints.get(id) === 'closed' && state !== 'closed')),
      )
      .map(({ id }): SiteMark => `sprint:${id}`),
    ...before.versions
      .filter(({ id }) => !versions.has(id))
      .map(({ id, projectId }): SiteMark => `version:${projectId}:${id}`),
  ];
};
