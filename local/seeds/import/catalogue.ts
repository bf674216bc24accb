import type { IssueType, StatusCategoryKey } from '../../jira/entities.ts';
import { continueAfter } from './context.ts';
import type { ImportContext } from './context.ts';
import { inferLevels } from './hierarchy.ts';
import { isRaw, listAt, rawAt, textAt } from './raw.ts';
import type { Raw } from './raw.ts';

/** Beans of one field over all issues, by id (or name where there is no id). */
const beansOf = (context: ImportContext, field: string): Map<string, Raw> => {
  const beans = new Map<string, Raw>();
  for (const { fields } of context.issues) {
    const bean = fields[field];
    const id = textAt(bean, 'id') ?? textAt(bean, 'name');
    if (isRaw(bean) && id !== undefined && !beans.has(id)) beans.set(id, bean);
  }
  return beans;
};

/** The id under which a bean was stored. */
export const beanId = (value: unknown): string | undefined => textAt(value, 'id') ?? textAt(value, 'name');

const DONE_NAMES = /^(done|closed|resolved|complete[d]?|released|cancell?ed|rejected|won.?t (do|fix))$/i;
const NEW_NAMES = /^(to ?do|open|new|backlog|reopened|selected for development|created|funnel)$/i;

/** By id and by name, where an export has no key. */
const CATEGORY_KEYS: Readonly<Record<string, string>> = {
  '1': 'undefined',
  '2': 'new',
  '3': 'done',
  '4': 'indeterminate',
  'To Do': 'new',
  'In Progress': 'indeterminate',
  Done: 'done',
};

const categoryOf = (bean: Raw): StatusCategoryKey | undefined => {
  const given = rawAt(bean, 'statusCategory');
  const key = textAt(given, 'key') ?? CATEGORY_KEYS[String(textAt(given, 'id') ?? textAt(bean, 'statusCategory'))];
  if (key === 'new' || key === 'indeterminate' || key === 'done') return key;
  return key === 'undefined' ? 'new' : undefined;
};

/** Most work in a status that nobody calls done is resolved: it is one of the done ones, in whichever language. */
const DONE_SHARE = 0.8;

const guessCategory = (name: string, resolvedShare: number): StatusCategoryKey => {
  if (DONE_NAMES.test(name)) return 'done';
  if (NEW_NAMES.test(name)) return 'new';
  return resolvedShare >= DONE_SHARE ? 'done' : 'indeterminate';
};

/** The share of each status's issues that have a resolution. */
const resolvedShares = (context: ImportContext): Map<string, number> => {
  const byStatus = Map.groupBy(context.issues, (issue) => beanId(issue.fields.status) ?? '');
  return new Map(
    [...byStatus].map(([id, issues]) => [
      id,
      issues.filter(({ fields }) => fields.resolution !== undefined).length / issues.length,
    ]),
  );
};

const importStatuses = (context: ImportContext): void => {
  const { store, report } = context;
  const beans = beansOf(context, 'status');
  const resolved = resolvedShares(context);
  for (const [id, bean] of beans) {
    const name = textAt(bean, 'name') ?? id;
    const known = categoryOf(bean);
    const category = known ?? guessCategory(name, resolved.get(id) ?? 0);
    if (known === undefined) report.infer(`status ${name} is of category ${category}, by its name and resolutions`);
    const projectId = textAt(rawAt(rawAt(bean, 'scope'), 'project'), 'id');
    store.statuses.put({
      id,
      name,
      description: textAt(bean, 'description') ?? '',
      category,
      ...(projectId === undefined ? {} : { projectId }),
    });
  }
  report.count('statuses', beans.size);
  continueAfter(store, 'status', beans.keys());
};

const importTypes = (context: ImportContext): void => {
  const { store, report, sorted } = context;
  const beans = beansOf(context, 'issuetype');
  const listed = new Map(sorted.issueTypes.map((bean) => [beanId(bean) ?? '', bean]));
  const levels = inferLevels(context, beans, listed);
  for (const [id, bean] of beans) {
    const projectId = textAt(rawAt(rawAt(listed.get(id) ?? bean, 'scope'), 'project'), 'id');
    const type: IssueType = {
      id,
      name: textAt(bean, 'name') ?? id,
      description: textAt(bean, 'description') ?? '',
      hierarchyLevel: levels.get(id) ?? 0,
    };
    store.issueTypes.put(projectId === undefined ? type : { ...type, projectId });
  }
  report.count('issue types', beans.size);
  continueAfter(store, 'issueType', beans.keys());
};

const PRIORITY_COLOURS = ['#d04437', '#f15C75', '#f79232', '#707070', '#999999'];

const importPriorities = (context: ImportContext): void => {
  const { store, report } = context;
  const beans = [...beansOf(context, 'priority')].sort(([a], [b]) => Number(a) - Number(b));
  beans.forEach(([id, bean], i) => {
    store.priorities.put({
      id,
      name: textAt(bean, 'name') ?? id,
      description: textAt(bean, 'description') ?? '',
      statusColor: textAt(bean, 'statusColor') ?? PRIORITY_COLOURS[i] ?? '#707070',
    });
  });
  if (beans.length === 0) store.priorities.put({ id: '3', name: 'Medium', description: '', statusColor: '#f79232' });
  report.count('priorities', beans.length);
};

const importResolutions = (context: ImportContext): void => {
  const { store, report } = context;
  const beans = beansOf(context, 'resolution');
  for (const [id, bean] of beans) {
    store.resolutions.put({ id, name: textAt(bean, 'name') ?? id, description: textAt(bean, 'description') ?? '' });
  }
  if (beans.size === 0) store.resolutions.put({ id: '10000', name: 'Done', description: 'Work has been completed.' });
  report.count('resolutions', beans.size);
  continueAfter(store, 'resolution', beans.keys());
};

const importLinkTypes = (context: ImportContext): void => {
  const { store, report } = context;
  for (const { fields } of context.issues) {
    for (const link of listAt(fields, 'issuelinks')) {
      const type = rawAt(link, 'type');
      const id = beanId(type);
      if (type === undefined || id === undefined || store.linkTypes.get(id) !== undefined) continue;
      const name = textAt(type, 'name') ?? id;
      store.linkTypes.put({
        id,
        name,
        inward: textAt(type, 'inward') ?? name,
        outward: textAt(type, 'outward') ?? name,
      });
    }
  }
  report.count('link types', store.linkTypes.size);
  if (![...store.linkTypes.values()].some((type) => type.name === 'Blocks')) {
    store.linkTypes.put({ id: '19000', name: 'Blocks', inward: 'is blocked by', outward: 'blocks' });
  }
  continueAfter(
    store,
    'linkType',
    [...store.linkTypes.values()].map((type) => type.id),
  );
};

/** Statuses, types with their levels, priorities, resolutions and link types, as the issues show them. */
export const importCatalogue = (context: ImportContext): void => {
  importStatuses(context);
  importTypes(context);
  importPriorities(context);
  importResolutions(context);
  importLinkTypes(context);
};
