import type { Issue, Json } from '../entities.ts';
import type { JqlContext } from './context.ts';
import { instantField, numberField, textField, type JqlField } from './field.ts';
import { isList, isObject } from './json.ts';
import { userField } from './people-fields.ts';
import { unknownField } from './problems.ts';

const at = (value: Json | undefined, path: readonly string[]): Json | undefined => {
  let found = value;
  for (const name of path) {
    if (!isObject(found)) return undefined;
    found = found[name];
  }
  return found;
};

const texts = (value: Json | undefined): readonly string[] | undefined => {
  if (isList(value)) return value.flatMap((item) => texts(item) ?? []);
  return value === undefined || value === null || typeof value === 'object' ? undefined : [String(value)];
};

/**
 * A value inside an issue property. Jira searches only what an app declares (platform.md 4.6): any other path is
 * reported as a field that does not exist.
 */
export const propertyField = (context: JqlContext, key: string, path: string): JqlField => {
  const declared = context.state.aliases.find((alias) => alias.key === key && alias.path === path);
  if (declared === undefined) throw unknownField(`issue.property[${key}]${path === '' ? '' : `.${path}`}`);
  const steps = path === '' ? [] : path.split('.');
  const read = (issue: Issue): Json | undefined =>
    at(context.store.properties.get(`issue/${issue.id}/${key}`)?.value, steps);
  const words = (issue: Issue): readonly string[] | undefined => texts(read(issue));
  switch (declared.type) {
    case 'number':
      return numberField((issue) => {
        const value = read(issue);
        return typeof value === 'number' ? value : undefined;
      });
    case 'date':
      return instantField((issue) => {
        const value = read(issue);
        const instant = typeof value === 'string' ? Date.parse(value) : value;
        return typeof instant === 'number' && !Number.isNaN(instant) ? instant : undefined;
      });
    case 'text':
      return textField((issue) => words(issue)?.join(' '));
    case 'user':
      return userField(context, words);
    case 'string':
      return {
        kind: 'set',
        family: 'other',
        values: words,
        resolve: (value) => [value],
        sortKey: () => (issue) => words(issue)?.join(' '),
      };
  }
};
