import { expect, test } from '@jest/globals';
import { buildExtension, type Place } from '../../../../local/forge/ui/place.ts';
import { addBoard, addIssue, addProject, addUser, newStore, SCHEME_IDS } from '../../../../local/seeds/defaults.ts';

const newSite = () => {
  const store = newStore();
  const admin = addUser(store, { name: 'Ada Admin', admin: true });
  const member = addUser(store, { name: 'Max Member' });
  addProject(store, { key: 'OPEN', leadId: admin.id });
  const board = addBoard(store, { project: 'OPEN' });
  const issue = addIssue(store, { projectKey: 'OPEN' });
  return { store, admin: admin.id, member: member.id, issue, board };
};
const extensionFor = (
  accountId: string,
  moduleType: string,
  place: Place,
  store: ReturnType<typeof newSite>['store'],
) => buildExtension({ store, accountId, moduleType }, place);

test('an issue module gets its issue and project, a project page its project and board', () => {
  const { store, member, issue, board } = newSite();
  expect(extensionFor(member, 'jira:issuePanel', { issueKey: issue.key, location: 'http://x/' }, store)).toMatchObject({
    type: 'jira:issuePanel',
    issue: { id: issue.id, key: issue.key, type: 'Story' },
    project: { key: 'OPEN', type: 'software' },
    location: 'http://x/',
    isNewToIssue: false,
  });
  expect(extensionFor(member, 'jira:projectPage', { projectKey: 'OPEN' }, store)).toMatchObject({
    project: { key: 'OPEN' },
    board: { id: board.id, type: 'scrum' },
  });
});

test('a place that this person may not see is as absent as one that does not exist', () => {
  const { store, member } = newSite();
  addProject(store, { key: 'SHUT', permissionSchemeId: SCHEME_IDS.membersOnly });
  const hidden = addIssue(store, { projectKey: 'SHUT' });
  for (const place of [{ issueKey: hidden.key }, { issueKey: 'OPEN-999' }, {}]) {
    expect(() => extensionFor(member, 'jira:issueContext', place, store)).toThrow(/404/);
  }
  for (const projectKey of ['SHUT', 'NONE']) {
    expect(() => extensionFor(member, 'jira:projectPage', { projectKey }, store)).toThrow(/404/);
  }
});

test('settings pages are for those who administer', () => {
  const { store, admin, member } = newSite();
  expect(extensionFor(admin, 'jira:adminPage', {}, store)).toMatchObject({ type: 'jira:adminPage' });
  expect(() => extensionFor(member, 'jira:adminPage', {}, store)).toThrow(/403/);
  expect(() => extensionFor(member, 'jira:projectSettingsPage', { projectKey: 'OPEN' }, store)).toThrow(/404/);
});
