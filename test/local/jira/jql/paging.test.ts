import { beforeEach, expect, test } from '@jest/globals';
import { searchPage, searchState } from '../../../../local/jira/jql/index.ts';
import { TOKEN_LIFE_MS } from '../../../../local/jira/jql/page-token.ts';
import type { Site } from '../../../../local/jira/site.ts';
import { addIssue } from '../../../../local/seeds/defaults.ts';
import { DAY_MS, NOW, smallSite } from './site.ts';

let small = smallSite();
beforeEach(() => {
  small = smallSite();
  for (let n = 0; n < 40; n++)
    addIssue(small.store, { projectKey: 'WEB', created: NOW - n * DAY_MS, updated: NOW - (n % 7) * DAY_MS });
});

interface Walk {
  readonly jql: string;
  readonly size: number;
  /** Runs after every page. */
  readonly meanwhile?: (page: number) => void;
}
const walk = (site: Site, { jql, size, meanwhile = () => {} }: Walk): string[] => {
  const keys: string[] = [];
  let nextPageToken: string | undefined;
  for (let page = 0; ; page++) {
    const answer = searchPage(site, 'ada', { jql, maxResults: size, nextPageToken });
    keys.push(...answer.issues.map((issue) => issue.key));
    nextPageToken = answer.nextPageToken;
    expect(answer.isLast).toBe(nextPageToken === undefined);
    if (nextPageToken === undefined) return keys;
    meanwhile(page);
  }
};

const JQL = 'project in (WEB, PAY) ORDER BY updated DESC, key';

test.each([1, 2, 7, 46, 47, 48, 5000])('pages of %i hold together what one page holds, in its order', (size) => {
  const all = walk(small.site, { jql: JQL, size: 5000 });
  expect(all).toHaveLength(47);
  expect(walk(small.site, { jql: JQL, size })).toEqual(all);
});

test('writes between pages neither repeat nor lose an issue', () => {
  const { site, store } = small;
  const before = walk(site, { jql: JQL, size: 5000 });
  const meanwhile = (page: number): void => {
    const [first] = store.issuesByProject.of('10001');
    if (first !== undefined) store.issues.put({ ...first, updated: NOW + page });
    addIssue(store, { projectKey: 'WEB', updated: NOW - 3 * DAY_MS });
  };
  expect(walk(site, { jql: JQL, size: 5, meanwhile })).toEqual(before);
});

test('an issue that is deleted between pages drops out silently', () => {
  const { site, store } = small;
  const before = walk(site, { jql: JQL, size: 5000 });
  const last = before.at(-1) ?? '';
  const meanwhile = (): void => void store.issues.delete(store.issuesByKey.first(last)?.id ?? '');
  expect(walk(site, { jql: JQL, size: 5, meanwhile })).toEqual(before.slice(0, -1));
});

test('a token outlives a restart of the site', () => {
  const { site } = small;
  const meanwhile = (): void => searchState(site).snapshots.clear();
  expect(walk(site, { jql: JQL, size: 5, meanwhile })).toEqual(walk(site, { jql: JQL, size: 5000 }));
});

test('a token serves only the person who got it, for the same question, for seven days', () => {
  const { site, clock } = small;
  const first = { jql: JQL, maxResults: 5, binding: 'summary' };
  const { nextPageToken } = searchPage(site, 'ada', first);
  const again = (accountId: string, change: object) =>
    searchPage(site, accountId, { ...first, nextPageToken, ...change }).issues.length;
  expect(again('ada', {})).toBe(5);
  const refused = expect.objectContaining({ status: 400 });
  expect(() => again('bo', {})).toThrow(refused);
  expect(() => again('ada', { jql: 'project = WEB' })).toThrow(refused);
  expect(() => again('ada', { binding: 'status' })).toThrow(refused);
  expect(() => again('ada', { reconcileIssueIds: ['10000'] })).toThrow(refused);
  expect(() => again('ada', { nextPageToken: `x${nextPageToken}` })).toThrow(refused);
  clock.advance(TOKEN_LIFE_MS);
  expect(again('ada', {})).toBe(5);
  clock.advance(1);
  expect(() => again('ada', {})).toThrow(refused);
});

test('a page may use other sizes than the one before', () => {
  const { site } = small;
  const { nextPageToken } = searchPage(site, 'ada', { jql: JQL, maxResults: 5 });
  const rest = searchPage(site, 'ada', { jql: JQL, maxResults: 5000, nextPageToken });
  expect(rest.issues).toHaveLength(42);
  expect(rest.isLast).toBe(true);
});
