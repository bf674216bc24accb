import type { Issue } from '../entities.ts';
import type { Compiled, Simple } from './compile-terminal.ts';
import type { JqlContext } from './context.ts';
import type { SetField } from './field.ts';
import { unsupportedOperator } from './problems.ts';
import { idsOf } from './values.ts';

type Values = ReturnType<SetField['values']>;

const isNone = (values: Values): boolean => values === undefined || (typeof values !== 'string' && values.length === 0);

const hasAny = (values: Values, wanted: ReadonlySet<string>): boolean => {
  if (values === undefined) return false;
  return typeof values === 'string' ? wanted.has(values) : values.some((value) => wanted.has(value));
};

const compileOrder = (operator: string, ids: readonly string[], field: SetField, fieldName: string): Compiled => {
  const { compare, values } = field;
  if (compare === undefined) throw unsupportedOperator(operator, fieldName);
  const accepts = (value: string): boolean =>
    ids.some((id) => {
      const order = compare(value, id);
      if (order === undefined) return false;
      if (operator === '<' || operator === '>') return operator === '<' ? order < 0 : order > 0;
      return operator === '<=' ? order <= 0 : order >= 0;
    });
  return {
    test: (issue) => {
      const found = values(issue);
      if (found === undefined) return false;
      return typeof found === 'string' ? accepts(found) : found.some(accepts);
    },
  };
};

/**
 * Tests a field of ids. As in Jira, `!=` and NOT IN find only issues that have some value; an issue without one is
 * found by IS EMPTY alone (or by EMPTY in a list).
 */
export const compileSet = (context: JqlContext, simple: Simple, field: SetField): Compiled => {
  const { operator, operands, fieldName } = simple;
  const { values } = field;
  const { hasEmpty } = operands;
  // `resolution = Unresolved` is the one word for "none" that is a value in the query language.
  const isUnresolved = (word: string): boolean =>
    fieldName.toLowerCase() === 'resolution' && word.toLowerCase() === 'unresolved';
  const items = operands.items.filter((item) => item.operandType !== 'value' || !isUnresolved(item.value));
  const acceptsNone = hasEmpty || items.length < operands.items.length;
  const ids = items.flatMap((item) => idsOf(context, field, item, fieldName));
  const wanted = new Set(ids);
  switch (operator) {
    case 'is':
      return { test: (issue) => isNone(values(issue)) };
    case 'is not':
      return { test: (issue) => !isNone(values(issue)) };
    case '=':
    case 'in': {
      const test = (issue: Issue): boolean => {
        const found = values(issue);
        return hasAny(found, wanted) || (acceptsNone && isNone(found));
      };
      const { find, count } = field;
      if (acceptsNone || find === undefined || count === undefined) return { test };
      const distinct = [...wanted];
      return { test, candidates: { count: count(distinct), issues: () => find(distinct) } };
    }
    case '!=':
    case 'not in':
      return {
        test: (issue) => {
          const found = values(issue);
          return !isNone(found) && !hasAny(found, wanted);
        },
      };
    case '~':
    case '!~':
      throw unsupportedOperator(operator, fieldName);
    case '<':
    case '<=':
    case '>':
    case '>=':
      return compileOrder(operator, ids, field, fieldName);
  }
};
