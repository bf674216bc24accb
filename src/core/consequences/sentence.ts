import type { Plan } from '../board/plan.ts';
import type { DropTarget, Move } from '../move/move.ts';
import type { BoardTeam, Unit } from '../team/team.ts';
import type { Consequences, LoadChange } from './consequences.ts';

const unitWord = (unit: Unit, amount: number): string => {
  const word = unit.kind === 'count' ? 'item' : unit.kind === 'hours' ? 'hour' : 'point';
  return amount === 1 ? word : `${word}s`;
};
const amountOf = (value: number, unit: Unit): string => {
  const shown = Math.round(value * 10) / 10;
  return `${shown} ${unitWord(unit, shown)}`;
};

/** "3 points over", "2 points free", "full"; without a capacity what is planned: "41 points planned". */
export const loadWords = ({ after, over }: Pick<LoadChange, 'after' | 'over'>, unit: Unit): string => {
  if (over === undefined) return `${amountOf(after.planned, unit)} planned`;
  if (over === 0) return 'full';
  return over > 0 ? `${amountOf(over, unit)} over` : `${amountOf(-over, unit)} free`;
};

const withTeam = (team: BoardTeam | undefined, place: string): string =>
  team === undefined || place.startsWith(team.name) ? place : `${team.name} ${place}`;

const whatOf = (moves: readonly Move[], plan: Plan): string => {
  const [first] = moves;
  return moves.length === 1 && first !== undefined
    ? (plan.tree.items.get(first.itemId)?.key ?? 'It')
    : `${moves.length} items`;
};

const whereOf = (moves: readonly Move[], { teamId, at }: DropTarget, plan: Plan): string => {
  const own = plan.teamOf.get(moves[0]?.itemId ?? '');
  const team = plan.teams.get(teamId ?? own ?? '');
  switch (at?.kind) {
    case 'sprint':
      return withTeam(team, plan.sprints.get(at.sprintId)?.name ?? 'a sprint');
    case 'day':
      return withTeam(teamId === undefined || teamId === own ? undefined : team, at.day);
    case 'backlog':
      return 'the backlog';
    case undefined:
      return teamId === undefined || teamId === own ? 'another rank' : (team?.name ?? 'another team');
  }
};

/** What a drop would do, as text and as announcement: "PAY-42 to Atlas Sprint 4: breaks 1, heals 0, 3 points over". */
export const consequencesSentence = (
  { moves, target, plan }: { readonly moves: readonly Move[]; readonly target: DropTarget; readonly plan: Plan },
  { breaks, heals, tightens, loads, mismatches }: Consequences,
): string => {
  const { at } = target;
  const load = at?.kind === 'sprint' ? loads.find(({ sprintId }) => sprintId === at.sprintId) : undefined;
  const unit = load === undefined ? undefined : plan.teams.get(load.teamId)?.unit;
  const apart = mismatches.filter(({ before, after }) => before === undefined && after !== undefined).length;
  const parts = [
    `breaks ${breaks.length}`,
    `heals ${heals.length}`,
    ...(tightens.length === 0 ? [] : [`makes ${tightens.length} tight`]),
    ...(load === undefined || unit === undefined ? [] : [loadWords(load, unit)]),
    ...(apart === 0
      ? []
      : [`${apart} ${apart === 1 ? 'feature' : 'features'} apart from ${apart === 1 ? 'its' : 'their'} due day`]),
  ];
  return `${whatOf(moves, plan)} to ${whereOf(moves, target, plan)}: ${parts.join(', ')}`;
};
