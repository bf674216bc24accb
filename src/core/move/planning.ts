import type { SprintId, TeamId } from '../ids.ts';
import type { Plan } from '../board/plan.ts';
import type { DatedSprint } from '../sprint/sprint.ts';
import type { BoardTeam } from '../team/team.ts';
import type { WorkItem } from '../work-item/work-item.ts';
import type { RefusalKind } from './refusal.ts';
import type { Seen, Wish } from './move.ts';
import { seenFor } from './move.ts';

/** Why a wish cannot be. */
export interface No {
  readonly kind: RefusalKind;
  readonly sentence: string;
}
export const no = (kind: RefusalKind, sentence: string): No => ({ kind, sentence });
export const isNo = (one: Wish | No): one is No => 'sentence' in one;

/** The open sprint that an item is in; it can be in one only. */
export const openSprintOf = (
  item: Pick<WorkItem, 'sprintIds'>,
  sprints: ReadonlyMap<SprintId, Pick<DatedSprint, 'id' | 'name' | 'state'>>,
): Pick<DatedSprint, 'id' | 'name'> | undefined =>
  item.sprintIds.flatMap((id) => sprints.get(id) ?? []).findLast(({ state }) => state !== 'closed');

export const findTeam = ({ teams }: Plan, id: TeamId | undefined): BoardTeam | undefined =>
  id === undefined ? undefined : teams.get(id);

/** Of an item, what a person who wishes this has to have seen. */
export const seenOf = (item: WorkItem, wish: Wish): Seen => {
  const all: Required<Omit<Seen, 'rank'>> = {
    sprintIds: item.sprintIds,
    dueDay: item.dueDay ?? null,
    startDay: item.startDay ?? null,
    teamFieldId: item.teamFieldId ?? null,
    componentIds: item.componentIds,
  };
  const names = new Set<string>(seenFor(wish));
  return Object.fromEntries(Object.entries(all).filter(([name]) => names.has(name)));
};
