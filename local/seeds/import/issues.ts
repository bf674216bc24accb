import type { Issue, Json } from '../../jira/entities.ts';
import { compact } from '../compact.ts';
import { toDocument } from '../issue-adders.ts';
import { beanId } from './catalogue.ts';
import { continueAfter } from './context.ts';
import type { ImportContext } from './context.ts';
import { toStored } from './custom-values.ts';
import { issueFinder, parentMentions } from './hierarchy.ts';
import type { NormalIssue } from './normalise.ts';
import { accountIdOf } from './people.ts';
import { projectKeyOf } from './projects.ts';
import { historiesOf, isRaw, listAt, numberAt, rawAt, textAt, toDayText, toInstant } from './raw.ts';
import { sprintsOf } from './sprints.ts';

const RANK = /^[0-2]\|[0-9a-z]+:[0-9a-z]*$/;

/** Ids that the store can keep: the export's own, or the next free ones for issues that have none. */
const idsOf = (context: ImportContext): Map<NormalIssue, string> => {
  continueAfter(
    context.store,
    'issue',
    context.issues.map((issue) => issue.id),
  );
  return new Map(
    context.issues.map((issue) => [issue, /^\d+$/.test(issue.id) ? issue.id : String(context.store.next('issue'))]),
  );
};

const descriptionOf = (value: unknown): Json | undefined => {
  if (typeof value === 'string') return toDocument(value);
  // A document came out of JSON.parse.
  return isRaw(value) ? (value as Json) : undefined;
};

/** Sprint ids in order of joining: by start, undated ones last. */
const sprintIdsOf = (context: ImportContext, issue: NormalIssue): string[] => {
  const values = new Map(sprintsOf(context, issue).map((each) => [each.id, each]));
  const known = [...values.values()].filter((each) => context.store.sprints.get(each.id) !== undefined);
  const order = { closed: 0, active: 1, future: 2 };
  return known
    .sort(
      (a, b) =>
        order[a.state] - order[b.state] ||
        (a.startDate ?? Infinity) - (b.startDate ?? Infinity) ||
        Number(a.id) - Number(b.id),
    )
    .map((each) => each.id);
};

/** Ranks are kept; an issue without one, or with another's, comes after all others in the order of the files. */
const rankBook = (context: ImportContext): ((issue: NormalIssue) => string) => {
  const fieldId = context.store.settings.fields.rank;
  const taken = new Set<string>();
  let missing = 0;
  return (issue) => {
    const value = issue.fields[fieldId];
    if (typeof value === 'string' && RANK.test(value) && !taken.has(value)) {
      taken.add(value);
      return value;
    }
    context.report.leaveOut(
      'rank',
      value === undefined ? 'the issue has none; it comes last' : 'another issue has the same; it comes last',
      issue.key,
    );
    return `0|zz${(missing++).toString(36).padStart(6, '0')}:`;
  };
};

const isFlagged = (context: ImportContext, { fields }: NormalIssue): boolean => {
  const value = fields[context.store.settings.fields.flagged];
  return fields.flagged === true || (Array.isArray(value) && value.length > 0);
};

const customOf = (context: ImportContext, issue: NormalIssue): Record<string, Json> => {
  const { sprint, rank, epicLink, parentLink, flagged, team } = context.store.settings.fields;
  const elsewhere = new Set([sprint, rank, epicLink, parentLink, flagged]);
  const custom: Record<string, Json> = {};
  for (const facts of context.customFields) {
    const value = issue.fields[facts.id];
    if (value !== undefined && !elsewhere.has(facts.id))
      custom[facts.id] = toStored(facts.id === team ? 'team' : facts.kind.kind, value);
  }
  return custom;
};

const idsIn = (value: unknown): string[] => (Array.isArray(value) ? value.flatMap((each) => beanId(each) ?? []) : []);

const labelsOf = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((each): each is string => typeof each === 'string') : [];

const secondsOf = (fields: NormalIssue['fields'], name: string, inTracking: string): number | undefined =>
  numberAt(fields, name) ?? numberAt(rawAt(fields, 'timetracking'), inTracking);

/** Keys of before moves between projects, as the history tells them. */
const previousKeysOf = (issue: NormalIssue): string[] | undefined => {
  const keys = historiesOf(issue.raw)
    .flatMap((history) => listAt(history, 'items'))
    .flatMap((item) => (textAt(item, 'field') === 'Key' ? (textAt(item, 'fromString') ?? []) : []));
  const others = [...new Set(keys)].filter((key) => key !== issue.key);
  return others.length === 0 ? undefined : others;
};

