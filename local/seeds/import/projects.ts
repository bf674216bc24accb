import type { Project, Status } from '../../jira/entities.ts';
import { APP_ACCOUNT_ID } from '../ids.ts';
import { addProject } from '../project-adder.ts';
import { simpleWorkflow } from '../workflows.ts';
import { beanId } from './catalogue.ts';
import { continueAfter } from './context.ts';
import type { ImportContext } from './context.ts';
import type { NormalIssue } from './normalise.ts';
import { accountIdOf } from './people.ts';
import { isRaw, listAt, rawAt, textAt, toDayText } from './raw.ts';
import type { Raw } from './raw.ts';

/** The project of an issue: from its field, else from its key. */
export const projectKeyOf = (issue: NormalIssue): string =>
  textAt(issue.fields.project, 'key') ?? issue.key.replace(/-\d+$/, '');

const CATEGORY_ORDER: Readonly<Record<Status['category'], number>> = { new: 0, indeterminate: 1, done: 2 };

const tally = (ids: readonly (string | undefined)[]): string[] => {
  const counts = new Map<string, number>();
  for (const id of ids) if (id !== undefined) counts.set(id, (counts.get(id) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1]).map(([id]) => id);
};

const seenIds = (issues: readonly NormalIssue[], field: string): string[] =>
  tally(issues.map((issue) => beanId(issue.fields[field])));

/** A workflow over the statuses seen in a project, any to any; entering a done one resolves. */
const addWorkflow = (context: ImportContext, key: string, issues: readonly NormalIssue[]): string => {
  const { store } = context;
  const statuses = seenIds(issues, 'status')
    .flatMap((id) => store.statuses.get(id) ?? [])
    .sort((a, b) => CATEGORY_ORDER[a.category] - CATEGORY_ORDER[b.category]);
  const [resolutionId = '10000'] = [
    ...seenIds(issues, 'resolution'),
    ...[...store.resolutions.values()].map((each) => each.id),
  ];
  const workflow = simpleWorkflow(String(store.next('workflow', 10_001)), `Workflow of ${key}`, statuses);
  store.workflows.put({
    ...workflow,
    transitions: workflow.transitions.map((each) => (each.resolutionId === null ? each : { ...each, resolutionId })),
  });
  return workflow.id;
};

const leadOf = (context: ImportContext, bean: Raw | undefined, issues: readonly NormalIssue[]): string => {
  const stated = accountIdOf(rawAt(bean, 'lead'));
  const people = tally(
    issues.flatMap((issue) => [accountIdOf(issue.fields.assignee), accountIdOf(issue.fields.reporter)]),
  );
  const known = [stated, ...people].find((id) => context.store.users.get(id) !== undefined);
  return known ?? [...context.store.users.values()].find((user) => user.id !== APP_ACCOUNT_ID)?.id ?? APP_ACCOUNT_ID;
};

const importProject = (context: ImportContext, key: string, issues: readonly NormalIssue[]): Project => {
  const { store } = context;
  const bean = issues.map((issue) => rawAt(issue.fields, 'project')).find((each) => each !== undefined);
  const id = textAt(bean, 'id');
  const typeKey = textAt(bean, 'projectTypeKey');
  const isTaken = id === undefined || store.projects.get(id) !== undefined;
  return addProject(store, {
    key,
    ...(isTaken ? {} : { id }),
    name: textAt(bean, 'name') ?? key,
    leadId: leadOf(context, bean, issues),
    ...(typeKey === 'business' || typeKey === 'service_desk' ? { typeKey } : {}),
    issueTypeIds: seenIds(issues, 'issuetype'),
    workflowIds: { default: addWorkflow(context, key, issues) },
  });
};

/** The project's style without its own parts: those came with the issues. */
const withStyle = (project: Project, issues: readonly NormalIssue[]): Project => {
  const bean = rawAt(issues[0]?.fields, 'project');
  return bean?.simplified === true || textAt(bean, 'style') === 'next-gen'
    ? { ...project, style: 'next-gen' }
    : project;
};

/** Adds the projects that the issues are in, each with its types and a workflow over the statuses seen. */
export const importProjects = (context: ImportContext): void => {
  const { store, report } = context;
  const byKey = Map.groupBy(context.issues, projectKeyOf);
  continueAfter(
    store,
    'project',
    context.issues.flatMap((issue) => textAt(rawAt(issue.fields, 'project'), 'id') ?? []),
  );
  for (const [key, issues] of byKey) store.projects.put(withStyle(importProject(context, key, issues), issues));
  report.count('projects', byKey.size);
};

/** Version beans of an issue: of the system fields, and of custom fields that hold versions. */
function* versionBeans(context: ImportContext): Generator<readonly [Raw, NormalIssue]> {
  const custom = context.customFields.filter((field) => field.kind.kind === 'version').map((field) => field.id);
  for (const issue of context.issues) {
    for (const name of ['fixVersions', 'versions', ...custom]) {
      const value = issue.fields[name];
      for (const each of Array.isArray(value) ? value : [value]) if (isRaw(each)) yield [each, issue];
    }
  }
}

/** Adds versions and components, each in the project of the first issue that names it. */
export const importVersionsAndComponents = (context: ImportContext): void => {
  const { store, report } = context;
  for (const [bean, issue] of versionBeans(context)) {
    const id = beanId(bean);
    const project = store.projectsByKey.first(projectKeyOf(issue));
    if (id === undefined || project === undefined || store.versions.get(id) !== undefined) continue;
    const [startDate, releaseDate] = [toDayText(bean.startDate), toDayText(bean.releaseDate)];
    store.versions.put({
      id,
      projectId: project.id,
      name: textAt(bean, 'name') ?? id,
      ...(textAt(bean, 'description') === undefined ? {} : { description: textAt(bean, 'description') ?? '' }),
      archived: bean.archived === true,
      released: bean.released === true,
      ...(startDate === undefined ? {} : { startDate }),
      ...(releaseDate === undefined ? {} : { releaseDate }),
      sequence: store.versionsByProject.count(project.id) + 1,
    });
  }
  for (const issue of context.issues) {
    const project = store.projectsByKey.first(projectKeyOf(issue));
    for (const bean of listAt(issue.fields, 'components')) {
      const id = beanId(bean);
      if (id === undefined || project === undefined || store.components.get(id) !== undefined) continue;
      store.components.put({ id, projectId: project.id, name: textAt(bean, 'name') ?? id });
    }
  }
  report.count('versions', store.versions.size);
  report.count('components', store.components.size);
  continueAfter(
    store,
    'version',
    [...store.versions.values()].map((each) => each.id),
  );
  continueAfter(
    store,
    'component',
    [...store.components.values()].map((each) => each.id),
  );
};
