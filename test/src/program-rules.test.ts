import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { TeamRule } from '../../src/core/team/team.ts';
import type { Reply } from '../../src/operations/reply.ts';
import { addBoard } from '../../local/seeds/defaults.ts';
import { startSmallSites } from './small-site.ts';

const BOB = 'bo';
let sites: ReturnType<typeof startSmallSites>;
beforeAll(() => {
  sites = startSmallSites();
});
afterAll(() => sites.host.close());

/** What saving a program says of its first team's rules. */
const saveWith = async (rules: (site: Awaited<ReturnType<typeof sites.add>>) => readonly TeamRule[]) => {
  const site = await sites.add();
  const [first, ...rest] = site.draft.teams;
  if (first === undefined) throw new Error('no team');
  const draft = { ...site.draft, teams: [{ ...first, rules: rules(site) }, ...rest] };
  return site.ask('ada', 'program.save', { draft, baseVersion: 1 });
};
const findingsOf = (reply: Reply<unknown>): readonly (readonly [string, string])[] =>
  reply.ok ? [] : (reply.error.findings ?? []).map(({ path, message }) => [path, message]);

test('JQL over own fields is taken', async () => {
  const reply = await saveWith(() => [
    { kind: 'jql', jql: 'project = PAY AND labels in (web, "two words") AND created > startOfYear() ORDER BY Rank' },
    { kind: 'jql', jql: 'status was "To Do" AND sprint in openSprints()' },
  ]);
  expect(findingsOf(reply)).toEqual([]);
  expect(reply.ok).toBe(true);
});

test.each([
  ['parent = PAY-1', 'asks about a parent (parent)'],
  ['project = PAY AND NOT (labels = a OR issueLinkType = blocks)', 'asks about links (issueLinkType)'],
  ['key in (PAY-1, PAY-2)', 'asks about single work items (key)'],
  ['assignee was currentUser()', 'asks about other items or about who asks (currentUser())'],
  ['issue in linkedIssues("PAY-1")', 'asks about single work items (issue)'],
])('JQL that asks further is refused: %s', async (jql, because) => {
  const reply = await saveWith(() => [{ kind: 'jql', jql }]);
  expect(findingsOf(reply)).toEqual([
    [
      'teams.0.rules.0',
      expect.stringMatching(`This JQL ${because.replaceAll(/[()]/g, '.')}. Use JQL over the work item.s own fields`),
    ],
  ]);
});

test('JQL that Jira refuses is refused with its words', async () => {
  const reply = await saveWith(() => [{ kind: 'jql', jql: 'project = NOPE' }]);
  expect(findingsOf(reply)).toEqual([
    ['teams.0.rules.0', expect.stringContaining("The value 'NOPE' does not exist for the field 'project'.")],
  ]);
});

test('a board that Interlock itself cannot read, or whose filter depends on who asks, cannot recognise a team', async () => {
  const reply = await saveWith(({ store }) => {
    const mine = addBoard(store, { project: 'PAY', name: 'Mine', jql: 'assignee = currentUser()' });
    const own = addBoard(store, { project: 'PAY', name: 'Hidden', ownerId: 'ada' });
    const { sharedWith: _, ...hidden } = store.filters.get(own.filterId) ?? { id: '', name: '', jql: '', ownerId: '' };
    store.filters.put(hidden);
    return [mine, own].map(({ id }) => ({ kind: 'board', boardId: id }) as const);
  });
  expect(findingsOf(reply)).toEqual([
    ['teams.0.rules.0', expect.stringContaining('The filter of Mine asks about other items or about who asks')],
    ['teams.0.rules.1', expect.stringContaining('Interlock itself cannot read the filter of Hidden: share it')],
  ]);
});

test('of a board that the person may not see nothing is told', async () => {
  const reply = await saveWith(({ store }) => {
    const board = addBoard(store, { project: 'PAY', name: 'Secret', ownerId: BOB, jql: 'assignee = currentUser()' });
    const { sharedWith: _, ...hidden } = store.filters.get(board.filterId) ?? {
      id: '',
      name: '',
      jql: '',
      ownerId: '',
    };
    store.filters.put(hidden);
    return [{ kind: 'board', boardId: board.id }];
  });
  const [[path, message] = []] = findingsOf(reply);
  expect(path).toBe('teams.0.rules.0');
  expect(message).toContain('does not exist, or you may not see it');
});
