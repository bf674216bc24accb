import { expect, test } from '@jest/globals';
import { searchIssues } from '../../../../local/jira/jql/index.ts';
import { addHistory, STATUS_IDS } from '../../../../local/seeds/defaults.ts';
import { DAY_MS, NOW, smallSite } from './site.ts';

const { site, store } = smallSite();
const move = (key: string, daysAgo: number, from: string, to: string, authorId = 'ada'): void => {
  const item = {
    field: 'status',
    fieldtype: 'jira',
    fieldId: 'status',
    from,
    fromString: null,
    to,
    toString: null,
  } as const;
  const issueId = store.issuesByKey.first(key)?.id ?? '';
  addHistory(store, { issueId, authorId, created: NOW - daysAgo * DAY_MS, items: [item] });
};
// PAY-3 (Done) was reopened once; PAY-4 (In Progress) started three days ago. Both began as To Do 30 days ago.
move('PAY-3', 2, STATUS_IDS.inProgress, STATUS_IDS.done, 'bo');
move('PAY-3', 20, STATUS_IDS.toDo, STATUS_IDS.inProgress);
move('PAY-3', 15, STATUS_IDS.inProgress, STATUS_IDS.done);
move('PAY-3', 10, STATUS_IDS.done, STATUS_IDS.inProgress);
move('PAY-4', 3, STATUS_IDS.toDo, STATUS_IDS.inProgress);

test.each([
  ['status was "In Progress"', 'PAY-3 PAY-4'],
  ['status was Done', 'PAY-3'],
  ['status was not "To Do"', ''],
  ['status was not in (Done, "In Progress")', 'PAY-1 PAY-2 PAY-5'],
  ['status was Done before -5d', 'PAY-3'],
  ['status was Done on -12d', 'PAY-3'],
  ['status was Done during (-9d, -5d)', ''],
  ['status was "In Progress" before -5d', 'PAY-3'],
  ['status was Done by bo', 'PAY-3'],
  ['status was Done by bo before -5d', ''],
  ['status changed', 'PAY-3 PAY-4'],
  ['status changed after -5d', 'PAY-3 PAY-4'],
  ['status changed from Done to "In Progress"', 'PAY-3'],
  ['status changed to Done after -5d by ada', ''],
  ['not status changed', 'PAY-1 PAY-2 PAY-5'],
  ['assignee was ada', 'PAY-2'],
  ['assignee was empty', 'PAY-1 PAY-4 PAY-5'],
])('%s', (jql, expected) => {
  const found = searchIssues(site, 'ada', `project = PAY and (${jql}) order by key`);
  expect(found.map((issue) => issue.key).join(' ')).toBe(expected);
});

test.each(['summary was x', 'sprint changed', 'created was 1'])('%s has no history to search', (jql) => {
  expect(() => searchIssues(site, 'ada', jql)).toThrow(
    /^400 History searches do not support the field '(summary|sprint|created)'/,
  );
});
