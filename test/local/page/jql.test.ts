import { expect, test } from '@jest/globals';
import { toSearchJql } from '../../../local/page/api/choices.ts';
import { buildJql } from '../../../local/page/ui/jql.ts';

test('the scope bounds what was typed, whatever it says', () => {
  expect(buildJql('project = A', 'status = Done OR status = Open', undefined)).toBe(
    'project = A AND (status = Done OR status = Open) ORDER BY created DESC',
  );
  expect(buildJql('project = A', '', undefined)).toBe('project = A ORDER BY created DESC');
});

test('the order of the table’s head replaces the typed one', () => {
  const typed = 'status = Done order by rank';
  expect(buildJql(undefined, typed, undefined)).toBe('status = Done order by rank');
  expect(buildJql(undefined, typed, { column: 'due', descending: true })).toBe('status = Done ORDER BY duedate DESC');
});

test('a key is looked up, words are searched with their quotes kept apart', () => {
  expect(toSearchJql(' abc-12 ')).toBe('key = ABC-12');
  expect(toSearchJql('say "hi"')).toBe('summary ~ "say \\"hi\\"" ORDER BY updated DESC');
});
