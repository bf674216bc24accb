import type { JiraProblem } from '../errors.ts';
import { areEqual, isTrue, type Lambda, typeOf, type Value } from './value.ts';

type Refuse = (why: string) => JiraProblem;

const method = (call: Lambda['call']): Lambda => ({ kind: 'lambda', call });

const asFunction = (value: Value | undefined, refuse: Refuse): Lambda['call'] => {
  if (value !== undefined && value !== null && typeof value === 'object' && 'kind' in value && value.kind === 'lambda')
    return value.call;
  throw refuse(`A function is expected, but got ${typeOf(value ?? null)}.`);
};

/** A member of a list; undefined where there is none (or none that this site supports). */
export const listMember = (list: readonly Value[], name: string, refuse: Refuse): Value | undefined => {
  switch (name) {
    case 'length':
      return list.length;
    case 'map':
      return method((f) => list.map((item, index) => asFunction(f, refuse)(item, index)));
    case 'filter':
      return method((f) => list.filter((item, index) => isTrue(asFunction(f, refuse)(item, index))));
    case 'some':
      return method((f) => list.some((item, index) => isTrue(asFunction(f, refuse)(item, index))));
    case 'every':
      return method((f) => list.every((item, index) => isTrue(asFunction(f, refuse)(item, index))));
    case 'includes':
      return method((wanted = null) => list.some((item) => areEqual(item, wanted)));
    default:
      return undefined;
  }
};

/** A member of a string; undefined where there is none (or none that this site supports). */
export const stringMember = (text: string, name: string, refuse: Refuse): Value | undefined => {
  if (name === 'length') return text.length;
  if (name !== 'includes') return undefined;
  return method((part = null) => {
    if (typeof part !== 'string') throw refuse(`A string is expected, but got ${typeOf(part)}.`);
    return text.includes(part);
  });
};
