import { expect, test } from '@jest/globals';
import { aWriteSite } from './a-write-site.ts';
import { putIssue } from '../support/write-site.ts';

test('an archived project leaves search, opens by key, takes no write, and comes back', async () => {
  const { ask, store, events } = aWriteSite();
  putIssue(store, 'PAY-1');
  const found = async () => (await ask('ann', 'POST', 'search/approximate-count', { jql: 'status = "To Do"' })).body;
  expect((await ask('ann', 'POST', 'project/PAY/archive')).status).toBe(403);
  expect(await found()).toEqual({ count: 1 });
  expect((await ask('adm', 'POST', 'project/PAY/archive')).status).toBe(204);
  expect(await found()).toEqual({ count: 0 });
  expect((await ask('ann', 'GET', 'issue/PAY-1')).status).toBe(200);
  expect((await ask('ann', 'PUT', 'issue/PAY-1', { fields: { summary: 'x' } })).status).toBe(400);
  expect((await ask('ann', 'POST', 'project/PAY/restore')).status).toBe(404);
  expect((await ask('adm', 'POST', 'project/PAY/restore')).body).toMatchObject({ key: 'PAY' });
  expect(await found()).toEqual({ count: 1 });
  expect(events).toEqual(['avi:jira:archived:project', 'avi:jira:unarchived:project']);
});

test('issues are archived with their sub-tasks, and refusals are told by reason', async () => {
  const { ask, store } = aWriteSite();
  const parent = putIssue(store, 'PAY-1');
  const child = putIssue(store, 'PAY-2', { issueTypeId: '10003', parentId: parent.id });
  const issueIdsOrKeys = ['PAY-1', 'PAY-2', 'PAY-9'];
  expect((await ask('ann', 'PUT', 'issue/archive', { issueIdsOrKeys })).status).toBe(403);
  expect(await ask('adm', 'PUT', 'issue/archive', { issueIdsOrKeys })).toMatchObject({
    status: 200,
    body: {
      numberOfIssuesUpdated: 2,
      errors: {
        issueIsSubtask: { count: 1, issueIdsOrKeys: ['PAY-2'] },
        issuesNotFound: { issueIdsOrKeys: ['PAY-9'] },
      },
    },
  });
  expect([parent, child].map(({ id }) => store.issues.get(id)?.archived)).toEqual([true, true]);
  await ask('adm', 'PUT', 'issue/unarchive', { issueIdsOrKeys: ['PAY-1'] });
  expect([parent, child].map(({ id }) => store.issues.get(id)?.archived)).toEqual([undefined, undefined]);
  expect((await ask('adm', 'PUT', 'issue/archive', { issueIdsOrKeys: ['PAY-9'] })).status).toBe(400);
});

test('a bulk move answers with a task that tells what moved', async () => {
  const { ask, store } = aWriteSite();
  const issue = putIssue(store, 'PAY-1');
  const targetToSourcesMapping = { 'WEB,10001': { issueIdsOrKeys: ['PAY-1', 'PAY-9'], inferStatusDefaults: true } };
  expect((await ask('ann', 'POST', 'bulk/issues/move', { targetToSourcesMapping })).status).toBe(403);
  store.globalGrants.put({ id: '2', permission: 'BULK_CHANGE', groupId: 'g-users' });
  const asked = await ask('ann', 'POST', 'bulk/issues/move', { targetToSourcesMapping });
  expect(asked.status).toBe(201);
  const { taskId } = asked.body as { taskId: string };
  expect((await ask('ann', 'GET', `bulk/queue/${taskId}`)).body).toMatchObject({
    status: 'COMPLETE',
    totalIssueCount: 2,
    processedAccessibleIssues: [Number(issue.id)],
    invalidOrInaccessibleIssueCount: 1,
  });
  expect((await ask('ann', 'GET', 'issue/PAY-1')).body).toMatchObject({ id: issue.id, key: 'WEB-1' });
});

test('boards tell of their creation and removal', async () => {
  const { ask, events } = aWriteSite();
  const made = await ask('lea', 'POST', '../../agile/1.0/board', { name: 'B', type: 'scrum', filterId: 500 });
  const { id } = made.body as { id: number };
  expect((await ask('lea', 'DELETE', `../../agile/1.0/board/${id}`)).status).toBe(204);
  expect(events).toEqual(['avi:jira-software:created:board', 'avi:jira-software:deleted:board']);
});