const toIssue = (context: ImportContext, issue: NormalIssue, id: string, rank: string): Issue | undefined => {
  const { store } = context;
  const { fields } = issue;
  const project = store.projectsByKey.first(projectKeyOf(issue));
  const [issueTypeId, statusId] = [beanId(fields.issuetype), beanId(fields.status)];
  if (project === undefined || issueTypeId === undefined || statusId === undefined) return undefined;
  const updated =
    toInstant(fields.updated) ??
    lastChange(issue) ??
    toInstant(fields.resolutiondate) ??
    toInstant(fields.created) ??
    0;
  const created = toInstant(fields.created) ?? updated;
  const resolutionId = beanId(fields.resolution);
  return compact<Issue>({
    id,
    key: issue.key,
    previousKeys: previousKeysOf(issue),
    projectId: project.id,
    issueTypeId,
    statusId,
    summary: textAt(fields, 'summary') ?? issue.key,
    description: descriptionOf(fields.description),
    priorityId: beanId(fields.priority),
    resolutionId,
    reporterId: accountIdOf(fields.reporter),
    creatorId: accountIdOf(fields.creator) ?? accountIdOf(fields.reporter),
    assigneeId: accountIdOf(fields.assignee),
    created,
    updated: Math.max(updated, created),
    resolved: resolutionId === undefined ? undefined : (toInstant(fields.resolutiondate) ?? updated),
    statusCategoryChanged:
      toInstant(fields.statuscategorychangedate) ?? lastChange(issue, 'status') ?? toInstant(fields.resolutiondate),
    dueDate: toDayText(fields.duedate),
    labels: labelsOf(fields.labels),
    componentIds: idsIn(fields.components),
    fixVersionIds: idsIn(fields.fixVersions),
    affectsVersionIds: Array.isArray(fields.versions) ? idsIn(fields.versions) : undefined,
    securityLevelId: beanId(fields.security),
    rank,
    sprintIds: sprintIdsOf(context, issue),
    flagged: isFlagged(context, issue) ? true : undefined,
    originalEstimateSeconds: secondsOf(fields, 'timeoriginalestimate', 'originalEstimateSeconds'),
    remainingEstimateSeconds: secondsOf(fields, 'timeestimate', 'remainingEstimateSeconds'),
    timeSpentSeconds: secondsOf(fields, 'timespent', 'timeSpentSeconds'),
    custom: customOf(context, issue),
  });
};

/** When an issue's history last tells of a change, or of one of that field. */
const lastChange = (issue: NormalIssue, field?: string): number | undefined => {
  const times = historiesOf(issue.raw)
    .filter(
      (history) => field === undefined || listAt(history, 'items').some((item) => textAt(item, 'field') === field),
    )
    .flatMap((history) => (isRaw(history) ? (toInstant(history.created) ?? []) : []));
  return times.length === 0 ? undefined : Math.max(...times);
};

/** Adds the issues, without their parents; gives the id under which each was stored. */
export const importIssues = (context: ImportContext): Map<NormalIssue, string> => {
  const { store, report } = context;
  const ids = idsOf(context);
  const rankOf = rankBook(context);
  const placed = new Map<NormalIssue, string>();
  for (const [issue, id] of ids) {
    const entity = toIssue(context, issue, id, rankOf(issue));
    if (entity === undefined) {
      report.leaveOut('issue', 'it has no project, type or status', issue.key);
      continue;
    }
    store.issues.put(entity);
    placed.set(issue, id);
    const number = Number(/-(\d+)$/.exec(issue.key)?.[1] ?? 0);
    const sequence = `key/${projectKeyOf(issue)}`;
    store.sequences.set(sequence, Math.max(store.sequences.get(sequence) ?? 0, number));
  }
  report.count('issues', context.issues.length, placed.size);
  return placed;
};

/** Gives each issue the first parent that it names, that is in the export and that stands above it. */
export const importParents = (context: ImportContext, ids: ReadonlyMap<NormalIssue, string>): void => {
  const { store, report } = context;
  const find = issueFinder(context.issues);
  const levelOf = (id: string): number => store.issueTypes.get(store.issues.get(id)?.issueTypeId)?.hierarchyLevel ?? 0;
  for (const [issue, id] of ids) {
    const mentions = parentMentions(context, issue);
    if (mentions.length === 0) continue;
    const found = mentions
      .flatMap((mention) => ids.get(find(mention.idOrKey) ?? issue) ?? [])
      .filter((each) => each !== id);
    const parentId = found.find((each) => levelOf(each) > levelOf(id));
    report.count('parents', 1, parentId === undefined ? 0 : 1);
    const entity = store.issues.get(id);
    if (parentId !== undefined && entity !== undefined) store.issues.put({ ...entity, parentId });
    else if (found.length > 0)
      report.leaveOut(
        'parent',
        'it is not on a higher level',
        `${issue.key} under ${store.issues.get(found[0])?.key ?? ''}`,
      );
    else
      report.leaveOut(
        'parent',
        'it is not in the export',
        `${issue.key} under ${parentLabel(issue, mentions[0]?.idOrKey)}`,
      );
  }
};

const parentLabel = (issue: NormalIssue, idOrKey: string | undefined): string =>
  textAt(rawAt(issue.fields, 'parent'), 'key') ?? idOrKey ?? '';
