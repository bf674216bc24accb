import { expect, test } from '@jest/globals';
import type { Json } from '../../../../local/jira/entities.ts';
import { registerEntityPropertyAliases, searchIssues } from '../../../../local/jira/jql/index.ts';
import { smallSite } from './site.ts';

const { site, store } = smallSite();
const put = (key: string, value: Json): void => {
  const entityId = store.issuesByKey.first(key)?.id ?? '';
  store.properties.put({ id: `issue/${entityId}/plan`, entityType: 'issue', entityId, key: 'plan', value });
};
put('PAY-1', { size: 3, state: 'agreed', people: { owner: 'ada' }, due: '2026-11-20T10:00:00Z', tags: ['a', 'b'] });
put('PAY-2', { size: 8, state: 'draft', people: { owner: 'bo' }, note: 'ask the team again' });
put('PAY-3', { state: null });
registerEntityPropertyAliases(site, [
  { alias: 'planSize', key: 'plan', path: 'size', type: 'number' },
  { key: 'plan', path: 'state', type: 'string' },
  { alias: 'planOwner', key: 'plan', path: 'people.owner', type: 'user' },
  { key: 'plan', path: 'due', type: 'date' },
  { key: 'plan', path: 'tags', type: 'string' },
  { key: 'plan', path: 'note', type: 'text' },
]);
const keys = (jql: string): string =>
  searchIssues(site, 'ada', jql)
    .map((issue) => issue.key)
    .join(' ');

test.each([
  ['issue.property[plan].size > 2 order by planSize desc', 'PAY-2 PAY-1'],
  ['planSize = 3', 'PAY-1'],
  ['planSize in (3, 8) order by key', 'PAY-1 PAY-2'],
  ['issue.property["plan"].state = agreed', 'PAY-1'],
  ['issue.property[plan].state != agreed', 'PAY-2'],
  ['issue.property[plan].state is empty and project = PAY order by key', 'PAY-3 PAY-4 PAY-5'],
  ['planOwner = currentUser()', 'PAY-1'],
  ['issue.property[plan].people.owner = bo', 'PAY-2'],
  ['issue.property[plan].due < now()', 'PAY-1'],
  ['issue.property[plan].tags in (b, c)', 'PAY-1'],
  ['issue.property[plan].note ~ "team"', 'PAY-2'],
])('%s', (jql, expected) => {
  expect(keys(jql)).toBe(expected);
});

test('a path that no app declared does not exist for JQL', () => {
  expect(() => keys('issue.property[plan].secret = 1')).toThrow(
    "Field 'issue.property[plan].secret' does not exist or you do not have permission to view it.",
  );
});
