import type { IsoDay, TeamId, WorkItemId } from '../ids.ts';
import type { Spot } from '../placement/place-item.ts';
import type { Compare } from '../rank/rank.ts';
import { estimateOf } from '../rollup/estimate.ts';
import { findCurrentSprint } from '../sprint/find-sprint.ts';
import type { DatedSprint } from '../sprint/sprint.ts';
import type { BoardTeam } from '../team/team.ts';
import type { Tree } from '../work-item/tree.ts';
import { isDone, isSubtask, type WorkItem } from '../work-item/work-item.ts';
import { isInProgress } from './flow.ts';

/** How many a team's list shows, and the program's. */
export const NEXT_PER_TEAM = 5;
export const NEXT_FEATURES = 10;

export interface NextItem {
  readonly itemId: WorkItemId;
  /** Absent: among the program's features. */
  readonly teamId?: TeamId;
  readonly ready: boolean;
  /** What is missing, in words; empty where ready. */
  readonly missing: readonly string[];
}
export interface NextInput {
  readonly tree: Tree;
  readonly teams: readonly BoardTeam[];
  readonly teamOf: ReadonlyMap<WorkItemId, TeamId>;
  readonly spots: ReadonlyMap<WorkItemId, Spot>;
  readonly sprintsOfTeam: ReadonlyMap<TeamId, readonly DatedSprint[]>;
  readonly waits: ReadonlyMap<WorkItemId, readonly WorkItem[]>;
  readonly compare: Compare;
  readonly today: IsoDay;
}

const missingOf = (item: WorkItem, team: BoardTeam | undefined, input: NextInput): readonly string[] => {
  const waits = input.waits.get(item.id) ?? [];
  const estimates = team !== undefined && team.unit.kind !== 'count' && item.type.level === 0;
  return [
    ...(estimates && estimateOf(item, team) === undefined ? ['no estimate'] : []),
    ...(item.type.level >= 1 && input.tree.childrenOf(item.id).length === 0 ? ['no work below it'] : []),
    ...(waits.length > 0 ? [`waits for ${waits.map((provider) => provider.key).join(', ')}`] : []),
  ];
};

const toNext = (item: WorkItem, team: BoardTeam | undefined, inTeam: boolean, input: NextInput): NextItem => {
  const missing = missingOf(item, team, input);
  const teamId = inTeam && team !== undefined ? { teamId: team.id } : {};
  return { itemId: item.id, ...teamId, ready: missing.length === 0, missing };
};

/** The current and the next sprint of a team; undefined for a team without sprints: everything is ahead. */
const sprintsAhead = (sprints: readonly DatedSprint[], today: IsoDay): ReadonlySet<string> | undefined => {
  if (sprints.length === 0) return undefined;
  const current = findCurrentSprint(sprints, today);
  const ahead = sprints.filter((sprint) => sprint.state === 'future' && sprint.id !== current?.id);
  return new Set([current, ahead[0]].flatMap((sprint) => (sprint === undefined ? [] : [sprint.id])));
};

/** For each team the first not started in its current and next sprint, by rank; then the program's first features. */
export const listNext = (input: NextInput): readonly NextItem[] => {
  const byTeam = new Map<TeamId, WorkItem[]>(input.teams.map((team) => [team.id, []]));
  const features: WorkItem[] = [];
  for (const item of input.tree.items.values()) {
    if (isSubtask(item) || isDone(item) || isInProgress(item, input.tree)) continue;
    if (item.type.level === 1) features.push(item);
    const teamId = input.teamOf.get(item.id);
    if (item.type.level === 0 && teamId !== undefined) byTeam.get(teamId)?.push(item);
  }
  const ofTeams = input.teams.flatMap((team) => {
    const ahead = sprintsAhead(input.sprintsOfTeam.get(team.id) ?? [], input.today);
    const candidates = (byTeam.get(team.id) ?? []).filter((item) => {
      const spot = input.spots.get(item.id);
      return ahead === undefined || (spot?.kind === 'sprint' && ahead.has(spot.sprint.id));
    });
    return candidates
      .sort(input.compare)
      .slice(0, NEXT_PER_TEAM)
      .map((item) => toNext(item, team, true, input));
  });
  const teams = new Map(input.teams.map((team) => [team.id, team]));
  const ofProgram = features
    .sort(input.compare)
    .slice(0, NEXT_FEATURES)
    .map((item) => toNext(item, teams.get(input.teamOf.get(item.id) ?? ''), false, input));
  return [...ofTeams, ...ofProgram];
};
