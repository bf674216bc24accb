import { badRequest, type JiraProblem } from '../errors.ts';
import { listMember, stringMember } from './methods.ts';
import { operate } from './operators.ts';
import { type Node, parseExpression, sourceOf } from './parse.ts';
import { type Complexity, COMPLEXITY_LIMITS } from './subset.ts';
import { isListValue, isTrue, type Lambda, type Thing, typeOf, type Value } from './value.ts';

export type Variables = Readonly<Record<string, Value>>;

/** What an evaluation has used of Jira's limits. */
export interface Usage {
  readonly used: Complexity;
}

const failed = (node: Node, why: string): JiraProblem => badRequest(`Evaluation failed: "${sourceOf(node)}" - ${why}`);

const unsupported = (what: string): JiraProblem =>
  badRequest(`Evaluation failed: ${what} is not supported by this local Jira's subset of Jira expressions.`);

/** Counts what is used of a limit; throws a 400 beyond it. */
export const spend = ({ used }: Usage, what: keyof Complexity, amount = 1): void => {
  used[what] += amount;
  if (used[what] > COMPLEXITY_LIMITS[what])
    throw badRequest(`Evaluation failed: The expression is too complex: more than ${COMPLEXITY_LIMITS[what]} ${what}.`);
};

class Evaluator {
  readonly #usage: Usage;

  constructor(usage: Usage) {
    this.#usage = usage;
  }

  evaluate(node: Node, variables: Variables): Value {
    spend(this.#usage, 'steps');
    switch (node.type) {
      case 'Literal':
        if (node.value instanceof RegExp) throw unsupported('A regular expression');
        return node.value;
      case 'Identifier':
        return variable(node, node.name, variables);
      case 'MemberExpression':
        return this.#member(node, variables);
      case 'CallExpression':
        return this.#call(node, variables);
      case 'UnaryExpression':
        return operate(node.operator, [this.evaluate(node.argument, variables)], (why) => failed(node, why));
      case 'BinaryExpression':
        return this.#binary(node, variables);
      case 'ConditionalExpression':
        return this.evaluate(isTrue(this.evaluate(node.test, variables)) ? node.consequent : node.alternate, variables);
      case 'ArrayExpression':
        return node.elements.map((element) => this.evaluate(element, variables));
      case 'ObjectExpression':
        return {
          kind: 'plain',
          members: Object.fromEntries(node.properties.map((entry) => this.#entry(entry, variables))),
        };
      case 'ArrowFunctionExpression':
        return this.#lambda(node, variables);
      default:
        // A node that the parser knows and this site does not.
        throw unsupported(describe((node as { readonly type: string }).type));
    }
  }

  #entry(
    entry: Extract<Node, { type: 'ObjectExpression' }>['properties'][number],
    variables: Variables,
  ): [string, Value] {
    if (entry.type !== 'Property') throw unsupported('A function body in braces, or spreading into an object');
    const { key } = entry;
    const name = !entry.computed && key.type === 'Identifier' ? key.name : this.evaluate(key, variables);
    return [String(name), this.evaluate(entry.value ?? key, variables)];
  }

  #lambda(node: Extract<Node, { type: 'ArrowFunctionExpression' }>, variables: Variables): Lambda {
    const names = (node.params ?? []).map((param) => {
      if (param.type !== 'Identifier') throw unsupported('A parameter that is not a plain name');
      return param.name;
    });
    const call = (...args: readonly Value[]): Value => {
      const own = Object.fromEntries(names.map((name, index) => [name, args[index] ?? null]));
      return this.evaluate(node.body, { ...variables, ...own });
    };
    return { kind: 'lambda', call };
  }

  #binary(node: Extract<Node, { type: 'BinaryExpression' }>, variables: Variables): Value {
    const left = this.evaluate(node.left, variables);
    if (node.operator === '&&') return isTrue(left) ? this.evaluate(node.right, variables) : left;
    if (node.operator === '||') return isTrue(left) ? left : this.evaluate(node.right, variables);
    return operate(node.operator, [left, this.evaluate(node.right, variables)], (why) => failed(node, why));
  }

