import type { Entity, Issue, StatusCategoryKey } from '../entities.ts';
import type { JqlContext } from './context.ts';
import { instantField, dayField, numberField, textField, type JqlField, type SetField } from './field.ts';
import { linkFields } from './link-fields.ts';
import { byName, byPosition, sortedBy } from './names.ts';
import { issueFields } from './issue-fields.ts';
import { peopleFields } from './people-fields.ts';
import { planningFields } from './planning-fields.ts';
import { withPostings } from './postings.ts';
import { unknownValue } from './problems.ts';
import { textFields } from './text-fields.ts';

/** Makes a field for one search, when a query names it. */
export type FieldMaker = (context: JqlContext) => JqlField;

const CATEGORIES: readonly { key: StatusCategoryKey; names: readonly string[] }[] = [
  { key: 'new', names: ['new', 'to do', 'todo', '2'] },
  { key: 'indeterminate', names: ['indeterminate', 'in progress', '4'] },
  { key: 'done', names: ['done', 'complete', '3'] },
];

const nameOf = (entity: Entity & { readonly name: string }): readonly string[] => [entity.name];
const inVisibleProject =
  ({ canBrowse }: JqlContext) =>
  (entity: { readonly projectId?: string }): boolean =>
    entity.projectId === undefined || canBrowse(entity.projectId);

const projectOf = (issue: Issue) => issue.projectId;
const project: FieldMaker = ({ store, canBrowse }) => {
  const all = () => store.projects.values();
  return {
    kind: 'set',
    family: 'project',
    values: projectOf,
    resolve: byName({ all, namesOf: (p) => [p.key, p.name], isVisible: (p) => canBrowse(p.id) }),
    sortKey: byPosition(
      projectOf,
      sortedBy(all, (p) => p.name),
    ),
    find: (ids) => ids.flatMap((id) => store.issuesByProject.of(id)),
    count: (ids) => ids.reduce((sum, id) => sum + store.issuesByProject.count(id), 0),
  };
};

const issueTypeOf = (issue: Issue) => issue.issueTypeId;
const issueType: FieldMaker = (context) => {
  const all = () => context.store.issueTypes.values();
  const resolve = byName({ all, namesOf: nameOf, isVisible: inVisibleProject(context) });
  const sortKey = byPosition(
    issueTypeOf,
    sortedBy(all, (t) => t.name),
  );
  return { kind: 'set', family: 'issuetype', values: issueTypeOf, resolve, sortKey };
};

const statusOf = (issue: Issue) => issue.statusId;
const status: FieldMaker = (context) => {
  const all = () => context.store.statuses.values();
  const resolve = byName({ all, namesOf: nameOf, isVisible: inVisibleProject(context) });
  return { kind: 'set', family: 'other', values: statusOf, resolve, sortKey: byPosition(statusOf, all) };
};

const statusCategory: FieldMaker = ({ store }) => {
  const values = (issue: Issue) => store.statuses.get(issue.statusId)?.category;
  return {
    kind: 'set',
    family: 'other',
    values,
    resolve: (value, fieldName) => {
      const category = CATEGORIES.find(({ names }) => names.includes(value.toLowerCase()));
      if (category === undefined) throw unknownValue(fieldName, value);
      return [category.key];
    },
    sortKey: byPosition(values, () => CATEGORIES.map(({ key }) => ({ id: key }))),
  };
};

const resolutionOf = (issue: Issue) => issue.resolutionId;
const resolution: FieldMaker = ({ store }) => {
  const all = () => store.resolutions.values();
  return {
    kind: 'set',
    family: 'other',
    values: resolutionOf,
    resolve: byName({ all, namesOf: nameOf }),
    sortKey: byPosition(resolutionOf, all),
  };
};

const priorityOf = (issue: Issue) => issue.priorityId;
const priority: FieldMaker = ({ store }) => {
  const all = () => store.priorities.values();
  // Jira lists priorities from the highest down, and `>` and DESC mean "higher".
  const upwards = () => [...all()].reverse();
  const height = new Map(upwards().map((entity, index) => [entity.id, index]));
  const compare: SetField['compare'] = (id, otherId) => (height.get(id) ?? -1) - (height.get(otherId) ?? -1);
  const resolve = byName({ all, namesOf: nameOf });
  return {
    kind: 'set',
    family: 'other',
    values: priorityOf,
    resolve,
    compare,
    sortKey: byPosition(priorityOf, upwards),
  };
};

