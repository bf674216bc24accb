import { expect, test } from '@jest/globals';
import { rankIssues } from '../../../../local/jira/writes/rank-issues.ts';
import { problemOf } from '../support/problem.ts';
import { as, putIssue, scheme, writeSite } from '../support/write-site.ts';

const threeIssues = () => {
  const made = writeSite();
  for (const key of ['PAY-1', 'PAY-2', 'PAY-3']) putIssue(made.store, key);
  const order = () =>
    [...made.store.issues.values()].sort((a, b) => (a.rank < b.rank ? -1 : 1)).map((issue) => issue.key);
  return { ...made, order };
};

test('issues go before or after another in the order given', () => {
  const { site, store, events, order } = threeIssues();
  expect(rankIssues(site, as('ann'), { issues: ['PAY-3', 'PAY-2'], rankBeforeIssue: 'PAY-1' })).toEqual({
    status: 204,
  });
  expect(order()).toEqual(['PAY-3', 'PAY-2', 'PAY-1']);
  rankIssues(site, as('ann'), { issues: ['PAY-3'], rankAfterIssue: 'PAY-1' });
  expect(order()).toEqual(['PAY-2', 'PAY-1', 'PAY-3']);
  const id = store.issuesByKey.first('PAY-3')?.id ?? '';
  expect(store.historiesByIssue.of(id).flatMap((history) => history.items)).toMatchObject([
    { field: 'Rank', fieldtype: 'custom', from: '', fromString: '', to: '', toString: 'Ranked higher' },
    { field: 'Rank', toString: 'Ranked lower' },
  ]);
  expect(events.map((event) => event.eventType)).toEqual(Array.from({ length: 3 }, () => 'avi:jira:updated:issue'));
});

test('what cannot be ranked is reported beside what was', () => {
  const { site, order } = threeIssues();
  expect(rankIssues(site, as('ann'), { issues: ['PAY-3', 'PAY-9'], rankBeforeIssue: 'PAY-1' })).toEqual({
    status: 207,
    entries: [
      { issueId: expect.any(Number), issueKey: 'PAY-3', status: 200 },
      { issueKey: 'PAY-9', status: 404, errors: ['Issue does not exist or you do not have permission to see it.'] },
    ],
  });
  expect(order()[0]).toBe('PAY-3');
});

test('ranking needs Schedule issues, a target, and at most 50 issues', () => {
  const { site, store } = threeIssues();
  const status = (issues: readonly string[], place: Record<string, string>) =>
    problemOf(() => rankIssues(site, as('ann'), { issues, ...place })).status;
  expect(status(['PAY-1'], {})).toBe(400);
  expect(status(['PAY-1'], { rankBeforeIssue: 'PAY-1' })).toBe(400);
  expect(status(['PAY-1'], { rankBeforeIssue: 'PAY-9' })).toBe(404);
  expect(
    status(
      Array.from({ length: 51 }, (_, i) => `PAY-${i}`),
      { rankBeforeIssue: 'PAY-1' },
    ),
  ).toBe(400);
  store.permissionSchemes.put(scheme('0', [['BROWSE_PROJECTS', { type: 'applicationRole' }]]));
  expect(status(['PAY-2'], { rankBeforeIssue: 'PAY-1' })).toBe(403);
});
