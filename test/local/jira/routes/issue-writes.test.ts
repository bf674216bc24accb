import { expect, test } from '@jest/globals';
import { aWriteSite } from './a-write-site.ts';
import { ALL_PERMISSIONS, putIssue, scheme } from '../support/write-site.ts';

const DOC = { type: 'doc', version: 1, content: [] };
const STORY = { project: { key: 'PAY' }, issuetype: { name: 'Story' }, summary: 'Pay by card' };

test('an issue is created, edited, moved through its workflow, assigned and deleted', async () => {
  const { ask, store, events } = aWriteSite();
  const made = await ask('ann', 'POST', 'issue', { fields: STORY });
  expect(made).toMatchObject({
    status: 201,
    body: { id: '10000', key: 'PAY-1', self: 'http://localhost:4180/rest/api/3/issue/10000' },
  });
  expect(await ask('ann', 'PUT', 'issue/PAY-1', { fields: { summary: 'New' } })).toMatchObject({
    status: 204,
    body: undefined,
  });
  const read = await ask('ann', 'PUT', 'issue/PAY-1?returnIssue=true', { update: { labels: [{ add: 'x' }] } });
  expect(read).toMatchObject({ status: 200, body: { key: 'PAY-1', fields: { summary: 'New', labels: ['x'] } } });
  const offered = await ask('ann', 'GET', 'issue/PAY-1/transitions');
  expect(offered.body).toMatchObject({
    transitions: [
      { id: '11', to: { name: 'To Do' } },
      { id: '21', isGlobal: true },
    ],
  });
  expect((await ask('ann', 'POST', 'issue/PAY-1/transitions', { transition: { id: '21' } })).status).toBe(204);
  expect((await ask('ann', 'PUT', 'issue/PAY-1/assignee', { accountId: 'bob' })).status).toBe(204);
  expect((await ask('ann', 'DELETE', 'issue/PAY-1')).status).toBe(204);
  expect([store.issues.size, store.histories.size]).toEqual([0, 0]);
  expect(events).toEqual([
    'avi:jira:created:issue',
    'avi:jira:updated:issue',
    'avi:jira:updated:issue',
    'avi:jira:updated:issue',
    'avi:jira:updated:issue',
    'avi:jira:assigned:issue',
    'avi:jira:deleted:issue',
  ]);
});

test('errors come in Jira’s shape', async () => {
  const { ask, store } = aWriteSite();
  putIssue(store, 'PAY-1');
  expect(await ask('ann', 'PUT', 'issue/PAY-1', { fields: { description: 'plain' } })).toMatchObject({
    status: 400,
    body: {
      errorMessages: [],
      errors: { description: 'Operation value must be an Atlassian Document (see the Atlassian Document Format)' },
    },
  });
  expect(await ask('ann', 'POST', 'issue/PAY-1/transitions', { transition: { id: 'X' } })).toMatchObject({
    status: 400,
    body: { errorMessages: ["Transition id 'X' is not valid for this issue."], errors: {} },
  });
  const hidden = await ask('out', 'PUT', 'issue/PAY-1', { fields: {} });
  const absent = await ask('out', 'PUT', 'issue/PAY-7', { fields: {} });
  expect([hidden.status, hidden.body]).toEqual([absent.status, absent.body]);
  expect(hidden.status).toBe(404);
  expect((await ask('out', 'GET', 'issue/PAY-1/transitions')).status).toBe(404);
});

test('without Transition issues no transition is offered', async () => {
  const { ask, store } = aWriteSite();
  putIssue(store, 'PAY-1');
  const rest = ALL_PERMISSIONS.filter((one) => one !== 'TRANSITION_ISSUES');
  store.permissionSchemes.put(
    scheme(
      '0',
      rest.map((one) => [one, { type: 'group', parameter: 'g-users' }]),
    ),
  );
  expect((await ask('ann', 'GET', 'issue/PAY-1/transitions')).body).toMatchObject({ transitions: [] });
  expect((await ask('ann', 'POST', 'issue/PAY-1/transitions', { transition: { id: '21' } })).status).toBe(400);
});

test('a bulk answers 201 with the failures by number, and 400 where all failed', async () => {
  const { ask } = aWriteSite();
  const issueUpdates = [{ fields: STORY }, { fields: { ...STORY, summary: '' } }];
  const some = await ask('ann', 'POST', 'issue/bulk', { issueUpdates });
  expect(some).toMatchObject({
    status: 201,
    body: {
      issues: [{ key: 'PAY-1' }],
      errors: [{ status: 400, failedElementNumber: 1, elementErrors: { errors: { summary: expect.any(String) } } }],
    },
  });
  expect((await ask('ann', 'POST', 'issue/bulk', { issueUpdates: issueUpdates.slice(1) })).status).toBe(400);
});

