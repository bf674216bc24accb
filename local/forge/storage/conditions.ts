import { KVS_QUERY_CONDITIONS } from '../limits.ts';
import { refuse } from './problem.ts';
import { listOf, members } from './requests.ts';

/** Whether an attribute's value meets a condition. */
export type Test = (value: unknown) => boolean;

const compare = (a: unknown, b: unknown): number | undefined => {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  if (typeof a === 'string' && typeof b === 'string') return a < b ? -1 : a > b ? 1 : 0;
  return undefined;
};
const ordered =
  (bound: unknown, accepts: (order: number) => boolean): Test =>
  (value) => {
    const order = compare(value, bound);
    return order !== undefined && accepts(order);
  };
const contains = (value: unknown, part: unknown): boolean =>
  Array.isArray(value)
    ? value.includes(part)
    : typeof value === 'string' && typeof part === 'string' && value.includes(part);

const CONDITIONS: Readonly<Record<string, (values: readonly unknown[]) => Test>> = {
  EQUAL_TO:
    ([expected]) =>
    (value) =>
      value === expected,
  NOT_EQUAL_TO:
    ([expected]) =>
    (value) =>
      value !== expected,
  EXISTS: () => (value) => value !== undefined && value !== null,
  NOT_EXISTS: () => (value) => value === undefined || value === null,
  GREATER_THAN: ([bound]) => ordered(bound, (order) => order > 0),
  GREATER_THAN_EQUAL_TO: ([bound]) => ordered(bound, (order) => order >= 0),
  LESS_THAN: ([bound]) => ordered(bound, (order) => order < 0),
  LESS_THAN_EQUAL_TO: ([bound]) => ordered(bound, (order) => order <= 0),
  BETWEEN: ([from, to]) => {
    const above = ordered(from, (order) => order >= 0);
    const below = ordered(to, (order) => order <= 0);
    return (value) => above(value) && below(value);
  },
  BEGINS_WITH:
    ([start]) =>
    (value) =>
      typeof value === 'string' && value.startsWith(String(start)),
  CONTAINS:
    ([part]) =>
    (value) =>
      contains(value, part),
  NOT_CONTAINS:
    ([part]) =>
    (value) =>
      !contains(value, part),
};
const RANGE_CONDITIONS = new Set([
  'BEGINS_WITH',
  'BETWEEN',
  'EQUAL_TO',
  'GREATER_THAN',
  'GREATER_THAN_EQUAL_TO',
  'LESS_THAN',
  'LESS_THAN_EQUAL_TO',
]);

/** Reads `{ condition, values }`. */
export const parseCondition = (raw: unknown): Test => {
  const { condition, values } = members(raw);
  const build = CONDITIONS[String(condition)];
  if (build === undefined) {
    throw refuse('INVALID_FILTER_CONDITION', 'The specified condition is not supported for filters.');
  }
  const given = listOf(values);
  if (condition === 'BETWEEN' && given.length < 2) {
    throw refuse('INSUFFICIENT_FILTER_VALUES', 'The specified condition needs at least two values.');
  }
  if (given.length !== (condition === 'BETWEEN' ? 2 : 1)) {
    throw refuse('INVALID_FILTER_VALUES', 'The specified number of values are not supported by the given condition.');
  }
  return build(given);
};
/** The condition on an index's range attribute: a subset of the filters'. */
export const parseRange = (raw: unknown): Test => {
  if (!RANGE_CONDITIONS.has(String(members(raw)['condition']))) {
    throw refuse('INVALID_FILTER_CONDITION', 'The specified condition is not supported for a range.');
  }
  return parseCondition(raw);
};

/** Reads `{ and: [...] }` or `{ or: [...] }` over the attributes of an entity; undefined means "no condition". */
export const parseFilters = (
  raw: unknown,
  isAttribute: (name: string) => boolean,
): ((attributes: Readonly<Record<string, unknown>>) => boolean) => {
  if (raw === undefined) return () => true;
  const { and, or } = members(raw);
  if (and !== undefined && or !== undefined) {
    throw refuse(
      'INVALID_FILTER_OPERATORS_COMBINATION',
      'Filter operators "and" and "or" cannot be present at the same level.',
    );
  }
  const entries = listOf(and ?? or);
  if (entries.length === 0) throw refuse('EMPTY_FILTER_OPERATOR', 'Filter operators "and" and "or" cannot be empty.');
  if (entries.length > KVS_QUERY_CONDITIONS) {
    throw refuse('INVALID_FILTER_CONDITION', `At most ${KVS_QUERY_CONDITIONS} conditions are allowed.`);
  }
  const tests = entries.map((entry) => {
    const property = String(members(entry)['property']);
    if (!isAttribute(property)) {
      throw refuse('QUERY_WHERE_FIELD_INVALID', `The specified field is not supported for filters: ${property}.`);
    }
    return { property, test: parseCondition(entry) };
  });
  const holds = (attributes: Readonly<Record<string, unknown>>) => (each: (typeof tests)[number]) =>
    each.test(attributes[each.property]);
  return (attributes) => (and === undefined ? tests.some(holds(attributes)) : tests.every(holds(attributes)));
};
