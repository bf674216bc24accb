import type { Operand, TerminalClause } from '@atlaskit/jql-ast';
import type { JqlContext } from './context.ts';
import { dayIn } from '../wire/time.ts';
import { parseInstant } from './dates.ts';
import type { SetField } from './field.ts';
import { isDateFunction, runDateFunction } from './date-functions.ts';
import { isListFunction, notADate, runIdFunction } from './functions.ts';
import { JiraProblem } from '../errors.ts';
import { invalidDate, listNeeded, listRefused } from './problems.ts';

/** The operators of a clause about the present. */
export type Comparison = '=' | '!=' | '<' | '<=' | '>' | '>=' | '~' | '!~' | 'in' | 'not in' | 'is' | 'is not';

/** One side of a comparison, flat: what a clause lists, EMPTY apart. */
export interface Operands {
  readonly items: readonly Exclude<Operand, { operandType: 'list' | 'keyword' }>[];
  readonly hasEmpty: boolean;
}

/** The single operands of a list, or the operand itself. */
export const flatten = (operand: Operand): readonly Operand[] =>
  operand.operandType === 'list' ? operand.values.flatMap(flatten) : [operand];

const textOf = (operand: Operand): string => {
  if (operand.operandType === 'value') return `"${operand.value}"`;
  return operand.operandType === 'function' ? `${operand.function.value}()` : 'EMPTY';
};

/** The operands of a clause; throws where a list stands at `=`, or a single value at IN. */
export const operandsOf = ({ operand, operator, field }: TerminalClause): Operands => {
  if (operand === undefined) return { items: [], hasEmpty: false };
  const takesList = operator?.value === 'in' || operator?.value === 'not in';
  const isList = operand.operandType === 'list' || (operand.operandType === 'function' && isListFunction(operand));
  if (takesList && !isList) throw listNeeded(operator.value, textOf(operand), field.value);
  if (!takesList && isList) throw listRefused(operator?.value ?? '', field.value);
  const flat = flatten(operand);
  return {
    items: flat.filter((item) => item.operandType === 'value' || item.operandType === 'function'),
    hasEmpty: flat.some((item) => item.operandType === 'keyword'),
  };
};

type Item = Operands['items'][number];

const resolved = (context: JqlContext, field: SetField, value: string, fieldName: string): readonly string[] => {
  try {
    return field.resolve(value, fieldName);
  } catch (error) {
    if (context.forgivesValues && error instanceof JiraProblem) return [];
    throw error;
  }
};

/** The ids that an operand stands for in a field. */
export const idsOf = (context: JqlContext, field: SetField, item: Item, fieldName: string): readonly string[] =>
  item.operandType === 'function'
    ? runIdFunction(context, item, field.family, fieldName)
    : resolved(context, field, item.value, fieldName);

/** Epoch ms of an operand of a date field. */
export const instantOf = (context: JqlContext, item: Item, fieldName: string): number => {
  if (item.operandType === 'function') {
    if (!isDateFunction(item.function.value)) throw notADate(item, fieldName);
    return runDateFunction(item, context.moment);
  }
  const instant = parseInstant(item.value, context.moment);
  if (instant === undefined) throw invalidDate(fieldName, item.value);
  return instant;
};

/** The viewer's calendar day of an operand. */
export const dayOfOperand = (context: JqlContext, item: Item, fieldName: string): string =>
  dayIn(context.moment.zone, instantOf(context, item, fieldName));
