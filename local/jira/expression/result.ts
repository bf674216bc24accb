import { spend, type Usage } from './evaluate.ts';
import { isListValue, type Value } from './value.ts';

/** The value as the answer shows it, counting beans and primitive values; a function is shown as a text. */
export const toResult = (value: Value, usage: Usage): unknown => {
  if (value === null || typeof value !== 'object') {
    spend(usage, 'primitiveValues');
    return value;
  }
  if (isListValue(value)) return value.map((item) => toResult(item, usage));
  switch (value.kind) {
    case 'plain':
      return Object.fromEntries(Object.entries(value.members).map(([name, item]) => [name, toResult(item, usage)]));
    case 'thing':
      spend(usage, 'beans');
      return value.bean();
    case 'lambda':
      return '[Function]';
  }
};