const labels: FieldMaker = (context) =>
  withPostings(context, 'labels', {
    kind: 'set',
    family: 'other',
    // Jira searches labels whatever their case.
    values: (issue) => (issue.labels.length === 0 ? undefined : issue.labels.map((label) => label.toLowerCase())),
    resolve: (value) => [value.toLowerCase()],
    sortKey: () => (issue) => (issue.labels.length === 0 ? undefined : issue.labels.join(' ').toLowerCase()),
  });

const levelOf = (issue: Issue) => issue.securityLevelId;
const level: FieldMaker = ({ store }) => {
  const all = () => [...store.issueSecuritySchemes.values()].flatMap((scheme) => scheme.levels);
  return {
    kind: 'set',
    family: 'other',
    values: levelOf,
    resolve: byName({ all, namesOf: nameOf }),
    sortKey: byPosition(levelOf, all),
  };
};

const hierarchyLevel: FieldMaker = ({ store }) =>
  numberField((issue) => store.issueTypes.get(issue.issueTypeId)?.hierarchyLevel);

// 1w = 5d, 1d = 8h, as Jira ships.
const SECONDS: Readonly<Record<string, number>> = { w: 144_000, d: 28_800, h: 3600, m: 60 };
const parseDuration = (text: string): number | undefined => {
  if (!/^(\d+(\.\d+)?[wdhm]?\s*)+$/.test(text.trim())) return undefined;
  const parts = [...text.matchAll(/(\d+(?:\.\d+)?)([wdhm]?)/g)];
  return parts.reduce((sum, [, amount, unit]) => sum + Number(amount) * (SECONDS[unit || 'm'] ?? 60), 0);
};
const duration = (value: (issue: Issue) => number | undefined): FieldMaker => {
  const field = numberField(value, parseDuration);
  return () => field;
};

const unsupported: FieldMaker = () => ({ kind: 'unsupported' });
const filter: FieldMaker = () => ({ kind: 'filter' });

const SYSTEM: readonly (readonly [names: string, maker: FieldMaker])[] = [
  ['project', project],
  ['issuetype type workType', issueType],
  ['hierarchyLevel', hierarchyLevel],
  ['status', status],
  ['statusCategory', statusCategory],
  ['statusCategoryChangedDate', () => instantField((issue) => issue.statusCategoryChanged)],
  ['resolution', resolution],
  ['resolved resolutiondate', () => instantField((issue) => issue.resolved)],
  ['priority', priority],
  ['created createdDate', ({ state }) => instantField((issue) => issue.created, state.byCreated)],
  ['updated updatedDate', ({ state }) => instantField((issue) => issue.updated, state.byUpdated)],
  ['due duedate', () => dayField((issue) => issue.dueDate)],
  ['labels', labels],
  ['level', level],
  ['summary', () => textField((issue) => issue.summary)],
  ['timeoriginalestimate originalEstimate', duration((issue) => issue.originalEstimateSeconds)],
  ['timeestimate remainingEstimate', duration((issue) => issue.remainingEstimateSeconds)],
  ['timespent', duration((issue) => issue.timeSpentSeconds)],
  ['filter request savedFilter searchRequest', filter],
  ['category attachments environment lastViewed voter votes watcher watchers workRatio worklogAuthor', unsupported],
  ['worklogComment worklogDate development approvals organizations projectType', unsupported],
];

const listed = SYSTEM.flatMap(([names, maker]) => names.split(' ').map((name) => [name.toLowerCase(), maker] as const));

/** JQL's system fields by clause name in lower case. */
export const systemFields: ReadonlyMap<string, FieldMaker> = new Map([
  ...listed,
  ...Object.entries({ ...issueFields, ...peopleFields, ...linkFields, ...textFields, ...planningFields }),
]);
