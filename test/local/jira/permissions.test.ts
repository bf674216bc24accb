import { expect, test } from '@jest/globals';
import type { Holder, Issue } from '../../../local/jira/entities.ts';
import {
  canBrowseProject,
  canSeeIssue,
  findVisibleIssue,
  hasPermission,
  isAdmin,
  issueFilter,
} from '../../../local/jira/permissions.ts';
import type { Store } from '../../../local/jira/store.ts';
import { putIssue, scheme, writeSite } from './support/write-site.ts';

const browsedBy = (holder: Holder): { store: Store; issue: Issue } => {
  const { store } = writeSite();
  store.permissionSchemes.put(scheme('0', [['BROWSE_PROJECTS', holder]]));
  const issue = putIssue(store, 'PAY-1', {
    reporterId: 'ann',
    assigneeId: 'bob',
    custom: { customfield_10102: 'rob', customfield_10103: 'jira-users', customfield_10106: ['out'] },
  });
  return { store, issue };
};
const EVERYBODY = ['lea', 'rob', 'ann', 'bob', 'adm', 'out'] as const;

test.each<[Holder, readonly (string | undefined)[], readonly (string | undefined)[]]>([
  [{ type: 'anyone' }, [...EVERYBODY, undefined], [...EVERYBODY, undefined]],
  [{ type: 'applicationRole' }, EVERYBODY, EVERYBODY],
  [{ type: 'group', parameter: 'g-admins' }, ['adm'], ['adm']],
  [{ type: 'projectRole', parameter: 'r1' }, ['rob'], ['rob']],
  [{ type: 'user', parameter: 'out' }, ['out'], ['out']],
  [{ type: 'projectLead' }, ['lea'], ['lea']],
  [{ type: 'reporter' }, EVERYBODY, ['ann']],
  [{ type: 'assignee' }, EVERYBODY, ['bob']],
  [{ type: 'userCustomField', parameter: 'customfield_10102' }, EVERYBODY, ['rob']],
  [{ type: 'userCustomField', parameter: 'customfield_10106' }, EVERYBODY, ['out']],
  [{ type: 'groupCustomField', parameter: 'customfield_10103' }, EVERYBODY, ['lea', 'rob', 'ann', 'bob', 'adm']],
])('Browse granted to %o lets the right people see the project and the issue', (holder, project, seen) => {
  const { store, issue } = browsedBy(holder);
  const all = [...EVERYBODY, undefined];
  const browsed = store.projects.get('100');
  expect(all.filter((who) => browsed !== undefined && canBrowseProject(store, who, browsed))).toEqual(project);
  expect(all.filter((who) => canSeeIssue(store, who, issue))).toEqual(seen);
  expect(all.filter((who) => issueFilter(store, who)(issue))).toEqual(seen);
});

test('a security level hides an issue from everybody else, a Jira admin included', () => {
  const { store } = writeSite();
  const led = putIssue(store, 'PAY-1', { securityLevelId: '900' });
  const reported = putIssue(store, 'PAY-2', { securityLevelId: '901', reporterId: 'ann' });
  const unknown = putIssue(store, 'PAY-3', { securityLevelId: '999' });
  const seenBy = (who: string): string[] => [led, reported, unknown].filter(issueFilter(store, who)).map((i) => i.key);
  expect(seenBy('lea')).toEqual(['PAY-1']);
  expect(seenBy('ann')).toEqual(['PAY-2']);
  expect(seenBy('adm')).toEqual([]);
  expect(canSeeIssue(store, 'lea', led)).toBe(true);
  expect(canSeeIssue(store, 'ann', led)).toBe(false);
});

test('issue security holds for other permissions of an issue too', () => {
  const { store } = writeSite();
  const issue = putIssue(store, 'PAY-1', { securityLevelId: '900' });
  const project = store.projects.get('100');
  if (project === undefined) throw new Error('no project');
  expect(hasPermission(store, 'ann', 'EDIT_ISSUES', { project })).toBe(true);
  expect(hasPermission(store, 'ann', 'EDIT_ISSUES', { project, issue })).toBe(false);
});

test('an archived project leaves search, opens by key, and takes no write', () => {
  const { store } = writeSite();
  const issue = putIssue(store, 'PAY-1');
  const project = store.projects.get('100');
  if (project === undefined) throw new Error('no project');
  const archived = store.projects.put({ ...project, archived: true });
  expect(issueFilter(store, 'ann')(issue)).toBe(false);
  expect(findVisibleIssue(store, 'ann', 'pay-1').id).toBe(issue.id);
  expect(hasPermission(store, 'ann', 'EDIT_ISSUES', { project: archived, issue })).toBe(false);
});

test('a hidden issue and an absent one answer with the same words', () => {
  const { store } = writeSite();
  putIssue(store, 'PAY-1');
  const words = 'Issue does not exist or you do not have permission to see it.';
  expect(() => findVisibleIssue(store, 'out', 'PAY-1')).toThrow(words);
  expect(() => findVisibleIssue(store, 'ann', 'PAY-9')).toThrow(words);
});

test('an inactive account has no permission that a logged-in one has', () => {
  const { store } = writeSite();
  const issue = putIssue(store, 'PAY-1');
  const ann = store.users.get('ann');
  if (ann === undefined) throw new Error('no user');
  store.users.put({ ...ann, active: false });
  expect(canSeeIssue(store, 'ann', issue)).toBe(false);
});

test('only the administrators administer Jira', () => {
  const { store } = writeSite();
  expect(EVERYBODY.filter((who) => isAdmin(store, who))).toEqual(['adm']);
});

test('filtering asks the schemes once for each project, not for each issue', () => {
  const { store } = writeSite();
  let asked = 0;
  const issue = putIssue(store, 'PAY-1');
  const get = store.projects.get.bind(store.projects);
  store.projects.get = (id) => {
    asked++;
    return get(id);
  };
  const keep = issueFilter(store, 'ann');
  for (let i = 0; i < 1000; i++) keep(issue);
  expect(asked).toBe(1);
});