test('sub-tasks go with their parent only if the caller says so, and only the parent has an event', async () => {
  const { ask, store, events } = aWriteSite();
  const parent = putIssue(store, 'PAY-1');
  putIssue(store, 'PAY-2', { issueTypeId: '10003', parentId: parent.id });
  const epicChild = putIssue(store, 'PAY-3');
  store.links.put({ id: '1', typeId: '10000', sourceId: parent.id, destinationId: epicChild.id });
  expect((await ask('ann', 'DELETE', 'issue/PAY-1')).status).toBe(400);
  expect((await ask('ann', 'DELETE', 'issue/PAY-1?deleteSubtasks=true')).status).toBe(204);
  expect([...store.issues.values()].map((issue) => issue.key)).toEqual(['PAY-3']);
  expect(store.links.size).toBe(0);
  expect(events).toEqual(['avi:jira:deleted:issue']);
  store.permissionSchemes.put(scheme('0', [['BROWSE_PROJECTS', { type: 'applicationRole' }]]));
  expect((await ask('ann', 'DELETE', 'issue/PAY-3')).status).toBe(403);
});

test('a comment is shown as HTML too where renderedBody is asked for', async () => {
  const { ask, store } = aWriteSite();
  putIssue(store, 'PAY-1');
  const words = { type: 'text', text: '1 < 2' };
  const body = { type: 'doc', version: 1, content: [{ type: 'paragraph', content: [words] }] };
  const made = await ask('ann', 'POST', 'issue/PAY-1/comment?expand=renderedBody', { body });
  expect(made).toMatchObject({ status: 201, body: { body, renderedBody: '<p>1 &lt; 2</p>' } });
});

test('comments are listed, added, changed and removed', async () => {
  const { ask, store, events } = aWriteSite();
  putIssue(store, 'PAY-1');
  const made = await ask('ann', 'POST', 'issue/PAY-1/comment', { body: DOC });
  expect(made).toMatchObject({ status: 201, body: { author: { accountId: 'ann' }, body: DOC } });
  const { id } = made.body as { id: string };
  expect((await ask('ann', 'POST', 'issue/PAY-1/comment', { body: 'plain' })).body).toMatchObject({
    errors: { comment: 'Comment body is not valid!' },
  });
  const secret = { body: DOC, visibility: { type: 'group', value: 'site-admins' } };
  expect((await ask('ann', 'POST', 'issue/PAY-1/comment', secret)).status).toBe(400);
  expect((await ask('ann', 'PUT', `issue/PAY-1/comment/${id}`, { body: { ...DOC, version: 2 } })).status).toBe(200);
  expect((await ask('bob', 'GET', `issue/PAY-1/comment/${id}`)).body).toMatchObject({ body: { version: 2 } });
  expect((await ask('bob', 'GET', 'issue/PAY-1/comment')).body).toMatchObject({
    startAt: 0,
    total: 1,
    comments: [{ id }],
  });
  expect((await ask('ann', 'DELETE', `issue/PAY-1/comment/${id}`)).status).toBe(204);
  expect((await ask('ann', 'GET', `issue/PAY-1/comment/${id}`)).status).toBe(404);
  expect(events).toEqual(['avi:jira:commented:issue', 'avi:jira:updated:comment', 'avi:jira:deleted:comment']);
});

test('a comment without permission is a 400, of one’s own or of others', async () => {
  const { ask, store } = aWriteSite();
  putIssue(store, 'PAY-1');
  const { body } = await ask('ann', 'POST', 'issue/PAY-1/comment', { body: DOC });
  const { id } = body as { id: string };
  const kept = ['BROWSE_PROJECTS', 'EDIT_OWN_COMMENTS'];
  store.permissionSchemes.put(
    scheme(
      '0',
      kept.map((one) => [one, { type: 'group', parameter: 'g-users' }]),
    ),
  );
  expect((await ask('bob', 'POST', 'issue/PAY-1/comment', { body: DOC })).status).toBe(400);
  expect((await ask('bob', 'PUT', `issue/PAY-1/comment/${id}`, { body: DOC })).status).toBe(400);
  expect((await ask('ann', 'PUT', `issue/PAY-1/comment/${id}`, { body: DOC })).status).toBe(200);
  expect((await ask('ann', 'DELETE', `issue/PAY-1/comment/${id}`)).status).toBe(400);
});

test('a notification is accepted where somebody would get it', async () => {
  const { ask, store } = aWriteSite();
  putIssue(store, 'PAY-1');
  const body = { subject: 'Hi', textBody: 'There', to: { users: [{ accountId: 'bob' }] } };
  expect((await ask('ann', 'POST', 'issue/PAY-1/notify', body)).status).toBe(204);
  expect((await ask('ann', 'POST', 'issue/PAY-1/notify', { to: { assignee: true } })).status).toBe(400);
  expect((await ask('out', 'POST', 'issue/PAY-1/notify', body)).status).toBe(404);
});
