import type { BoardTeam } from '../team/team.ts';
import type { WorkItem } from '../work-item/work-item.ts';

const SECONDS_PER_HOUR = 3600;

/** An item's estimate in a team's unit; undefined where it has none, or the team only counts. */
export const estimateOf = (item: WorkItem, team: BoardTeam): number | undefined => {
  if (team.unit.kind === 'count') return undefined;
  const value = item.estimates[team.unit.fieldId];
  if (value === undefined) return undefined;
  return team.unit.kind === 'hours' ? value / SECONDS_PER_HOUR : value;
};
