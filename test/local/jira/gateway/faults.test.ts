import { expect, test } from '@jest/globals';
import { noContent } from '../../../../local/jira/operation.ts';
import { aJira, aRequest } from './a-site.ts';

const ANN = { accountId: 'ann' };
const aSiteThatCounts = () => {
  const slept: number[] = [];
  let ran = 0;
  const { jira } = aJira({
    sleep: async (ms) => {
      slept.push(ms);
    },
    operations: [
      {
        method: 'POST',
        path: '/rest/api/3/issue/{issueIdOrKey}/comment',
        handle: () => {
          ran += 1;
          return noContent();
        },
      },
    ],
  });
  return {
    jira,
    slept,
    ran: () => ran,
    post: () => jira.fetch(aRequest('POST', '/rest/api/3/issue/A-1/comment'), ANN),
  };
};

test('a fault answers instead of the operation as often as it says, then is gone', async () => {
  const { jira, ran, post } = aSiteThatCounts();
  const headers = { 'retry-after': '7' };
  jira.faults.add({ method: 'post', path: '/rest/api/3/issue/*', status: 503, headers, body: 'later', times: 2 });
  const first = await post();
  expect([first.status, first.headers.get('retry-after'), await first.json()]).toEqual([503, '7', 'later']);
  expect(jira.faults.list().map(({ remaining }) => remaining)).toEqual([1]);
  expect((await post()).status).toBe(503);
  expect((await post()).status).toBe(204);
  expect(ran()).toBe(1);
  expect(jira.faults.list()).toEqual([]);
});

test('a fault of another method or path does not meet the call', async () => {
  const { jira, post } = aSiteThatCounts();
  jira.faults.add({ method: 'GET', path: '/rest/api/3/issue/{key}/comment', status: 500, times: 1 });
  jira.faults.add({ path: '/rest/api/3/issue/{key}', status: 500, times: 1 });
  expect((await post()).status).toBe(204);
});

test('a delay waits and then lets the call through', async () => {
  const { jira, slept, ran, post } = aSiteThatCounts();
  jira.faults.add({ path: '*', delayMs: 900, times: 1 });
  expect((await post()).status).toBe(204);
  expect([slept, ran()]).toEqual([[900], 1]);
});

test('a connection can break before the operation ran, or after', async () => {
  const { jira, ran, post } = aSiteThatCounts();
  jira.faults.add({ path: '*', drop: 'before', times: 1 });
  await expect(post()).rejects.toThrow('The connection was dropped');
  expect(ran()).toBe(0);
  jira.faults.add({ path: '*', drop: 'after', times: 1 });
  await expect(post()).rejects.toThrow('The connection was dropped');
  expect(ran()).toBe(1);
});

test('clear forgets all faults; a fault that does nothing is refused', async () => {
  const { jira, post } = aSiteThatCounts();
  jira.faults.add({ path: '*', status: 500, times: 5 });
  jira.faults.clear();
  expect((await post()).status).toBe(204);
  expect(() => jira.faults.add({ path: '*', times: 1 })).toThrow(TypeError);
  expect(() => jira.faults.add({ path: '*', status: 500, times: 0 })).toThrow(TypeError);
});
