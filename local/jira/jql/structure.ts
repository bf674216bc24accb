import type { Argument, Predicate } from '@atlaskit/jql-ast';
import type { EntityPropertyAlias } from './state.ts';
import type { Clause, Field, Operand, ParsedJql, TerminalClause } from './parse.ts';

type Bean = Readonly<Record<string, unknown>>;
type Aliases = readonly EntityPropertyAlias[];

const propertyBean = (aliases: Aliases, key: Argument | void, path: readonly Argument[] | void): Bean => {
  const name = key?.value ?? '';
  const dotted = (path ?? [])
    .map((part) => part.value)
    .join('')
    .replace(/^\./, '');
  const declared = aliases.find((alias) => alias.key === name && alias.path === dotted);
  return { entity: 'issue', key: name, path: dotted, ...(declared === undefined ? {} : { type: declared.type }) };
};

const fieldBean = (aliases: Aliases, field: Field): Bean => {
  const [property] = field.properties ?? [];
  if (property === undefined) return { name: field.value, encodedName: field.text };
  const path = (property.path ?? []).map((part) => part.text).join('');
  const written = `${field.text}[${property.key?.text ?? ''}]${path}`;
  return { name: written, encodedName: written, property: [propertyBean(aliases, property.key, property.path)] };
};

/** An operand as it could stand in a query. */
const encoded = (operand: Operand): string => {
  switch (operand.operandType) {
    case 'value':
      return operand.text;
    case 'keyword':
      return 'empty';
    case 'function':
      return `${operand.function.text}(${operand.arguments.map((argument) => argument.text).join(', ')})`;
    case 'list':
      return `(${operand.values.map(encoded).join(', ')})`;
  }
};

const operandBean = (operand: Operand): Bean => {
  switch (operand.operandType) {
    case 'value':
      return { value: operand.value, encodedValue: operand.text };
    case 'keyword':
      return { keyword: 'empty' };
    case 'function':
      return {
        function: operand.function.value,
        arguments: operand.arguments.map((argument) => argument.value),
        encodedOperand: encoded(operand),
      };
    case 'list':
      return { values: operand.values.map(operandBean), encodedOperand: encoded(operand) };
  }
};

const predicateBean = ({ operator, operand }: Predicate): Bean => ({
  operator: operator.value,
  ...(operand === undefined ? {} : { operand: operandBean(operand) }),
});

const terminalBean = (aliases: Aliases, { field, operator, operand, predicates }: TerminalClause): Bean => {
  const isHistory = operator !== undefined && /^(was|changed)/.test(operator.value);
  return {
    field: fieldBean(aliases, field),
    operator: operator?.value,
    ...(operand === undefined ? {} : { operand: operandBean(operand) }),
    ...(isHistory ? { predicates: predicates.map(predicateBean) } : {}),
  };
};

const clauseBean = (aliases: Aliases, clause: Clause): Bean => {
  switch (clause.clauseType) {
    case 'not':
      return { operator: 'not', clauses: [clauseBean(aliases, clause.clause)] };
    case 'compound':
      return { operator: clause.operator.value, clauses: clause.clauses.map((part) => clauseBean(aliases, part)) };
    case 'terminal':
      return terminalBean(aliases, clause);
  }
};

/** A query's syntax tree in the shape of `jql/parse`. */
export const structureBean = ({ where, orderBy }: ParsedJql, aliases: Aliases): Bean => {
  const fields = orderBy.map(({ field, direction }) => ({
    field: fieldBean(aliases, field),
    ...(direction === undefined ? {} : { direction: direction.value.toLowerCase() }),
  }));
  return {
    ...(where === undefined ? {} : { where: clauseBean(aliases, where) }),
    ...(fields.length === 0 ? {} : { orderBy: { fields } }),
  };
};
