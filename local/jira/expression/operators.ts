import type { JiraProblem } from '../errors.ts';
import { areEqual, isTrue, typeOf, type Value } from './value.ts';

type Refuse = (why: string) => JiraProblem;

const compared = (operator: string, a: number | string, b: number | string): boolean => {
  if (operator === '<' || operator === '>') return operator === '<' ? a < b : a > b;
  return operator === '<=' ? a <= b : a >= b;
};

const calculated = (operator: string, a: number, b: number): number | undefined => {
  switch (operator) {
    case '+':
      return a + b;
    case '-':
      return a - b;
    case '*':
      return a * b;
    case '/':
      return a / b;
    case '%':
      return a % b;
    default:
      return undefined;
  }
};

const unary = (operator: string, value: Value, refuse: Refuse): Value => {
  if (operator === '!') return !isTrue(value);
  if (operator !== '-') throw refuse(`The operator '${operator}' is not supported by this local Jira.`);
  if (typeof value !== 'number') throw refuse(`The operator '-' does not apply to ${typeOf(value)}.`);
  return -value;
};

/** Applies an operator of one or two values; `refuse` makes the 400 for an operator or types that do not fit. */
export const operate = (operator: string, [a = null, b]: readonly Value[], refuse: Refuse): Value => {
  if (b === undefined) return unary(operator, a, refuse);
  if (operator === '==') return areEqual(a, b);
  if (operator === '!=') return !areEqual(a, b);
  if (['<', '<=', '>', '>='].includes(operator)) {
    if (typeof a === 'number' && typeof b === 'number') return compared(operator, a, b);
    if (typeof a === 'string' && typeof b === 'string') return compared(operator, a, b);
    throw refuse(`The operator '${operator}' does not compare ${typeOf(a)} with ${typeOf(b)}.`);
  }
  if (operator === '+' && (typeof a === 'string' || typeof b === 'string')) return `${toText(a)}${toText(b)}`;
  const result = typeof a === 'number' && typeof b === 'number' ? calculated(operator, a, b) : undefined;
  if (result !== undefined) return result;
  if (!['+', '-', '*', '/', '%'].includes(operator))
    throw refuse(`The operator '${operator}' is not supported by this local Jira.`);
  throw refuse(`The operator '${operator}' does not apply to ${typeOf(a)} and ${typeOf(b)}.`);
};

const toText = (value: Value): string =>
  value === null || typeof value !== 'object' ? String(value) : JSON.stringify(value);