  #call(node: Extract<Node, { type: 'CallExpression' }>, variables: Variables): Value {
    const args = node.arguments.map((argument) => this.evaluate(argument, variables));
    const callee = this.evaluate(node.callee, variables);
    if (callee === null && node.callee.type === 'MemberExpression' && node.callee.optional === true) return null;
    if (callee === null || typeof callee !== 'object' || isListValue(callee) || callee.kind !== 'lambda')
      throw failed(node, `'${sourceOf(node.callee)}' is not a function.`);
    return callee.call(...args);
  }

  #member(node: Extract<Node, { type: 'MemberExpression' }>, variables: Variables): Value {
    const target = this.evaluate(node.object, variables);
    const { property } = node;
    const name = !node.computed && property.type === 'Identifier' ? property.name : this.evaluate(property, variables);
    if (target === null) {
      if (node.optional === true) return null;
      throw failed(node, `Cannot read the property '${String(name)}' of null.`);
    }
    if (isListValue(target) && typeof name === 'number') return target[name] ?? null;
    const found = this.#find(node, target, String(name));
    if (found === undefined) throw unknownMember(node, target, String(name));
    return found;
  }

  #find(node: Node, target: Value, name: string): Value | undefined {
    const refuse = (why: string): JiraProblem => failed(node, why);
    if (typeof target === 'string') return stringMember(target, name, refuse);
    if (target === null || typeof target !== 'object') return undefined;
    if (isListValue(target)) return listMember(target, name, refuse);
    if (target.kind === 'plain') return Object.hasOwn(target.members, name) ? (target.members[name] ?? null) : null;
    return target.kind === 'thing' ? this.#ofThing(target, name) : undefined;
  }

  #ofThing(target: Thing, name: string): Value | undefined {
    if (target.expensive?.has(name) === true) spend(this.#usage, 'expensiveOperations');
    const member = Object.hasOwn(target.members, name) ? target.members[name] : undefined;
    if (member !== undefined) return member();
    const found = target.dynamic?.(name);
    if (found !== undefined) spend(this.#usage, 'expensiveOperations');
    return found;
  }
}

const describe = (type: string): string =>
  ({
    Compound: "A sequence of statements, or 'new' or 'typeof'",
    ThisExpression: "'this'",
    SequenceExpression: 'A list of expressions without brackets',
  })[type] ?? `'${type}'`;

const variable = (node: Node, name: string, variables: Variables): Value => {
  const value = Object.hasOwn(variables, name) ? variables[name] : undefined;
  if (value === undefined)
    throw failed(node, `Unrecognized variable: "${name}". Available variables: ${quoted(Object.keys(variables))}`);
  return value;
};

const quoted = (names: readonly string[]): string =>
  [...names]
    .sort()
    .map((name) => `'${name}'`)
    .join(', ');

const unknownMember = (node: Extract<Node, { type: 'MemberExpression' }>, target: Value, name: string): JiraProblem => {
  const source = sourceOf(node.object);
  const written = node.computed ? ` (${sourceOf(node.property)})` : '';
  const start = `Unrecognized property of \`${source}\`: "${name}"${written}.`;
  if (target === null || typeof target !== 'object' || isListValue(target) || target.kind !== 'thing')
    return failed(
      node,
      `${start} The property is unknown or not supported on type '${typeOf(target)}' by this local Jira.`,
    );
  const available = quoted(Object.keys(target.members));
  return failed(node, `${start} Available properties of type '${target.type}' are: ${available}`);
};

/** Evaluates an expression over variables, counting into `usage`; throws a 400 in Jira's shape that names what is wrong. */
export const evaluateExpression = (expression: string, variables: Variables, usage: Usage): Value =>
  new Evaluator(usage).evaluate(parseExpression(expression), variables);
