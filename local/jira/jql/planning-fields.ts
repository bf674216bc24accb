import type { Board, Component, Issue, Sprint, Version } from '../entities.ts';
import type { JqlContext } from './context.ts';
import type { OrderField, SetField } from './field.ts';
import { epicLink, parentLink } from './issue-fields.ts';
import { canSeeFilter } from './filter-visibility.ts';
import { byName, byPosition, sortedBy } from './names.ts';
import { withPostings } from './postings.ts';
import { unknownSprint, unknownValue } from './problems.ts';

/** A field of versions; `<` and `>` go by a project's own order of its versions. */
export const versionField = ({ store, canBrowse }: JqlContext, values: SetField['values']): SetField => {
  const all = () => store.versions.values();
  const inOrder = (): Version[] => [...all()].sort((a, b) => a.sequence - b.sequence);
  return {
    kind: 'set',
    family: 'version',
    values,
    resolve: byName({ all, namesOf: (v) => [v.name], isVisible: (v) => canBrowse(v.projectId) }),
    compare: (id, otherId) => {
      const [a, b] = [store.versions.get(id), store.versions.get(otherId)];
      return a === undefined || b === undefined || a.projectId !== b.projectId ? undefined : a.sequence - b.sequence;
    },
    sortKey: byPosition(values, inOrder),
  };
};

const componentsOf = (issue: Issue) => issue.componentIds;
const component = (context: JqlContext): SetField => {
  const { store, canBrowse } = context;
  const all = () => store.components.values();
  const isVisible = (c: Component): boolean => canBrowse(c.projectId);
  return withPostings(context, 'component', {
    kind: 'set',
    family: 'component',
    values: componentsOf,
    resolve: byName({ all, namesOf: (c) => [c.name], isVisible }),
    sortKey: byPosition(
      componentsOf,
      sortedBy(all, (c) => c.name),
    ),
  });
};

const canSeeBoard = ({ store, accountId, canBrowse }: JqlContext, board: Board | undefined): boolean => {
  const filter = store.filters.get(board?.filterId);
  if (filter === undefined || !canSeeFilter(store, filter, accountId)) return false;
  return board?.projectId === undefined || canBrowse(board.projectId);
};

/** Sprints that exist for the viewer: those of boards that the viewer may see, or with a work item that the viewer sees. */
export const sprintVisibility = (context: JqlContext): ((sprint: Sprint) => boolean) => {
  const byBoard = new Map<string, boolean>();
  return (sprint) => {
    let visible = byBoard.get(sprint.originBoardId);
    if (visible === undefined) {
      visible = canSeeBoard(context, context.store.boards.get(sprint.originBoardId));
      byBoard.set(sprint.originBoardId, visible);
    }
    return visible || context.store.issuesBySprint.of(sprint.id).some(context.canSee);
  };
};

const once = (issues: readonly Issue[]): readonly Issue[] => [...new Set(issues)];

const sprint = (context: JqlContext): SetField => {
  const { store } = context;
  const all = () => store.sprints.values();
  const resolve = byName({ all, namesOf: (s) => [s.name], isVisible: sprintVisibility(context) });
  return {
    kind: 'set',
    family: 'sprint',
    values: (issue) => issue.sprintIds,
    resolve: (value, fieldName) => {
      try {
        return resolve(value, fieldName);
      } catch {
        throw unknownSprint(value);
      }
    },
    sortKey: byPosition(
      (issue) => issue.sprintIds.at(-1),
      () => [...all()].sort((a, b) => a.sequence - b.sequence),
    ),
    find: (ids) => {
      const found = ids.flatMap((id) => store.issuesBySprint.of(id));
      return ids.length > 1 ? once(found) : found;
    },
    count: (ids) => ids.reduce((sum, id) => sum + store.issuesBySprint.count(id), 0),
  };
};

/** A field of Atlassian teams, written as the team's id or name. */
export const teamField = ({ store }: JqlContext, values: SetField['values']): SetField => {
  const all = () => store.teams.values();
  return {
    kind: 'set',
    family: 'other',
    values,
    resolve: byName({ all, namesOf: (team) => [team.name] }),
    sortKey: byPosition(
      values,
      sortedBy(all, (team) => team.name),
    ),
  };
};

const flagged = (): SetField => ({
  kind: 'set',
  family: 'other',
  values: (issue) => (issue.flagged === true ? 'Impediment' : undefined),
  resolve: (value, fieldName) => {
    if (value.toLowerCase() !== 'impediment') throw unknownValue(fieldName, value);
    return ['Impediment'];
  },
  sortKey: () => (issue) => (issue.flagged === true ? 1 : undefined),
});

const rank = ({ state }: JqlContext): OrderField => ({
  kind: 'order',
  sortKey: () => (issue) => issue.rank,
  order: state.byRank,
});

const team = (context: JqlContext): SetField => {
  const { fields } = context.store.settings;
  const ofTeam = teamField(context, (issue) => {
    const value = issue.custom[fields.team];
    return typeof value === 'string' ? value : undefined;
  });
  return withPostings(context, 'team', ofTeam);
};

const fixVersion = (context: JqlContext): SetField =>
  withPostings(
    context,
    'fixVersion',
    versionField(context, (issue) => issue.fixVersionIds),
  );

export const planningFields = {
  component,
  components: component,
  fixversion: fixVersion,
  fixversions: fixVersion,
  affectedversion: (context: JqlContext) => versionField(context, (issue) => issue.affectsVersionIds),
  affectsversions: (context: JqlContext) => versionField(context, (issue) => issue.affectsVersionIds),
  sprint,
  'epic link': epicLink,
  'parent link': parentLink,
  flagged,
  rank,
  team,
};
