import type { FunctionOperand } from '@atlaskit/jql-ast';
import type { Issue, Version } from '../entities.ts';
import { hasPermission } from '../permissions.ts';
import type { JqlContext } from './context.ts';
import { argumentsOf, isDateFunction } from './date-functions.ts';
import type { Family } from './field.ts';
import { linkDirection, linkTypesNamed } from './link-fields.ts';
import { sprintVisibility } from './planning-fields.ts';
import { functionNotForField, notSupportedHere, unknownFunction, unknownIssue, unknownValue } from './problems.ts';
import { badRequest, type JiraProblem } from '../errors.ts';

interface IdFunction {
  readonly family: Family;
  /** Gives several values, so it needs IN; one value fits `=` too. */
  readonly isList: boolean;
  /** Fewest and most arguments. */
  readonly takes: readonly [number, number];
  readonly run: (context: JqlContext, args: readonly string[]) => readonly string[];
}

const list = (family: Family, takes: IdFunction['takes'], run: IdFunction['run']): IdFunction => ({
  family,
  isList: true,
  takes,
  run,
});

const groupMembers: IdFunction['run'] = ({ store }, [name = '']) => {
  const group = [...store.groups.values()].find((g) => g.name.toLowerCase() === name.toLowerCase() || g.id === name);
  const team = store.teams.get(name);
  if (group === undefined && team === undefined)
    throw badRequest(
      `Function 'membersOf' can not generate a list of usernames for group '${name}'; the group does not exist.`,
    );
  return (group ?? team)?.memberIds ?? [];
};

const sprints = (state: 'future' | 'active' | 'closed'): IdFunction =>
  list('sprint', [0, 0], (context) => {
    const isVisible = sprintVisibility(context);
    const all = [...context.store.sprints.values()];
    return all.filter((sprint) => sprint.state === state && isVisible(sprint)).map((sprint) => sprint.id);
  });

const projectIdsNamed = ({ store, canBrowse }: JqlContext, names: readonly string[]): ReadonlySet<string> =>
  new Set(
    names.flatMap((name) => {
      const wanted = name.toLowerCase();
      const found = [...store.projects.values()].filter(
        (p) => p.id === name || p.key.toLowerCase() === wanted || p.name.toLowerCase() === wanted,
      );
      const visible = found.filter((p) => canBrowse(p.id));
      if (visible.length === 0) throw unknownValue('project', name);
      return visible.map((p) => p.id);
    }),
  );

const versionsOf = (context: JqlContext, projects: readonly string[], isReleased: boolean): Version[] => {
  const within = projectIdsNamed(context, projects);
  return [...context.store.versions.values()]
    .filter((v) => v.released === isReleased && !v.archived && context.canBrowse(v.projectId))
    .filter((v) => within.size === 0 || within.has(v.projectId))
    .sort((a, b) => a.sequence - b.sequence);
};

const idOf = (entity: { readonly id: string } | undefined): readonly string[] =>
  entity === undefined ? [] : [entity.id];
const idsOf = (entities: readonly { readonly id: string }[]): readonly string[] => entities.map(({ id }) => id);

const visibleIssue = (context: JqlContext, key: string, fieldName: string): Issue => {
  const issue = context.findIssue(key);
  if (issue === undefined) throw unknownIssue(fieldName, key);
  return issue;
};

const linkedIssues: IdFunction['run'] = (context, [key = '', ...names]) => {
  const issue = visibleIssue(context, key, 'issue');
  const wanted = new Set(
    names.flatMap((name) => {
      const types = linkTypesNamed(context, name);
      if (types.length === 0) throw badRequest(`Issue link type '${name}' does not exist.`);
      return types;
    }),
  );
  return context.store.linksByIssue
    .of(issue.id)
    .filter((link) => wanted.size === 0 || wanted.has(`${link.typeId}:${linkDirection(link, issue.id)}`))
    .map((link) => (link.sourceId === issue.id ? link.destinationId : link.sourceId));
};

const childIssues: IdFunction['run'] = (context, keys) => {
  const found = new Set<string>();
  let level = keys.map((key) => visibleIssue(context, key, 'issue').id);
  while (level.length > 0) {
    level = level.flatMap((id) => idsOf(context.store.issuesByParent.of(id))).filter((id) => !found.has(id));
    for (const id of level) found.add(id);
  }
  return [...found];
};

const typesAt = (isWanted: (level: number) => boolean): IdFunction =>
  list('issuetype', [0, 0], ({ store }) =>
    idsOf([...store.issueTypes.values()].filter((t) => isWanted(t.hierarchyLevel))),
  );

