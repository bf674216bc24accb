import { expect, test } from '@jest/globals';
import { queriesOf, queryKeyOf } from '../../../src/core/team/query-matches.ts';

test('a rule that Jira evaluates has a key, others have none', () => {
  expect(queryKeyOf({ kind: 'board', boardId: '12' })).toBe('board:12');
  expect(queryKeyOf({ kind: 'jql', jql: 'labels = "a:b"' })).toBe('jql:labels = "a:b"');
  expect(queryKeyOf({ kind: 'project', projectId: '10' })).toBeUndefined();
});

test('what items matched comes back by board and by JQL, colons in it included', () => {
  const { boards, jql } = queriesOf([
    { id: '1', matches: ['board:12', 'jql:labels = "a:b"'] },
    { id: '2', matches: ['board:12'] },
    { id: '3' },
  ]);
  expect(boards).toEqual(new Map([['12', new Set(['1', '2'])]]));
  expect(jql).toEqual(new Map([['labels = "a:b"', new Set(['1'])]]));
});
