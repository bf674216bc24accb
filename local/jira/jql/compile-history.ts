import type { Compiled } from './compile-terminal.ts';
import type { JqlContext } from './context.ts';
import type { TerminalClause } from './parse.ts';
import { notSupportedHere } from './problems.ts';

/** WAS, WAS IN, CHANGED. */
export const compileHistory = (
  _context: JqlContext,
  _fieldName: string,
  clause: TerminalClause,
  _isNegated: boolean,
): Compiled => {
  throw notSupportedHere(`The operator '${clause.operator?.text ?? ''}'`);
};
