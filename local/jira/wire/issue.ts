import type { Caller } from '../caller.ts';
import type { Field, Issue } from '../entities.ts';
import type { Site } from '../site.ts';
import { adfToHtml, type ApiVersion } from './adf.ts';
import { apiUrl, type Bean } from './bean.ts';
import { renderChangelog } from './changelog.ts';
import { customField } from './custom-fields.ts';
import { editMeta } from './field-meta.ts';
import { fieldNames, fieldSchemas, type FieldSelection } from './field-selection.ts';
import { issueOperations } from './issue-operations.ts';
import { type FieldContext, type FieldRenderer, systemFields } from './system-fields.ts';
import { renderTransition, transitionsOf } from './transition.ts';
import { viewerOf } from './viewer.ts';

export interface IssueOptions {
  readonly fields: FieldSelection;
  readonly expand?: ReadonlySet<string>;
  /** Keys of issue properties to include, or `*all`. */
  readonly properties?: readonly string[];
  readonly version?: ApiVersion;
  /** How many entries `expand=changelog` shows at most. */
  readonly histories?: number;
}

const EXPANDABLE = 'renderedFields,names,schema,operations,editmeta,changelog,versionedRepresentations';

const rendererOf = (context: FieldContext, field: Field): FieldRenderer =>
  systemFields[field.id] ?? (field.custom ? customField(context.store, field) : () => null);

const propertiesOf = ({ store }: FieldContext, issue: Issue, keys: readonly string[]): Bean => {
  const all = keys.includes('*all');
  const found = store.propertiesByEntity.of(`issue/${issue.id}`).filter(({ key }) => all || keys.includes(key));
  return Object.fromEntries(found.map(({ key, value }) => [key, value]));
};

const renderedFields = (issue: Issue, fields: Bean, options: IssueOptions): Bean => {
  const html: Record<string, unknown> = {};
  for (const { id, schema } of options.fields.fields) {
    const value = fields[id];
    if (value === undefined) continue;
    if (id === 'description') html[id] = adfToHtml(issue.description);
    else html[id] = schema?.type === 'datetime' || schema?.type === 'date' ? value : null;
  }
  return html;
};

const expansions = (context: FieldContext, issue: Issue, fields: Bean, options: IssueOptions): Bean => {
  const { store, viewer } = context;
  const has = (name: string): boolean => options.expand?.has(name) === true;
  const { accountId } = viewer.caller;
  return {
    ...(has('renderedFields') ? { renderedFields: renderedFields(issue, fields, options) } : {}),
    ...(has('names') ? { names: fieldNames(options.fields) } : {}),
    ...(has('schema') ? { schema: fieldSchemas(options.fields) } : {}),
    ...(has('transitions')
      ? { transitions: transitionsOf(store, accountId, issue).map((one) => renderTransition(store, one)) }
      : {}),
    ...(has('operations') ? { operations: issueOperations(store, accountId, issue) } : {}),
    ...(has('editmeta') ? { editmeta: editMeta(store, accountId, issue) } : {}),
    ...(has('changelog') ? { changelog: renderChangelog(viewer, issue.id, options.histories) } : {}),
  };
};

/**
 * Renders many issues of one answer, each as the caller sees it: what the fields and permissions need is worked out once.
 * The issues themselves must be visible to the caller: this only cuts what stands around them.
 */
export const issueRenderer = (
  site: Pick<Site, 'store'>,
  caller: Caller,
  options: IssueOptions,
): ((issue: Issue) => Bean) => {
  const { store } = site;
  const { only, fields: wanted } = options.fields;
  const context: FieldContext = { store, viewer: viewerOf(store, caller), version: options.version ?? '3' };
  const renderers = wanted.map((field) => ({ id: field.id, render: rendererOf(context, field) }));
  const expands = options.expand !== undefined && options.expand.size > 0;
  const { properties } = options;
  return (issue) => {
    const withProperties =
      properties === undefined || properties.length === 0 ? undefined : propertiesOf(context, issue, properties);
    if (only === 'id' && !expands && withProperties === undefined) return { id: issue.id };
    const fields: Record<string, unknown> = {};
    for (const { id, render } of renderers) {
      const value = render(issue, context);
      if (value !== undefined) fields[id] = value;
    }
    const bean: Record<string, unknown> = {
      expand: only === undefined ? EXPANDABLE : '',
      id: issue.id,
      self: apiUrl(store, `issue/${issue.id}`),
      key: issue.key,
    };
    if (withProperties !== undefined) bean['properties'] = withProperties;
    if (expands) Object.assign(bean, expansions(context, issue, fields, options));
    if (only === undefined) bean['fields'] = fields;
    return bean;
  };
};

/** One issue as the caller sees it; for many, use `issueRenderer`. */
export const renderIssue = (site: Pick<Site, 'store'>, caller: Caller, issue: Issue, options: IssueOptions): Bean =>
  issueRenderer(site, caller, options)(issue);
