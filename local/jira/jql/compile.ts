import type { Filter, Issue } from '../entities.ts';
import { badRequest } from '../errors.ts';
import { type Candidates, type Compiled, compileTerminal } from './compile-terminal.ts';
import type { JqlContext } from './context.ts';
import { canSeeFilter } from './filter-visibility.ts';
import { findField } from './find-field.ts';
import { type Clause, parseJql, type TerminalClause } from './parse.ts';
import { unknownValue, unsupportedOperator } from './problems.ts';
import { operandsOf } from './values.ts';

const fewest = (parts: readonly Compiled[]): Candidates | undefined =>
  parts
    .flatMap(({ candidates }) => candidates ?? [])
    .reduce<Candidates | undefined>(
      (best, next) => (best === undefined || next.count < best.count ? next : best),
      undefined,
    );

const union = (parts: readonly Compiled[]): Candidates | undefined => {
  const all = parts.flatMap(({ candidates }) => candidates ?? []);
  if (all.length < parts.length) return undefined;
  return {
    count: all.reduce((sum, { count }) => sum + count, 0),
    issues: () => [...new Set(all.flatMap((candidates) => candidates.issues()))],
  };
};

const both = (parts: readonly Compiled[]): Compiled => {
  const candidates = fewest(parts);
  const tests = parts.map((part) => part.test);
  const [first, second] = tests;
  const test =
    tests.length === 2 && first !== undefined && second !== undefined
      ? (issue: Issue): boolean => first(issue) && second(issue)
      : (issue: Issue): boolean => tests.every((each) => each(issue));
  return candidates === undefined ? { test } : { test, candidates };
};

const either = (parts: readonly Compiled[]): Compiled => {
  const candidates = union(parts);
  const test = (issue: Issue): boolean => parts.some((part) => part.test(issue));
  return candidates === undefined ? { test } : { test, candidates };
};

/** Filters may name filters; Jira stops a circle, too. */
const FILTER_DEPTH_MAX = 10;

const visibleFilters = ({ store, accountId }: JqlContext, value: string): readonly Filter[] => {
  const wanted = value.toLowerCase();
  const visible = [...store.filters.values()].filter((f) => canSeeFilter(store, f, accountId));
  return visible.filter((f) => f.id === value || f.name.toLowerCase() === wanted);
};

const compileFilter = (context: JqlContext, clause: TerminalClause, isNegated: boolean, depth: number): Compiled => {
  const operator = clause.operator?.value ?? '';
  if (!['=', '!=', 'in', 'not in'].includes(operator)) throw unsupportedOperator(operator, clause.field.value);
  if (depth >= FILTER_DEPTH_MAX) throw badRequest(`The filter field contains a circular reference.`);
  const isInverse = (operator === '!=' || operator === 'not in') !== isNegated;
  const parts = operandsOf(clause).items.map((item) => {
    const value = item.operandType === 'value' ? item.value : item.function.value;
    const [filter] = visibleFilters(context, value);
    if (filter === undefined) throw unknownValue(clause.field.value, value);
    const { where } = parseJql(filter.jql);
    return where === undefined ? { test: () => !isInverse } : compileClause(context, where, isInverse, depth + 1);
  });
  return isInverse ? both(parts) : either(parts);
};

/**
 * Makes a test of a clause. NOT is carried down to the operators as Jira does it, so `NOT assignee = x` means
 * `assignee != x`, which an unassigned issue does not match.
 */
export const compileClause = (context: JqlContext, clause: Clause, isNegated = false, depth = 0): Compiled => {
  switch (clause.clauseType) {
    case 'not':
      return compileClause(context, clause.clause, !isNegated, depth);
    case 'compound': {
      const parts = clause.clauses.map((part) => compileClause(context, part, isNegated, depth));
      return (clause.operator.value === 'and') === !isNegated ? both(parts) : either(parts);
    }
    case 'terminal': {
      const named = findField(context, clause.field);
      if (named.fields[0]?.kind === 'filter') return compileFilter(context, clause, isNegated, depth);
      const perField = named.fields.map((field) =>
        compileTerminal(context, { name: named.name, field }, clause, isNegated),
      );
      const [only] = perField;
      if (perField.length === 1 && only !== undefined) return only;
      return isNegative(clause, isNegated) ? both(perField) : either(perField);
    }
  }
};

const NEGATIVE = new Set(['!=', 'not in', '!~', 'is not']);
const isNegative = ({ operator }: TerminalClause, isNegated: boolean): boolean =>
  NEGATIVE.has(operator?.value ?? '') !== isNegated;
