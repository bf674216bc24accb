import type { Plan } from '../board/plan.ts';
import type { IsoDay, TeamId, WorkItemId } from '../ids.ts';
import { isDone, isSubtask, type WorkItem } from '../work-item/work-item.ts';
import { MOVES_PER_PIECE, type DropTarget, type Move, type RankSpot, type Wish } from './move.ts';
import { findTeam, isNo, no, seenOf, type No } from './planning.ts';
import type { Refused } from './refusal.ts';
import { offerShifts, type ShiftOffer } from './shift-stories.ts';
import { wishPlace } from './wish-place.ts';

/** What a drop means for Jira. */
export interface MovePlan {
  /** In the order of the items. */
  readonly moves: readonly Move[];
  readonly refused: readonly Refused[];
  /** For each feature whose day moves: its stories, to be moved along if the person likes; not part of `moves`. */
  readonly offers: readonly ShiftOffer[];
  /** True things that the person may not expect, as sentences. */
  readonly notes: readonly { readonly itemId: WorkItemId; readonly sentence: string }[];
}

/** Why nothing at all can be moved of an item. */
const whyFixed = (item: WorkItem | undefined, id: WorkItemId, plan: Plan): No | undefined => {
  if (item === undefined || plan.thinIds.has(id)) {
    return no('unknown', 'The board does not know enough of this item to move it: open it in Jira.');
  }
  if (isSubtask(item)) {
    const parent = plan.tree.parentOf(item)?.key ?? 'its story';
    return no('subtask', `${item.key} is a sub-task: it moves with ${parent}.`);
  }
  if (isDone(item)) return no('done', `${item.key} is done: it stays where it was finished.`);
  return undefined;
};

const wishTeam = (item: WorkItem, target: TeamId | undefined, plan: Plan): Wish | No => {
  const own = plan.teamOf.get(item.id);
  if (target === undefined || target === own) return {};
  const team = findTeam(plan, target);
  if (team === undefined) return no('fixedTeam', 'This team is not on the board: load it again.');
  if (!team.projectIds.includes(item.projectId)) {
    return no(
      'otherProject',
      `${team.name} does not work in the project of ${item.key}: move it to another project in Jira.`,
    );
  }
  if (team.setBy === undefined) {
    return no(
      'fixedTeam',
      `What belongs to ${team.name} follows from its project, board or JQL, which no move can set.`,
    );
  }
  if (item.type.level >= 1 && team.setBy !== 'teamField') {
    return no('fixedTeam', `${item.key} stands with the team of most of its children; only a Team field changes that.`);
  }
  return { teamId: target };
};

const neighbours = (rank: RankSpot): readonly WorkItemId[] => [rank.after, rank.before].flatMap((id) => id ?? []);

const wishRank = (item: WorkItem, rank: RankSpot | undefined, plan: Plan): Wish | No => {
  if (rank === undefined) return {};
  const others = neighbours(rank);
  if (others.length === 0 || others.includes(item.id)) return {};
  const ranked = [item, ...others.flatMap((id) => plan.tree.items.get(id) ?? [])];
  if (ranked.length < others.length + 1 || ranked.some((one) => one.rank === undefined)) {
    return no('noRank', `Jira keeps no order for ${item.key} or what it was dropped beside.`);
  }
  return { rank };
};

const wishOf = (item: WorkItem, target: DropTarget, plan: Plan): Wish | No => {
  const team = wishTeam(item, target.teamId, plan);
  if (isNo(team)) return team;
  const place = wishPlace(item, target.at, plan, findTeam(plan, target.teamId ?? plan.teamOf.get(item.id)));
  if (isNo(place)) return place;
  const rank = wishRank(item, target.rank, plan);
  if (isNo(rank)) return rank;
  const wish = { ...team, ...place, ...rank };
  return Object.keys(wish).length === 0 ? no('alreadyThere', `${item.key} is there already.`) : wish;
};

/** Where it stands although it was moved, as far as that surprises. */
const noteOf = (item: WorkItem, wish: Wish, target: DropTarget, plan: Plan): string | undefined => {
  const left = wish.sprintId === null && target.at?.kind === 'day';
  if (left) return `${item.key} leaves its sprint, which would decide its place otherwise.`;
  if (target.at?.kind === 'backlog' && wish.sprintId === null && item.dueDay !== undefined) {
    return `${item.key} stays on the board at its due day, ${item.dueDay}.`;
  }
  const spot = plan.spots.get(item.id);
  const childrenEnd =
    spot !== undefined && spot.kind !== 'none' && spot.reason.kind === 'children' ? spot.reason.day : undefined;
  const isBefore = (day: IsoDay | null | undefined): boolean =>
    childrenEnd !== undefined && typeof day === 'string' && day < childrenEnd;
  return isBefore(wish.dueDay)
    ? `${item.key} stands where its last child ends, on ${childrenEnd ?? ''}, until that moves too.`
    : undefined;
};

/**
 * Between which items of its cell an item stands now, those aside that move with it: for the caller to say, who knows the cell. It is
 * what an undo puts back.
 */
export type NeighboursOf = (id: WorkItemId) => RankSpot | undefined;

/**
 * What dropping these items on a target means for Jira, item by item, in the given order: they end up one behind the other.
 */
export const planMove = (
  target: DropTarget,
  itemIds: readonly WorkItemId[],
  plan: Plan,
  neighboursOf: NeighboursOf = () => undefined,
): MovePlan => {
  const moves: Move[] = [];
  const refused: Refused[] = [];
  const notes: { itemId: WorkItemId; sentence: string }[] = [];
  const offers: ShiftOffer[] = [];
  let rank = target.rank;
  for (const itemId of new Set(itemIds)) {
    const item = plan.tree.items.get(itemId);
    const fixed = whyFixed(item, itemId, plan);
    const wish =
      fixed ?? (item === undefined ? {} : wishOf(item, rank === undefined ? target : { ...target, rank }, plan));
    if (isNo(wish) || item === undefined) {
      if (isNo(wish)) refused.push({ itemId, ...wish });
      continue;
    }
    const around = wish.rank === undefined ? undefined : neighboursOf(itemId);
    moves.push({ itemId, wish, seen: { ...seenOf(item, wish), ...(around === undefined ? {} : { rank: around }) } });
    // Each piece is written at once, in this order; the next one goes behind it.
    const isPieceFull = moves.length % MOVES_PER_PIECE === 0;
    if (rank?.after !== undefined && rank.before === undefined && isPieceFull) rank = { after: itemId };
    const note = noteOf(item, wish, target, plan);
    if (note !== undefined) notes.push({ itemId, sentence: note });
    const offer = offerShifts(item, wish, plan);
    if (offer !== undefined) offers.push(offer);
  }
  return { moves, refused, offers, notes };
};
