import { expect, test } from '@jest/globals';
import type { Issue } from '../../../../local/jira/entities.ts';
import { issueMatcher, searchIssues } from '../../../../local/jira/jql/index.ts';
import { seededRandom } from '../../../../local/random.ts';
import { addIssue, rankOf } from '../../../../local/seeds/defaults.ts';
import { DAY_MS, NOW, smallSite } from './site.ts';

const QUERIES: readonly (readonly [jql: string, key: (issue: Issue) => number | string])[] = [
  ['created >= -40d ORDER BY created, id', ({ created }) => created],
  ['updated >= -3d ORDER BY updated, id', ({ updated }) => updated],
  ['updated < -2d AND project = WEB ORDER BY updated, id', ({ updated }) => updated],
  ['project in (PAY, WEB) ORDER BY rank, id', ({ rank }) => rank],
  ['assignee in (ada, bo) ORDER BY updated, id', ({ updated }) => updated],
  ['labels = backend ORDER BY updated, id', ({ updated }) => updated],
];

test.each([0, 5000])(
  'kept orders give what a look at every issue gives, through all kinds of writes, lag %i ms',
  (lagMs) => {
    const { site, store, clock, tuning } = smallSite();
    tuning.searchLagMs = lagMs;
    const random = seededRandom(7);
    const any = <T>(list: readonly T[]): T | undefined => list[Math.floor(random() * list.length)];
    const day = (): number => NOW - Math.floor(random() * 6) * DAY_MS;
    const write = (): void => {
      const chance = random();
      const issue = any([...store.issues.values()]);
      if (issue === undefined || chance < 0.5) {
        const [assigneeId = 'ada', label = 'x'] = [any(['ada', 'bo', 'eve']), any(['backend', 'front'])];
        addIssue(store, { projectKey: 'WEB', created: day(), updated: day(), assigneeId, labels: [label] });
      } else if (chance < 0.6) store.issues.delete(issue.id);
      else store.issues.put({ ...issue, updated: day(), rank: rankOf(Math.floor(random() * 500)), assigneeId: 'bo' });
    };
    for (let round = 0; round < 30; round++) {
      clock.advance(5000);
      const before = [...store.issues.values()];
      for (let n = 0; n < 8; n++) write();
      // With a lag, search has the issues of before this round; what was deleted in it drops out.
      const indexed =
        lagMs === 0 ? [...store.issues.values()] : before.filter(({ id }) => store.issues.get(id) !== undefined);
      for (const [jql, key] of QUERIES) {
        const expected = indexed
          .filter(issueMatcher(site, 'ada', jql))
          .sort((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : a.key < b.key ? -1 : 1));
        const found = searchIssues(site, 'ada', jql);
        expect(found.map(key)).toEqual(expected.map(key));
        expect(new Set(found)).toEqual(new Set(expected));
      }
    }
  },
);
