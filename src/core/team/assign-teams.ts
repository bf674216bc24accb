import type { BoardId, TeamId, WorkItemId } from '../ids.ts';
import { buildTree, type Tree, type TreeView } from '../work-item/tree.ts';
import { isDone, isSubtask, type WorkItem } from '../work-item/work-item.ts';
import type { BoardTeam, Team, TeamRule } from './team.ts';

/** Answers of Jira for rules that only Jira can evaluate: ids that a board's filter or a JQL matches. */
export interface QueryMatches {
  readonly boards: ReadonlyMap<BoardId, ReadonlySet<WorkItemId>>;
  readonly jql: ReadonlyMap<string, ReadonlySet<WorkItemId>>;
}
export const NO_QUERIES: QueryMatches = { boards: new Map(), jql: new Map() };

const matches = (rule: TeamRule, item: Carriers, queries: QueryMatches): boolean => {
  switch (rule.kind) {
    case 'teamField':
      return item.teamFieldId === rule.value;
    case 'project':
      return item.projectId === rule.projectId;
    case 'component':
      return item.componentIds.includes(rule.componentId);
    case 'board':
      return queries.boards.get(rule.boardId)?.has(item.id) ?? false;
    case 'jql':
      return queries.jql.get(rule.jql)?.has(item.id) ?? false;
  }
};

/** All teams whose rules match an item by itself, in the program's order; the first one wins. */
export const matchingTeams = (
  item: Carriers,
  teams: readonly Team[],
  queries: QueryMatches = NO_QUERIES,
): readonly Team[] => teams.filter((team) => team.rules.some((rule) => matches(rule, item, queries)));

/** What an item's own fields say of its team, before parents and children are asked. */
export interface OwnTeam {
  /** The first team in the program's order of which a rule matches it. */
  readonly first: TeamId;
  /** The first team that its Team field names; absent: none. */
  readonly byField?: TeamId;
}
/** An item that no rule matches is absent. */
export type OwnTeams = ReadonlyMap<WorkItemId, OwnTeam>;

type Carriers = Pick<WorkItem, 'id' | 'projectId' | 'componentIds' | 'teamFieldId'>;

/** Each item's own team by the rules of a program: what needs more than a viewer may see of a program is decided here. */
export const findOwnTeams = (
  items: Iterable<Carriers>,
  teams: readonly Team[],
  queries: QueryMatches = NO_QUERIES,
): OwnTeams => {
  const found = new Map<WorkItemId, OwnTeam>();
  for (const item of items) {
    const own = matchingTeams(item, teams, queries);
    const [first] = own;
    if (first === undefined) continue;
    const byField = own.find((team) =>
      team.rules.some((rule) => rule.kind === 'teamField' && rule.value === item.teamFieldId),
    );
    found.set(item.id, { first: first.id, ...(byField === undefined ? {} : { byField: byField.id }) });
  }
  return found;
};

/** The team with most of these items, the program's order deciding between equals. */
const mostFrequent = (
  ids: readonly (TeamId | undefined)[],
  teams: readonly Pick<BoardTeam, 'id'>[],
): TeamId | undefined => {
  const counts = new Map<TeamId, number>();
  for (const id of ids) if (id !== undefined) counts.set(id, (counts.get(id) ?? 0) + 1);
  let best: TeamId | undefined;
  for (const team of teams) {
    const count = counts.get(team.id) ?? 0;
    if (count > 0 && (best === undefined || count > (counts.get(best) ?? 0))) best = team.id;
  }
  return best;
};

export interface TeamContext {
  readonly tree: Pick<TreeView, 'parentOf' | 'childrenOf'>;
  readonly teams: readonly Pick<BoardTeam, 'id'>[];
  readonly own: Pick<OwnTeams, 'get'>;
  /** Teams found so far. */
  readonly assigned: Pick<ReadonlyMap<WorkItemId, TeamId>, 'get'>;
}

/**
 * The team of one item (design.md 6, Team). A sub-task takes its parent's; a feature goes to its lead team: a Team field rule, else
 * the team with most open children (where all are done, most children), else the first rule that matches it. Those that it asks
 * (children, a sub-task's parent) have to be assigned before.
 */
export const teamOfItem = (item: WorkItem, { tree, teams, own, assigned }: TeamContext): TeamId | undefined => {
  const { first, byField } = own.get(item.id) ?? {};
  if (isSubtask(item)) {
    const parent = tree.parentOf(item);
    return parent === undefined ? first : assigned.get(parent.id);
  }
  if (item.type.level === 0) return first;
  const children = tree.childrenOf(item.id);
  const teamsOf = (some: readonly WorkItem[]) => some.map((child) => assigned.get(child.id));
  const open = children.filter((child) => !isDone(child));
  return byField ?? mostFrequent(teamsOf(open), teams) ?? mostFrequent(teamsOf(children), teams) ?? first;
};

/** The team of every item that has one. */
export const assignTeams = (
  tree: Tree,
  teams: readonly Pick<BoardTeam, 'id'>[],
  own: OwnTeams,
): ReadonlyMap<WorkItemId, TeamId> => {
  const assigned = new Map<WorkItemId, TeamId>();
  const context: TeamContext = { tree, teams, own, assigned };
  const set = (item: WorkItem): void => {
    const teamId = teamOfItem(item, context);
    if (teamId !== undefined) assigned.set(item.id, teamId);
  };
  const all = [...tree.items.values()].sort((a, b) => a.type.level - b.type.level);
  for (const item of all) if (!isSubtask(item)) set(item);
  for (const item of all) if (isSubtask(item)) set(item);
  return assigned;
};

export interface MatchCounts {
  readonly looked: number;
  readonly two: number;
  readonly twoSamples: readonly string[];
  readonly none: number;
  readonly noneSamples: readonly string[];
}
const SAMPLES = 5;

const samples = (some: readonly WorkItem[]): readonly string[] => some.slice(0, SAMPLES).map((item) => item.key);

/** What set-up shows: items that two teams' rules match, and that end up in no team, sub-tasks aside, with keys as samples. */
export const countMatches = (
  items: readonly WorkItem[],
  teams: readonly Team[],
  queries: QueryMatches = NO_QUERIES,
): MatchCounts => {
  const assigned = assignTeams(buildTree(items), teams, findOwnTeams(items, teams, queries));
  const looked = items.filter((item) => !isSubtask(item));
  const two = looked.filter((item) => matchingTeams(item, teams, queries).length > 1);
  const none = looked.filter((item) => !assigned.has(item.id));
  return {
    looked: looked.length,
    two: two.length,
    twoSamples: samples(two),
    none: none.length,
    noneSamples: samples(none),
  };
};
