import type { FreshText } from '../../storage/head.ts';
import { readTexts, unpackText } from '../../storage/values.ts';
import { keyOf, type ValueRef } from './root.ts';

/** The root was read so long ago that a value it names was swept: open the index again. */
export class SnapshotGoneError extends Error {
  constructor(key: string) {
    super(`The index has moved on: ${key} is gone.`);
    this.name = 'SnapshotGoneError';
  }
}

/** Values read so far: they never change, so none is read twice. Belongs to one reading or writing, never to a module. */
export interface Texts {
  readonly load: (refs: readonly ValueRef[]) => Promise<void>;
  /** Values that were written just now: whoever reads next needs them. */
  readonly keep: (fresh: readonly FreshText[]) => void;
  /** A loaded value. */
  readonly get: (ref: ValueRef) => unknown;
}

export const createTexts = (): Texts => {
  const texts = new Map<string, string>();
  return {
    load: async (refs) => {
      const keys = refs.map(keyOf).filter((key) => !texts.has(key));
      if (keys.length === 0) return;
      for (const [key, text] of await readTexts(keys)) texts.set(key, text);
      const missing = keys.find((key) => !texts.has(key));
      if (missing !== undefined) throw new SnapshotGoneError(missing);
    },
    keep: (fresh) => {
      for (const { key, text } of fresh) texts.set(key, text);
    },
    get: (ref) => {
      const text = texts.get(keyOf(ref));
      if (text === undefined) throw new Error(`${keyOf(ref)} was not loaded.`);
      return unpackText(text);
    },
  };
};
