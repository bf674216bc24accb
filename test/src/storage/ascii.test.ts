import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { fromAscii, toAscii } from '../../../src/storage/ascii.ts';

test('bytes of any length come back as they were, and JSON leaves their text alone', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
      const text = toAscii(bytes);
      expect(fromAscii(text)).toEqual(bytes);
      expect(JSON.stringify(text)).toBe(`"${text}"`);
      expect(text).toMatch(/^[\x20-\x7e]*$/);
      expect(text.length).toBeLessThanOrEqual((bytes.length * 16) / 13 + 2);
    }),
    { numRuns: 500, seed: 5 },
  );
});

test('every byte value fits, at every place in a group of 13', () => {
  const all = Uint8Array.from({ length: 256 * 13 }, (_, at) => (at * 7 + (at >> 8)) & 0xff);
  const text = toAscii(all);
  expect(fromAscii(text)).toEqual(all);
  expect(text).not.toMatch(/["\\<&]/);
  expect(text.length / all.length).toBeCloseTo(16 / 13, 3);
  expect(toAscii(new Uint8Array())).toBe('');
});
