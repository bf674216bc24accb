import { expect, test } from '@jest/globals';
import { JiraProblem, badField } from '../../../../local/jira/errors.ts';
import type { Method, Operation } from '../../../../local/jira/operation.ts';
import { noContent, ok } from '../../../../local/jira/operation.ts';
import { aJira, aRequest } from './a-site.ts';

const ANN = { accountId: 'ann' };
const at = (method: Method, path: string, handle: Operation['handle']): Operation => ({ method, path, handle });

test('a literal segment wins over a parameter, whatever the order of declaration', async () => {
  const { jira } = aJira({
    operations: [
      at('POST', '/rest/api/3/issue/{issueIdOrKey}', () => ok('one')),
      at('POST', '/rest/api/3/issue/bulkfetch', () => ok('many')),
    ],
  });
  const answer = await jira.fetch(aRequest('POST', '/rest/api/3/issue/bulkfetch'), ANN);
  expect(await answer.json()).toBe('many');
});

test('path parameters arrive decoded and the body parsed', async () => {
  const { jira } = aJira({
    operations: [at('PUT', '/x/{name}/y/{key}', ({ params, body }) => ok({ params, body }))],
  });
  const answer = await jira.fetch(aRequest('PUT', '/x/a%2Fb/y/c%20d', { n: 1 }), ANN);
  expect(await answer.json()).toEqual({ params: { name: 'a/b', key: 'c d' }, body: { n: 1 } });
});

test('a route that the local site does not have is a 404 that says so', async () => {
  const { jira } = aJira({ operations: [] });
  const answer = await jira.fetch(aRequest('GET', '/rest/api/3/nothing'), ANN);
  expect(answer.status).toBe(404);
  expect(await answer.text()).toContain('The local Jira site does not have GET /rest/api/3/nothing');
});

test('a wrong method is a 405 that names the right ones', async () => {
  const { jira } = aJira({ operations: [at('GET', '/x', () => ok(1)), at('PUT', '/x', () => ok(1))] });
  const answer = await jira.fetch(aRequest('DELETE', '/x'), ANN);
  expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'GET, PUT']);
});

test('malformed JSON is a 400, another content type a 415, before the operation runs', async () => {
  let ran = 0;
  const { jira } = aJira({
    operations: [
      at('POST', '/x', () => {
        ran += 1;
        return noContent();
      }),
    ],
  });
  const send = (type: string) =>
    jira.fetch(
      new Request('http://localhost/x', { method: 'POST', body: '{', headers: { 'content-type': type } }),
      ANN,
    );
  expect((await send('application/json')).status).toBe(400);
  expect((await send('text/plain')).status).toBe(415);
  expect(ran).toBe(0);
});

test('a refusal is answered in Jira’s shape', async () => {
  const { jira } = aJira({
    operations: [
      at('GET', '/field', () => {
        throw badField('summary', 'You must specify a summary of the issue.');
      }),
      at('GET', '/plain', () => {
        throw new JiraProblem(409, ['Another transition is in progress.']);
      }),
    ],
  });
  const field = await jira.fetch(aRequest('GET', '/field'), ANN);
  expect(field.status).toBe(400);
  expect(await field.json()).toEqual({
    errorMessages: [],
    errors: { summary: 'You must specify a summary of the issue.' },
  });
  const plain = await jira.fetch(aRequest('GET', '/plain'), ANN);
  expect([plain.status, await plain.json()]).toEqual([
    409,
    { errorMessages: ['Another transition is in progress.'], errors: {} },
  ]);
});

test('any other error is an opaque 500 with a reference; its detail is logged', async () => {
  const { jira, logged } = aJira({
    operations: [
      at('GET', '/x', () => {
        throw new Error('a secret detail');
      }),
    ],
  });
  const answer = await jira.fetch(aRequest('GET', '/x'), ANN);
  const text = await answer.text();
  const reference = answer.headers.get('x-arequestid') ?? 'none';
  expect(answer.status).toBe(500);
  expect(text).toContain(reference);
  expect(text).not.toContain('secret');
  expect(logged).toEqual([[expect.stringContaining(reference), new Error('a secret detail')]]);
});

test('two operations for one method and path are refused at the start', () => {
  const twice = [at('GET', '/x/{a}', () => ok(1)), at('GET', '/x/{b}', () => ok(2))];
  expect(() => aJira({ operations: twice })).toThrow('Two operations claim GET /x/{b}');
});
