import type { Issue } from '../entities.ts';
import { compileHistory } from './compile-history.ts';
import { compileSet } from './compile-set.ts';
import type { JqlContext } from './context.ts';
import type { DayField, InstantField, JqlField, NumberField, TextField } from './field.ts';
import type { KeyRange, OrderedIndex } from './ordered-index.ts';
import type { TerminalClause } from './parse.ts';
import { emptyNotSupported, invalidNumber, notSupportedHere, unsupportedOperator } from './problems.ts';
import { type Comparison, dayOfOperand, instantOf, type Operands, operandsOf } from './values.ts';
import { wordMatcher } from './words.ts';

/** Issues among which all matches are (index-backed), and how many those are at most. */
export interface Candidates {
  readonly count: number;
  readonly issues: () => readonly Issue[];
  /** Where they are a range of an order that the site keeps: they can be walked in that order. */
  readonly within?: { readonly index: OrderedIndex; readonly range: KeyRange };
}
export interface Compiled {
  readonly test: (issue: Issue) => boolean;
  /** Absent where only a look at every issue tells. */
  readonly candidates?: Candidates;
}
/** A clause about the present, with NOT already carried into its operator. */
export interface Simple {
  readonly operator: Comparison;
  readonly operands: Operands;
  readonly fieldName: string;
}

const OPPOSITE: Readonly<Record<Comparison, Comparison>> = {
  '=': '!=',
  '!=': '=',
  '<': '>=',
  '>=': '<',
  '>': '<=',
  '<=': '>',
  '~': '!~',
  '!~': '~',
  in: 'not in',
  'not in': 'in',
  is: 'is not',
  'is not': 'is',
};

const isComparison = (operator: string): operator is Comparison => Object.hasOwn(OPPOSITE, operator);

type Scalar = number | string;
/** A test of a value that is there; the operator is looked at once, not for each issue. */
const scalarTest = <T extends Scalar>(operator: Comparison, wanted: readonly T[], fieldName: string) => {
  const [first] = wanted;
  const only = wanted.length === 1 ? first : undefined;
  const isWanted = (found: T): boolean => (only === undefined ? wanted.includes(found) : found === only);
  if (operator === '~' || operator === '!~') throw unsupportedOperator(operator, fieldName);
  if (operator === '=' || operator === 'in') return isWanted;
  if (operator === '!=' || operator === 'not in') return (found: T) => !isWanted(found);
  if (operator === 'is' || operator === 'is not') return () => operator === 'is not';
  if (first === undefined) throw emptyNotSupported(fieldName);
  if (operator === '<') return (found: T) => found < first;
  if (operator === '<=') return (found: T) => found <= first;
  return operator === '>' ? (found: T) => found > first : (found: T) => found >= first;
};

/** Tests a field of one comparable value; nothing but IS EMPTY finds an issue without a value. */
const compileScalar = <T extends Scalar>(
  { operator, operands: { items, hasEmpty }, fieldName }: Simple,
  value: (issue: Issue) => T | undefined,
  read: (item: Operands['items'][number]) => T,
): Compiled => {
  const accepts = scalarTest(operator, items.map(read), fieldName);
  const acceptsNone = hasEmpty && (operator === 'is' || operator === '=' || operator === 'in');
  return {
    test: (issue) => {
      const found = value(issue);
      return found === undefined ? acceptsNone : accepts(found);
    },
  };
};

const compileNumber = (simple: Simple, field: NumberField): Compiled =>
  compileScalar(simple, field.value, (item) => {
    const text = item.operandType === 'value' ? item.value : `${item.function.value}()`;
    const number = field.parse(text);
    if (number === undefined) throw invalidNumber(simple.fieldName, text);
    return number;
  });

// Equality of instants is to the second, as Jira's index keeps them.
const toSecond = (instant: number): number => Math.floor(instant / 1000) * 1000;

/** The issues of a one-sided range, from the index where the field has one. */
const inRange = (index: OrderedIndex | undefined, operator: Comparison, instant: number): Candidates | undefined => {
  if (index === undefined || !['<', '<=', '>', '>='].includes(operator)) return undefined;
  const range: KeyRange = operator.startsWith('>') ? { from: instant } : { to: instant };
  return { count: index.count(range), issues: () => index.range(range), within: { index, range } };
};

const compileInstant = (context: JqlContext, simple: Simple, { value, order }: InstantField): Compiled => {
  const read = (item: Operands['items'][number]): number => instantOf(context, item, simple.fieldName);
  if (!['=', '!=', 'in', 'not in'].includes(simple.operator)) {
    const [item] = simple.operands.items;
    const candidates = item === undefined ? undefined : inRange(order, simple.operator, read(item));
    const compiled = compileScalar(simple, value, read);
    return candidates === undefined ? compiled : { ...compiled, candidates };
  }
  const seconds = (issue: Issue): number | undefined => {
    const instant = value(issue);
    return instant === undefined ? undefined : toSecond(instant);
  };
  return compileScalar(simple, seconds, (item) => toSecond(read(item)));
};

const compileDay = (context: JqlContext, simple: Simple, { value }: DayField): Compiled =>
  compileScalar(simple, value, (item) => dayOfOperand(context, item, simple.fieldName));

const compileText = (
  { operator, operands: { items, hasEmpty }, fieldName }: Simple,
  { texts }: TextField,
): Compiled => {
  const isBlank = (issue: Issue): boolean => texts(issue).every((text) => text.trim() === '');
  if (operator === 'is' || operator === 'is not') return { test: (issue) => isBlank(issue) === (operator === 'is') };
  if (operator !== '~' && operator !== '!~') throw unsupportedOperator(operator, fieldName);
  const [item] = items;
  if (hasEmpty || item?.operandType !== 'value') throw emptyNotSupported(fieldName);
  const matches = wordMatcher(item.value);
  if (operator === '~') return { test: (issue) => matches(texts(issue)) };
  return { test: (issue) => !isBlank(issue) && !matches(texts(issue)) };
};

const compileField = (context: JqlContext, simple: Simple, field: JqlField): Compiled => {
  switch (field.kind) {
    case 'set':
      return compileSet(context, simple, field);
    case 'number':
      return compileNumber(simple, field);
    case 'instant':
      return compileInstant(context, simple, field);
    case 'day':
      return compileDay(context, simple, field);
    case 'text':
      return compileText(simple, field);
    case 'order':
      throw unsupportedOperator(simple.operator, simple.fieldName);
    case 'filter':
    case 'unsupported':
      throw notSupportedHere(`Searching by the field '${simple.fieldName}'`);
  }
};

/** Makes a test of one field's clause, with the index that finds its matches where there is one. */
export const compileTerminal = (
  context: JqlContext,
  { name, field }: { readonly name: string; readonly field: JqlField },
  clause: TerminalClause,
  isNegated: boolean,
): Compiled => {
  const operator = clause.operator?.value ?? '';
  if (!isComparison(operator)) return compileHistory(context, { name, field }, clause, isNegated);
  const simple: Simple = {
    operator: isNegated ? OPPOSITE[operator] : operator,
    operands: operandsOf(clause),
    fieldName: name,
  };
  return compileField(context, simple, field);
};
