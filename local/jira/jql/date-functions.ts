import type { FunctionOperand } from '@atlaskit/jql-ast';
import { badRequest } from '../errors.ts';
import { type Moment, periodEdge } from './dates.ts';
import { functionArguments } from './problems.ts';

const EDGE = /^(start|end)of(day|week|month|year)$/;

export const isDateFunction = (name: string): boolean => name.toLowerCase() === 'now' || EDGE.test(name.toLowerCase());

/** The arguments of a function; throws Jira's 400 where there are too few or too many. */
export const argumentsOf = (operand: FunctionOperand, [least, most]: readonly [number, number]): readonly string[] => {
  const args = operand.arguments.map((argument) => argument.value);
  const expected =
    most === least ? String(least) : most === Number.POSITIVE_INFINITY ? `${least}+` : `${least}-${most}`;
  if (args.length < least || args.length > most) throw functionArguments(operand.function.value, expected, args.length);
  return args;
};

/** Epoch ms of `now()`, `startOfDay("-1d")`, ...: only for what `isDateFunction` accepts; throws a 400 for odd arguments. */
export const runDateFunction = (operand: FunctionOperand, moment: Moment): number => {
  const name = operand.function.value;
  if (name.toLowerCase() === 'now') {
    argumentsOf(operand, [0, 0]);
    return moment.now;
  }
  const [increment] = argumentsOf(operand, [0, 1]);
  const [, edge, period] = EDGE.exec(name.toLowerCase()) ?? [];
  // The pattern allows exactly these words.
  const instant = periodEdge(edge as 'start' | 'end', period as 'day' | 'week' | 'month' | 'year', increment, moment);
  if (instant === undefined)
    throw badRequest(`Incorrect value '${increment}' for function '${name}'. Format should be (+/-)n(yMwdm).`);
  return instant;
};
