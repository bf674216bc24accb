import type { Field as AstField } from '@atlaskit/jql-ast';
import type { JqlContext } from './context.ts';
import { customField } from './custom-fields.ts';
import type { JqlField } from './field.ts';
import { unknownField } from './problems.ts';
import { propertyField } from './property-fields.ts';
import { systemFields } from './system-fields.ts';

/** A field of a query with the name by which messages speak of it. */
export interface NamedField {
  readonly name: string;
  /** More than one where custom fields share a name: a clause then asks all of them. */
  readonly fields: readonly JqlField[];
}

/** The field that a clause or ORDER BY names; throws Jira's "does not exist or you do not have permission to view it". */
export const findField = (context: JqlContext, { value: name, properties }: AstField): NamedField => {
  const [property] = properties ?? [];
  if (property !== undefined && name.toLowerCase() === 'issue.property') {
    const path = (property.path ?? []).map((part) => part.value).join('');
    return { name, fields: [propertyField(context, property.key?.value ?? '', path.replace(/^\./, ''))] };
  }
  if (property !== undefined) throw unknownField(`${name}[${property.key?.text ?? ''}]`);
  const system = systemFields.get(name.toLowerCase());
  if (system !== undefined) return { name, fields: [system(context)] };
  const alias = context.state.aliases.find((a) => a.alias?.toLowerCase() === name.toLowerCase());
  if (alias !== undefined) return { name, fields: [propertyField(context, alias.key, alias.path)] };
  const custom = context.state
    .fieldsNamed(name)
    .filter((field) => field.custom && (field.projectId === undefined || context.canBrowse(field.projectId)));
  if (custom.length === 0) throw unknownField(name);
  return { name, fields: custom.map((field) => customField(context, field)) };
};