const userNamed = ({ store, accountId }: JqlContext, name: string | undefined): string | undefined => {
  if (name === undefined) return accountId;
  const user =
    store.users.get(name) ?? [...store.users.values()].find((u) => u.displayName === name || u.emailAddress === name);
  if (user === undefined) throw badRequest(`The user '${name}' does not exist.`);
  return user.id;
};

const many: IdFunction['takes'] = [0, Number.POSITIVE_INFINITY];
const some: IdFunction['takes'] = [1, Number.POSITIVE_INFINITY];

const ID_FUNCTIONS: Readonly<Record<string, IdFunction>> = {
  currentuser: {
    family: 'user',
    isList: false,
    takes: [0, 0],
    run: ({ accountId }) => (accountId === undefined ? [] : [accountId]),
  },
  membersof: list('user', [1, 1], groupMembers),
  opensprints: sprints('active'),
  futuresprints: sprints('future'),
  closedsprints: sprints('closed'),
  releasedversions: list('version', many, (context, args) => idsOf(versionsOf(context, args, true))),
  unreleasedversions: list('version', many, (context, args) => idsOf(versionsOf(context, args, false))),
  latestreleasedversion: {
    ...list('version', [1, 1], (context, args) => idOf(versionsOf(context, args, true).at(-1))),
    isList: false,
  },
  earliestunreleasedversion: {
    ...list('version', [1, 1], (context, args) => idOf(versionsOf(context, args, false)[0])),
    isList: false,
  },
  linkedissues: list('issue', some, linkedIssues),
  linkedworkitems: list('issue', some, linkedIssues),
  childissuesof: list('issue', some, childIssues),
  portfoliochildissuesof: list('issue', some, childIssues),
  standardissuetypes: typesAt((level) => level >= 0),
  subtaskissuetypes: typesAt((level) => level < 0),
  projectsleadbyuser: list('project', [0, 1], (context, [name]) => {
    const lead = userNamed(context, name);
    return idsOf([...context.store.projects.values()].filter((p) => p.leadId === lead && context.canBrowse(p.id)));
  }),
  projectswhereuserhaspermission: list('project', [1, 1], ({ store, accountId, canBrowse }, [permission = '']) => {
    const key = permission.toUpperCase().replaceAll(' ', '_');
    const holds = [...store.projects.values()].filter((project) => hasPermission(store, accountId, key, { project }));
    return idsOf(holds.filter((project) => canBrowse(project.id)));
  }),
  componentsleadbyuser: list('component', [0, 1], (context, [name]) => {
    const lead = userNamed(context, name);
    return idsOf(
      [...context.store.components.values()].filter((c) => c.leadId === lead && context.canBrowse(c.projectId)),
    );
  }),
};

const NOT_HERE = new Set(
  (
    'issueHistory votedIssues watchedIssues workItemHistory updatedBy currentLogin lastLogin approved approver ' +
    'cascadeOption choiceOption projectsWhereUserHasRole issuesWithRemoteLinksByGlobalId aqlFunction ' +
    'organizationMembers breached completed elapsed everBreached paused remaining running spacesLeadByUser team'
  )
    .toLowerCase()
    .split(' '),
);

const find = (name: string): IdFunction => {
  const found = Object.hasOwn(ID_FUNCTIONS, name.toLowerCase()) ? ID_FUNCTIONS[name.toLowerCase()] : undefined;
  if (found !== undefined) return found;
  if (NOT_HERE.has(name.toLowerCase())) throw notSupportedHere(`The JQL function '${name}()'`);
  throw unknownFunction(name);
};

/** Whether a function gives a list, as IN needs it; date functions and `currentUser()` give one value. */
export const isListFunction = (operand: FunctionOperand): boolean =>
  !isDateFunction(operand.function.value) && find(operand.function.value).isList;

/** The ids that a function gives for a field of some family; throws a 400 for a function that is unknown or does not fit. */
export const runIdFunction = (
  context: JqlContext,
  operand: FunctionOperand,
  family: Family,
  field: string,
): readonly string[] => {
  const name = operand.function.value;
  if (isDateFunction(name)) throw functionNotForField(name, field);
  const found = find(name);
  if (found.family !== family) throw functionNotForField(name, field);
  return found.run(context, argumentsOf(operand, found.takes));
};

/** The 400 for a function that does not fit a date field: unknown, left out here, or of another kind. */
export const notADate = (operand: FunctionOperand, field: string): JiraProblem => {
  find(operand.function.value);
  return functionNotForField(operand.function.value, field);
};
