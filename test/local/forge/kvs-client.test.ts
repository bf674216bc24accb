import { afterAll, expect, test } from '@jest/globals';
import { newHost } from './fixtures/test-host.ts';

// That the storage speaks what the real @forge/kvs expects: one pass through each of its calls.
const { host, call, clock } = newHost();
afterAll(() => host.close());
const storages = (...calls: object[]) => call('storages', { calls });
const storage = (operation: string, input: object) => call('storage', { operation, ...input });

test('@forge/kvs reads what it wrote, with metadata, and undefined for what is not there', async () => {
  await storage('set', { key: 'k', value: { a: 1 } });
  expect(await storage('get', { key: 'k' })).toEqual({ value: { a: 1 } });
  expect(await storage('getMeta', { key: 'k' })).toEqual({
    value: { key: 'k', value: { a: 1 }, createdAt: clock.now(), updatedAt: clock.now() },
  });
  expect(await storage('get', { key: 'none' })).toEqual({});
  await storage('delete', { key: 'k' });
  expect(await storage('delete', { key: 'k' })).toEqual({});
});

test('@forge/kvs throws ForgeKvsAPIError with the platform code', async () => {
  await storage('set', { key: 'once', value: 1 });
  const answers = await storages(
    { operation: 'set', key: 'once', value: 2, options: { keyPolicy: 'FAIL_IF_EXISTS' } },
    { operation: 'entitySet', entity: 'card', key: 'k', value: { order: '5' } },
    { operation: 'entityGet', entity: 'none', key: 'k' },
    { operation: 'batchGet', items: [{ key: 'none' }] },
  );
  expect(answers).toEqual([
    { status: 409, code: 'KEY_CONFLICT' },
    { status: 400, code: 'INCORRECT_PROPERTY_TYPE' },
    { status: 404, code: 'SCHEMA_NOT_FOUND' },
    {
      value: {
        successfulKeys: [],
        failedKeys: [{ key: 'none', error: expect.objectContaining({ code: 'KEY_NOT_FOUND' }) }],
      },
    },
  ]);
});

test('of several that compare and swap at once, one wins', async () => {
  await storage('entitySet', { entity: 'card', key: 'head', value: { order: 1 } });
  const swap = {
    operation: 'transact',
    sets: [
      {
        key: 'head',
        value: { order: 2 },
        entity: 'card',
        when: [{ property: 'order', condition: 'equalTo', value: 1 }],
      },
    ],
  };
  const answers = await storages(swap, swap, swap);
  expect(answers.filter((answer: object) => 'code' in answer)).toEqual([
    { status: 400, code: 'CONDITIONAL_CHECK_FAILED' },
    { status: 400, code: 'CONDITIONAL_CHECK_FAILED' },
  ]);
});

test('queries, secrets and batches go through the real client', async () => {
  await storage('batchSet', {
    items: [
      { key: 'q:1', value: 1 },
      { key: 'q:2', value: 2 },
    ],
  });
  await storage('setSecret', { key: 'token', value: 's' });
  await storage('entitySet', { entity: 'card', key: 'c', value: { team: 'pay', order: 4, done: true } });
  clock.advance(5_000);
  const filters = [{ property: 'done', condition: 'equalTo', value: true }];
  const [page, secret, found] = await storages(
    { operation: 'query', prefix: 'q:', limit: 1 },
    { operation: 'getSecret', key: 'token' },
    { operation: 'entityQuery', entity: 'card', index: 'by-team', partition: ['pay'], from: 3, filters },
  );
  expect(page.value).toMatchObject({ results: [{ key: 'q:1', value: 1 }], nextCursor: expect.any(String) });
  expect(secret).toEqual({ value: 's' });
  expect(found.value.results).toMatchObject([{ key: 'c' }]);
  const next = await storage('query', { prefix: 'q:', cursor: page.value.nextCursor });
  expect(next.value.results).toMatchObject([{ key: 'q:2' }]);
});

test('a scripted fault of storage reaches the app as a refusal', async () => {
  host.faults.addStorage({ path: '/api/v1/get', status: 429, code: 'RATE_LIMIT_EXCEEDED', times: 1 });
  expect(await storage('get', { key: 'once' })).toEqual({ status: 429, code: 'RATE_LIMIT_EXCEEDED' });
  expect(host.meter().refusedCalls).toBe(1);
  expect(await storage('get', { key: 'once' })).toEqual({ value: 1 });
});
