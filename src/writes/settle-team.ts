import type { TeamId, WorkItemId } from '../core/ids.ts';
import type { Move, Wish } from '../core/move/move.ts';
import type { Program } from '../core/program/program.ts';
import { findOwnTeams } from '../core/team/assign-teams.ts';
import { queriesOf, type QueryKey } from '../core/team/query-matches.ts';
import { setterOf, type Team, type TeamRule } from '../core/team/team.ts';
import type { WorkItem } from '../core/work-item/work-item.ts';
import type { JiraClient } from '../jira/client.ts';
import { listComponentIds } from '../jira/projects.ts';
import { openIndex } from '../work-index/store/open-index.ts';
import { readEntries } from '../work-index/store/read-entries.ts';
import type { LiveItems } from './live-item.ts';

/** A move whose team is told by fields; or why it cannot be. */
export type Settled =
  | { readonly kind: 'move'; readonly move: Move }
  | { readonly kind: 'refused'; readonly itemId: WorkItemId; readonly sentence: string };

const componentsOf = (rules: readonly TeamRule[]): readonly string[] =>
  rules.flatMap((rule) => (rule.kind === 'component' ? rule.componentId : []));

type Setting = Pick<Wish, 'teamFieldId' | 'componentIds'>;

/** What of the item gives it to this team: its Team field, or a component of the team in place of another team's. */
const settingFor = async (
  user: JiraClient,
  item: WorkItem,
  { team, program }: { readonly team: Team; readonly program: Program },
): Promise<Setting | undefined> => {
  const field = team.rules.find((rule) => rule.kind === 'teamField');
  if (field !== undefined && (setterOf(team.rules) === 'teamField' || item.type.level >= 1)) {
    return { teamFieldId: field.value };
  }
  const existing = new Set(await listComponentIds(user, item.projectId));
  const component = componentsOf(team.rules).find((id) => existing.has(id));
  if (component === undefined || item.type.level >= 1) return undefined;
  const ofTeams = new Set(program.teams.flatMap(({ rules }) => componentsOf(rules)));
  return { componentIds: [...item.componentIds.filter((id) => !ofTeams.has(id)), component] };
};

/** Whether the rules then give the item to the team: one that comes first may hold on to it. */
const wouldBelong = (
  item: WorkItem,
  setting: Setting,
  { teamId, program, matches }: { teamId: TeamId; program: Program; matches: readonly QueryKey[] },
): boolean => {
  const { teamFieldId, componentIds = item.componentIds } = setting;
  const after = { ...item, componentIds, ...(typeof teamFieldId === 'string' ? { teamFieldId } : {}) };
  const own = findOwnTeams([after], program.teams, queriesOf([{ id: item.id, matches }])).get(item.id);
  return (item.type.level >= 1 ? own?.byField : own?.first) === teamId;
};

const UNKNOWN = 'This team does not work in the project of the item.';

/** Says by which fields each item goes to the team that is wished for, asking as the person which components there are. */
export const settleTeams = async (
  user: JiraClient,
  { moves, live, program }: { readonly moves: readonly Move[]; readonly live: LiveItems; readonly program: Program },
): Promise<readonly Settled[]> => {
  const ids = moves.filter(({ wish }) => wish.teamId !== undefined).map(({ itemId }) => itemId);
  const entries = ids.length === 0 ? new Map() : await readEntries(await openIndex(), ids);
  return Promise.all(
    moves.map(async (move): Promise<Settled> => {
      const { teamId, ...wish } = move.wish;
      const { itemId } = move;
      const item = live.get(itemId)?.item;
      if (teamId === undefined || item === undefined) return { kind: 'move', move };
      const team = program.teams.find(({ id }) => id === teamId);
      // A team of other projects may be hidden from this person.
      if (team === undefined || !team.projectIds.includes(item.projectId)) {
        return { kind: 'refused', itemId, sentence: UNKNOWN };
      }
      const setting = await settingFor(user, item, { team, program });
      if (setting === undefined) {
        const sentence = `${item.key} cannot go to ${team.name}: no Team field or component of its project says so.`;
        return { kind: 'refused', itemId, sentence };
      }
      const matches: readonly QueryKey[] = entries.get(itemId)?.matches ?? [];
      if (!wouldBelong(item, setting, { teamId, program, matches })) {
        const sentence = `${item.key} would stay where it is: the rules of another team come first.`;
        return { kind: 'refused', itemId, sentence };
      }
      return { kind: 'move', move: { ...move, wish: { ...wish, ...setting } } };
    }),
  );
};
