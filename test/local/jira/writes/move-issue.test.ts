import { expect, test } from '@jest/globals';
import { findIssue } from '../../../../local/jira/permissions.ts';
import { moveIssue } from '../../../../local/jira/writes/move-issue.ts';
import { problemOf } from '../support/problem.ts';
import { ALL_PERMISSIONS, as, putIssue, scheme, writeSite } from '../support/write-site.ts';

test('a moved issue keeps its id, gets a new key, and answers to the old one', () => {
  const { site, store, events } = writeSite();
  const issue = putIssue(store, 'PAY-1', {
    fixVersionIds: ['1001'],
    componentIds: ['1005'],
    securityLevelId: '900',
    labels: ['x'],
  });
  putIssue(store, 'WEB-7');
  const moved = moveIssue(site, as('lea'), { issue: 'PAY-1', project: 'WEB' });
  expect(moved).toMatchObject({
    id: issue.id,
    key: 'WEB-8',
    previousKeys: ['PAY-1'],
    projectId: '101',
    fixVersionIds: ['1011'],
    componentIds: ['1015'],
    labels: ['x'],
  });
  expect(moved.securityLevelId).toBeUndefined();
  expect(findIssue(store, 'PAY-1')?.id).toBe(issue.id);
  const items = store.historiesByIssue.of(issue.id).flatMap((history) => history.items);
  expect(items.slice(0, 2)).toEqual([
    {
      field: 'project',
      fieldtype: 'jira',
      fieldId: 'project',
      from: '100',
      fromString: 'PAY',
      to: '101',
      toString: 'WEB',
    },
    { field: 'Key', fieldtype: 'jira', from: null, fromString: 'PAY-1', to: null, toString: 'WEB-8' },
  ]);
  expect(events.map((event) => [event.eventType, event.payload['jiraEventTypeName']])).toEqual([
    ['avi:jira:updated:issue', 'issue_moved'],
  ]);
});

test('sub-tasks move with their parent and never alone', () => {
  const { site, store } = writeSite();
  const parent = putIssue(store, 'PAY-1');
  const child = putIssue(store, 'PAY-2', { issueTypeId: '10003', parentId: parent.id });
  expect(problemOf(() => moveIssue(site, as('ann'), { issue: 'PAY-2', project: 'WEB' })).status).toBe(400);
  moveIssue(site, as('ann'), { issue: 'PAY-1', project: 'WEB' });
  expect(store.issues.get(child.id)).toMatchObject({ key: 'WEB-2', projectId: '101', parentId: parent.id });
});

test('a move needs Move issues here and Create issues there', () => {
  const { site, store } = writeSite();
  putIssue(store, 'PAY-1');
  const web = store.projects.get('101');
  if (web === undefined) throw new Error('no project');
  store.permissionSchemes.put(scheme('1', [['BROWSE_PROJECTS', { type: 'applicationRole' }]]));
  store.projects.put({ ...web, permissionSchemeId: '1' });
  const move = (project: string) => problemOf(() => moveIssue(site, as('ann'), { issue: 'PAY-1', project })).status;
  expect(move('WEB')).toBe(403);
  expect(move('NO')).toBe(404);
  store.projects.put(web);
  const rest = ALL_PERMISSIONS.filter((one) => one !== 'MOVE_ISSUES');
  store.permissionSchemes.put(
    scheme(
      '0',
      rest.map((one) => [one, { type: 'group', parameter: 'g-users' }]),
    ),
  );
  expect(move('WEB')).toBe(403);
});
