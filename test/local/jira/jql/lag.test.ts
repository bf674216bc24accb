import { beforeEach, expect, test } from '@jest/globals';
import { countIssues, matchIssue, searchIssues, searchPage } from '../../../../local/jira/jql/index.ts';
import { addIssue } from '../../../../local/seeds/defaults.ts';
import { smallSite } from './site.ts';

let small = smallSite();
beforeEach(() => {
  small = smallSite();
  small.tuning.searchLagMs = 5000;
});
const keys = (jql: string, reconcileIssueIds: readonly string[] = []): string =>
  searchIssues(small.site, 'ada', jql, { reconcileIssueIds })
    .map((issue) => issue.key)
    .join(' ');
const issueOf = (key: string) => {
  const issue = small.store.issuesByKey.first(key);
  if (issue === undefined) throw new Error(`no ${key}`);
  return issue;
};

test('search sees a changed issue as it was until the lag is over', () => {
  const { store, clock } = small;
  store.issues.put({ ...issueOf('PAY-4'), statusId: issueOf('PAY-3').statusId });
  expect(keys('status = Done')).toBe('PAY-3');
  expect(keys('status = "In Progress"')).toBe('PAY-4');
  clock.advance(4999);
  expect(keys('status = Done')).toBe('PAY-3');
  clock.advance(1);
  expect(keys('status = Done order by key')).toBe('PAY-3 PAY-4');
});

test('of several writes within the lag, each is seen when its own time has come', () => {
  const { store, clock } = small;
  store.issues.put({ ...issueOf('PAY-4'), summary: 'newer' });
  clock.advance(3000);
  store.issues.put({ ...issueOf('PAY-4'), summary: 'third' });
  expect(keys('summary ~ receipt')).toBe('PAY-4');
  clock.advance(2000);
  expect(keys('summary ~ newer')).toBe('PAY-4');
  expect(keys('summary ~ third')).toBe('');
  clock.advance(3000);
  expect(keys('summary ~ third')).toBe('PAY-4');
});

test('a created issue is missing and a deleted one counted, but not shown, until the lag is over', () => {
  const { site, store, clock } = small;
  addIssue(store, { projectKey: 'WEB' });
  store.issues.delete(issueOf('WEB-1').id);
  expect(keys('project = WEB order by key')).toBe('WEB-2');
  expect(countIssues(site, 'ada', 'project = WEB')).toBe(2);
  expect(searchPage(site, 'ada', { jql: 'project = WEB', maxResults: 1 }).isLast).toBe(false);
  clock.advance(5000);
  expect(keys('project = WEB order by key')).toBe('WEB-2 WEB-3');
  expect(countIssues(site, 'ada', 'project = WEB')).toBe(2);
});

test('an index finds a lagging issue under its old value, not under the new one', () => {
  const { store } = small;
  store.issues.put({ ...issueOf('PAY-4'), sprintIds: ['12'] });
  expect(keys('sprint = 13')).toBe('PAY-4');
  expect(keys('sprint = 12')).toBe('PAY-2');
});

test('reconciled issues and jql/match are up to date', () => {
  const { site, store } = small;
  const changed = store.issues.put({ ...issueOf('PAY-4'), sprintIds: ['12'] });
  expect(keys('sprint = 12 order by key', [changed.id])).toBe('PAY-2 PAY-4');
  expect(keys('sprint = 13', [changed.id])).toBe('');
  expect(matchIssue(site, 'ada', 'sprint = 12', changed)).toBe(true);
});

test('what became hidden drops out at once', () => {
  const { store } = small;
  const project = store.projectsByKey.first('SEC');
  if (project === undefined) throw new Error('no SEC');
  store.issues.put({ ...issueOf('WEB-1'), projectId: project.id });
  expect(keys('project = WEB')).toBe('WEB-2');
});

test('without a lag every write is seen at once', () => {
  small.tuning.searchLagMs = 0;
  small.store.issues.put({ ...issueOf('PAY-4'), summary: 'other' });
  expect(keys('summary ~ other')).toBe('PAY-4');
});
