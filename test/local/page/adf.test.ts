import { expect, test } from '@jest/globals';
import { toDocument, toText } from '../../../local/page/issue/adf.tsx';

test('plain paragraphs survive editing', () => {
  const text = 'First\n\nThird';
  expect(toText(toDocument(text))).toBe(text);
});

test('no text is null, which clears the field in Jira', () => {
  expect(toDocument('  \n')).toBeNull();
  expect(toText(null)).toBe('');
});
