import type { Json } from '../entities.ts';
import { isList, isObject } from '../jql/json.ts';

/** Something of Jira's with a type: an issue, a user, a status. Equal to another of the same type and id. */
export interface Thing {
  readonly kind: 'thing';
  readonly type: string;
  readonly id: string;
  /** Read only when an expression does; `expensive` ones load more data (platform.md 3.2). */
  readonly members: Readonly<Record<string, () => Value>>;
  readonly expensive?: ReadonlySet<string>;
  /** Members beyond those listed, such as custom fields and keys of properties; undefined where there is none. */
  readonly dynamic?: (name: string) => Value | undefined;
  /** What the result of the evaluation shows for it. */
  readonly bean: () => unknown;
}
export interface Plain {
  readonly kind: 'plain';
  readonly members: Readonly<Record<string, Value>>;
}
export interface Lambda {
  readonly kind: 'lambda';
  readonly call: (...args: readonly Value[]) => Value;
}
export type Value = null | boolean | number | string | readonly Value[] | Thing | Plain | Lambda;

export const isListValue = (value: Value): value is readonly Value[] => Array.isArray(value);

/** JSON as a value of the language. */
export const toValue = (json: Json | undefined): Value => {
  if (json === undefined) return null;
  if (isList(json)) return json.map(toValue);
  if (!isObject(json)) return json as null | boolean | number | string; // Neither list nor object.
  return {
    kind: 'plain',
    members: Object.fromEntries(Object.entries(json).map(([name, item]) => [name, toValue(item)])),
  };
};

/** The type's name as messages give it. */
export const typeOf = (value: Value): string => {
  if (value === null) return 'null';
  if (isListValue(value)) return 'List';
  if (typeof value === 'boolean') return 'Boolean';
  if (typeof value !== 'object') return typeof value === 'number' ? 'Number' : 'String';
  return value.kind === 'thing' ? value.type : { plain: 'Map', lambda: 'Function' }[value.kind];
};

export const isTrue = (value: Value): boolean => value !== null && value !== false && value !== 0 && value !== '';

export const areEqual = (a: Value, b: Value): boolean => {
  if (a === b) return true;
  if (a === null || b === null || typeof a !== 'object' || typeof b !== 'object') return false;
  if (isListValue(a) || isListValue(b)) {
    if (!isListValue(a) || !isListValue(b) || a.length !== b.length) return false;
    return a.every((item, index) => areEqual(item, b[index] ?? null));
  }
  if (a.kind === 'thing' && b.kind === 'thing') return a.type === b.type && a.id === b.id;
  if (a.kind !== 'plain' || b.kind !== 'plain') return false;
  const names = Object.keys(a.members);
  if (names.length !== Object.keys(b.members).length) return false;
  return names.every((name) => areEqual(a.members[name] ?? null, b.members[name] ?? null));
};
