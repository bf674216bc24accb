import type { BoardSource } from '../board/source.ts';
import type { SprintId, TeamId, WorkItemId } from '../ids.ts';
import type { Sprint } from '../sprint/sprint.ts';
import type { OwnTeam, OwnTeams } from '../team/assign-teams.ts';
import { asWorkItem } from '../work-item/thin-item.ts';
import { isSubtask, type WorkItem } from '../work-item/work-item.ts';
import type { Move, RankSpot, Wish } from './move.ts';
import { rankBetween } from './rank-between.ts';

/** What moves are applied to. */
export interface MoveGround {
  readonly find: (id: WorkItemId) => WorkItem | undefined;
  readonly subtasksOf: (id: WorkItemId) => readonly WorkItem[];
  readonly sprints: ReadonlyMap<SprintId, Pick<Sprint, 'state'>>;
}
/** What is different after moves. */
export interface Moved {
  readonly items: ReadonlyMap<WorkItemId, WorkItem>;
  /** Of items that go to another team. */
  readonly own: OwnTeams;
}

const isClosed = (id: SprintId, { sprints }: MoveGround): boolean => (sprints.get(id)?.state ?? 'closed') === 'closed';

const joining = (item: WorkItem, { sprintId }: Wish, ground: MoveGround): readonly SprintId[] => {
  if (sprintId === undefined) return item.sprintIds;
  const left = item.sprintIds.filter((id) => isClosed(id, ground) && id !== sprintId);
  return sprintId === null ? left : [...left, sprintId];
};

const withDays = (item: WorkItem, { dueDay, startDay }: Wish): WorkItem => {
  const { dueDay: due, startDay: start, ...rest } = item;
  const [newDue, newStart] = [dueDay === undefined ? due : dueDay, startDay === undefined ? start : startDay];
  return {
    ...rest,
    ...(newDue === undefined || newDue === null ? {} : { dueDay: newDue }),
    ...(newStart === undefined || newStart === null ? {} : { startDay: newStart }),
  };
};

const withRank = (item: WorkItem, rank: RankSpot, find: MoveGround['find']): WorkItem => {
  const of = (id: WorkItemId | undefined): string | undefined => (id === undefined ? undefined : find(id)?.rank);
  const [after, before] = [of(rank.after), of(rank.before)];
  return after === undefined && before === undefined ? item : { ...item, rank: rankBetween(after, before) };
};

const withTeam = (item: WorkItem, { teamFieldId, componentIds }: Wish): WorkItem => {
  const { teamFieldId: old, ...rest } = item;
  const field = teamFieldId === undefined ? old : teamFieldId;
  return {
    ...rest,
    ...(field === undefined || field === null ? {} : { teamFieldId: field }),
    ...(componentIds === undefined ? {} : { componentIds }),
  };
};

/** Neighbouring moves to one place stand there in their order. */
const behind = (rank: RankSpot | undefined, before: Move | undefined): RankSpot | undefined => {
  const same = before?.wish.rank;
  const isSame = rank !== undefined && same?.after === rank.after && same?.before === rank.before;
  return isSame && before !== undefined ? { ...rank, after: before.itemId } : rank;
};

/** A feature goes to another team by its Team field alone. */
const ownAfter = (item: WorkItem, teamId: TeamId): OwnTeam =>
  item.type.level >= 1 ? { first: teamId, byField: teamId } : { first: teamId };

/** The items that moves change, as they are after them, one after the other; their sub-tasks go with them. */
export const moveItems = (moves: readonly Move[], ground: MoveGround): Moved => {
  const items = new Map<WorkItemId, WorkItem>();
  const own = new Map<WorkItemId, OwnTeam>();
  const find = (id: WorkItemId): WorkItem | undefined => items.get(id) ?? ground.find(id);
  for (const [at, { itemId, wish }] of moves.entries()) {
    const item = find(itemId);
    if (item === undefined || isSubtask(item)) continue;
    const placed = withTeam(withDays({ ...item, sprintIds: joining(item, wish, ground) }, wish), wish);
    const spot = behind(wish.rank, moves[at - 1]);
    items.set(itemId, spot === undefined ? placed : withRank(placed, spot, find));
    if (wish.teamId !== undefined) own.set(itemId, ownAfter(item, wish.teamId));
    if (wish.sprintId === undefined) continue;
    for (const { id } of ground.subtasksOf(itemId)) {
      const subtask = find(id);
      if (subtask !== undefined) items.set(id, { ...subtask, sprintIds: joining(subtask, wish, ground) });
    }
  }
  return { items, own };
};

/** The source as it is after moves, as far as a browser can know before Jira has answered. */
export const applyMoves = (source: BoardSource, moves: readonly Move[]): BoardSource => {
  const all = [...source.items, ...source.thin.map(asWorkItem)];
  const byId = new Map(all.map((item) => [item.id, item]));
  const subtasks = Map.groupBy(all.filter(isSubtask), ({ parentId }) => parentId);
  const moved = moveItems(moves, {
    find: (id) => byId.get(id),
    subtasksOf: (id) => subtasks.get(id) ?? [],
    sprints: new Map(source.sprints.map((sprint) => [sprint.id, sprint])),
  });
  return {
    ...source,
    items: source.items.map((item) => moved.items.get(item.id) ?? item),
    thin: source.thin.map((thin) => ({ ...thin, sprintIds: moved.items.get(thin.id)?.sprintIds ?? thin.sprintIds })),
    own: moved.own.size === 0 ? source.own : new Map([...source.own, ...moved.own]),
  };
};
