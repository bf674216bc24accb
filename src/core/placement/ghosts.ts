import type { DatedSprint } from '../sprint/sprint.ts';
import type { SprintId } from '../ids.ts';
import type { WorkItem } from '../work-item/work-item.ts';
import type { Spot } from './place-item.ts';
import type { Ghost } from './placement.ts';

/**
 * What an item leaves in each closed sprint of its team that it was in and did not end in (design.md 6, Sprints): with the
 * name of the sprint that it went to next.
 */
export const ghostsOf = (item: WorkItem, spot: Spot, teamSprints: readonly DatedSprint[]): readonly Ghost[] => {
  const here = spot.kind === 'sprint' ? spot.sprint : undefined;
  const joined = new Set<SprintId>(item.sprintIds);
  const own = teamSprints.filter((sprint) => joined.has(sprint.id));
  return own.flatMap((sprint) => {
    // Done before it joined this sprint, or in it: nothing was left over.
    const endedBefore = here !== undefined && here.end <= sprint.end;
    if (sprint.state !== 'closed' || sprint.id === here?.id || endedBefore) return [];
    const next = own.find((later) => later.start > sprint.start) ?? here;
    return [{ sprintId: sprint.id, ...(next === undefined ? {} : { spilledTo: next.name }) }];
  });
};
