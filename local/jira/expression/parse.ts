import jsep from 'jsep';
import arrow from '@jsep-plugin/arrow';
import object from '@jsep-plugin/object';
import { badRequest } from '../errors.ts';

jsep.plugins.register(arrow, object);

/** The parts of an expression that this site knows; the parser's other nodes are refused by name. */
export type Node =
  | { readonly type: 'Literal'; readonly value: boolean | number | string | RegExp | null; readonly raw: string }
  | { readonly type: 'Identifier'; readonly name: string }
  | {
      readonly type: 'MemberExpression';
      readonly object: Node;
      readonly property: Node;
      readonly computed: boolean;
      readonly optional?: boolean;
    }
  | { readonly type: 'CallExpression'; readonly callee: Node; readonly arguments: readonly Node[] }
  | { readonly type: 'UnaryExpression'; readonly operator: string; readonly argument: Node }
  | { readonly type: 'BinaryExpression'; readonly operator: string; readonly left: Node; readonly right: Node }
  | { readonly type: 'ConditionalExpression'; readonly test: Node; readonly consequent: Node; readonly alternate: Node }
  | { readonly type: 'ArrayExpression'; readonly elements: readonly Node[] }
  | { readonly type: 'ObjectExpression'; readonly properties: readonly Entry[] }
  | { readonly type: 'ArrowFunctionExpression'; readonly params: readonly Node[] | null; readonly body: Node };
export type Entry =
  | { readonly type: 'Property'; readonly computed: boolean; readonly key: Node; readonly value?: Node }
  | { readonly type: 'Identifier' | 'Literal' | 'SpreadElement' };

/** Parses an expression; throws a 400 with the place where it is not one. */
export const parseExpression = (text: string): Node => {
  if (text.trim() === '') throw badRequest('The expression must not be empty.');
  try {
    // The evaluator refuses every node whose `type` is not among these.
    return jsep(text) as unknown as Node;
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    throw badRequest(`Parsing failed: ${error.message}.`);
  }
};

const listOf = (nodes: readonly (Node | Entry)[]): string => nodes.map((node) => sourceOf(node as Node)).join(', ');

/** An expression written out again, for messages. */
export const sourceOf = (node: Node): string => {
  switch (node.type) {
    case 'Literal':
      return typeof node.value === 'string' ? `'${node.value}'` : node.raw;
    case 'Identifier':
      return node.name;
    case 'MemberExpression':
      if (node.computed) return `${sourceOf(node.object)}[${sourceOf(node.property)}]`;
      return `${sourceOf(node.object)}${node.optional === true ? '?.' : '.'}${sourceOf(node.property)}`;
    case 'CallExpression':
      return `${sourceOf(node.callee)}(${listOf(node.arguments)})`;
    case 'UnaryExpression':
      return `${node.operator}${sourceOf(node.argument)}`;
    case 'BinaryExpression':
      return `${sourceOf(node.left)} ${node.operator} ${sourceOf(node.right)}`;
    case 'ConditionalExpression':
      return `${sourceOf(node.test)} ? ${sourceOf(node.consequent)} : ${sourceOf(node.alternate)}`;
    case 'ArrayExpression':
      return `[${listOf(node.elements)}]`;
    case 'ObjectExpression':
      return '{...}';
    case 'ArrowFunctionExpression':
      return `(${listOf(node.params ?? [])}) => ${sourceOf(node.body)}`;
  }
};
