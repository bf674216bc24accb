import { beforeEach, describe, expect, test } from '@jest/globals';
import { frozenClock, type SiteClock } from '../../../local/clock.ts';
import { ForgeStorage } from '../../../local/forge/storage/storage.ts';
import { parseManifest } from '../../../local/forge/manifest.ts';
import { MANIFEST, START } from './fixtures/test-host.ts';

let clock: SiteClock;
let storage: ForgeStorage;
beforeEach(() => {
  clock = frozenClock(START);
  storage = new ForgeStorage(parseManifest(MANIFEST), clock);
});

/** One request as @forge/kvs sends it: status, code of a refusal, body. */
const send = (path: string, body: unknown) => {
  const answer = storage.handle(`/api/v1/${path}`, JSON.stringify(body));
  return { ...answer, code: (answer.body as { code?: string } | undefined)?.code };
};
const set = (key: string, value: unknown, options?: unknown) => send('set', { key, value, options });
const get = (key: string) => send('get', { key });
const setCard = (key: string, value: unknown) => send('entity/set', { entityName: 'card', key, value });
const keysOf = ({ body }: { body?: unknown }) => (body as { data: { key: string }[] }).data.map(({ key }) => key);
const nested = (depth: number): unknown => (depth === 0 ? 1 : { in: nested(depth - 1) });
const times = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, index) => make(index));

describe('keys and values', () => {
  test('a value is read back with the times it was written at', () => {
    set('a', { b: [1, 'two', null] });
    clock.advance(1_000);
    set('a', 3);
    expect(get('a').body).toEqual({ key: 'a', value: 3, createdAt: START, updatedAt: START + 1_000 });
  });

  test.each([
    ['a missing key', () => get('none'), 404, 'KEY_NOT_FOUND'],
    ['deleting a missing key', () => send('delete', { key: 'none' }), 404, 'KEY_NOT_FOUND'],
    ['an empty key', () => set('', 1), 400, 'KEY_TOO_SHORT'],
    ['a key of 501 characters', () => set('k'.repeat(501), 1), 400, 'KEY_TOO_LONG'],
    ['a key with a slash', () => set('a/b', 1), 400, 'INVALID_KEY'],
    ['a key of spaces', () => set('  ', 1), 400, 'INVALID_KEY'],
    ['a value over 240 KiB', () => set('k', 'x'.repeat(240 * 1024)), 400, 'MAX_SIZE'],
    ['a value 32 levels deep', () => set('k', nested(32)), 400, 'MAX_DEPTH'],
    ['a ttl of 0', () => set('k', 1, { ttl: { value: 0, unit: 'SECONDS' } }), 400, 'INVALID_TTL'],
    ['a ttl over a year', () => set('k', 1, { ttl: { value: 366, unit: 'DAYS' } }), 400, 'INVALID_TTL'],
    ['an unknown operation', () => send('entity/count', {}), 404, 'NOT_FOUND'],
  ])('%s is refused', (_, run, status, code) => {
    expect(run()).toMatchObject({ status, code });
  });

  test('a key of 500 characters, a value 31 levels deep and one just under 240 KiB are taken', () => {
    expect(set('k'.repeat(500), nested(31)).status).toBe(200);
    expect(set('large', 'x'.repeat(240 * 1024 - 2)).status).toBe(200);
  });

  test('FAIL_IF_EXISTS refuses an existing key and leaves it', () => {
    expect(set('k', 1, { keyPolicy: 'FAIL_IF_EXISTS' }).status).toBe(200);
    expect(set('k', 2, { keyPolicy: 'FAIL_IF_EXISTS' })).toMatchObject({ status: 409, code: 'KEY_CONFLICT' });
    expect(get('k').body).toMatchObject({ value: 1 });
  });

  test('returnValue shows the value before or after', () => {
    set('k', 1);
    expect(set('k', 2, { keyPolicy: 'OVERRIDE', returnValue: 'PREVIOUS' }).body).toMatchObject({ value: 1 });
    expect(set('k', 3, { keyPolicy: 'OVERRIDE', returnValue: 'LATEST' }).body).toMatchObject({ value: 3 });
    expect(set('new', 1, { keyPolicy: 'OVERRIDE', returnValue: 'PREVIOUS' }).body).toBeUndefined();
  });

  test('an expired value is readable until it is swept, at the latest after 48 hours', () => {
    const ttl = { ttl: { value: 1, unit: 'HOURS' } };
    set('k', 1, ttl);
    clock.advance(2 * 3_600_000);
    expect(get('k').body).toMatchObject({ value: 1, expireTime: new Date(START + 3_600_000).toISOString() });
    set('swept', 1, ttl);
    clock.advance(2 * 3_600_000);
    expect(storage.records.sweep()).toBe(2);
    expect(get('swept').status).toBe(404);
    set('late', 1, ttl);
    clock.advance(49 * 3_600_000);
    expect(get('late').status).toBe(404);
  });

  test('secrets live apart from values', () => {
    send('secret/set', { key: 'k', value: 'hidden' });
    expect(get('k').status).toBe(404);
    expect(send('secret/get', { key: 'k' }).body).toMatchObject({ value: 'hidden' });
  });
});

describe('queries', () => {
  test('a query sees what was there five seconds ago, get sees it at once', () => {
    set('k', 1);
    expect(keysOf(send('query', {}))).toEqual([]);
    expect(get('k').status).toBe(200);
    clock.advance(5_000);
    expect(keysOf(send('query', {}))).toEqual(['k']);
    set('k', 2);
    send('delete', { key: 'k' });
    expect((send('query', {}).body as { data: unknown[] }).data).toMatchObject([{ key: 'k', value: 1 }]);
    clock.advance(5_000);
    expect(keysOf(send('query', {}))).toEqual([]);
  });

  test('plain keys are paged by prefix in key order', () => {
    for (const index of times(23, (each) => each)) set(`a:${String(index).padStart(2, '0')}`, index);
    set('b', 1);
    clock.advance(5_000);
    const where = [{ property: 'key', condition: 'BEGINS_WITH', values: ['a:'] }];
    const first = send('query', { where });
    expect(keysOf(first)).toHaveLength(10);
    const { cursor } = first.body as { cursor: string };
    const rest = send('query', { where, limit: 100, after: cursor });
    expect(keysOf(rest)).toEqual(times(13, (each) => `a:${each + 10}`));
    expect(rest.body).not.toHaveProperty('cursor');
  });

  test.each([
    ['a limit over 100', 'query', { limit: 101 }, 'LIST_QUERY_LIMIT_EXCEEDED'],
    ['two where clauses', 'query', { where: [{}, {}] }, 'QUERY_WHERE_INVALID'],
    [
      'another field',
      'query',
      { where: [{ property: 'value', condition: 'BEGINS_WITH', values: ['a'] }] },
      'QUERY_WHERE_FIELD_INVALID',
    ],
    [
      'another condition',
      'query',
      { where: [{ property: 'key', condition: 'EQUAL_TO', values: ['a'] }] },
      'INVALID_FILTER_CONDITION',
    ],
    ['a made-up cursor', 'query', { after: 'zzz' }, 'INVALID_CURSOR'],
    ['an undeclared index', 'entity/query', { entityName: 'card', indexName: 'by-x' }, 'INVALID_ENTITY_INDEX'],
    ['a partition missing', 'entity/query', { entityName: 'card', indexName: 'by-team' }, 'INVALID_PARTITION'],
    [
      'a page limit of 0',
      'entity/query',
      { entityName: 'card', indexName: 'order', limit: 0 },
      'COMPLEX_QUERY_PAGE_LIMIT_NOT_IN_RANGE',
    ],
    [
      'both operators',
      'entity/query',
      { entityName: 'card', indexName: 'order', filters: { and: [{}], or: [{}] } },
      'INVALID_FILTER_OPERATORS_COMBINATION',
    ],
    [
      'an empty operator',
      'entity/query',
      { entityName: 'card', indexName: 'order', filters: { and: [] } },
      'EMPTY_FILTER_OPERATOR',
    ],
    [
      'between with one value',
      'entity/query',
      { entityName: 'card', indexName: 'order', range: { condition: 'BETWEEN', values: [1] } },
      'INSUFFICIENT_FILTER_VALUES',
    ],
  ])('%s is refused', (_, path, body, code) => {
    expect(send(path, body)).toMatchObject({ status: 400, code });
  });

  test('an entity is found by partition, range, filter and sort', () => {
    for (const order of [3, 1, 2]) setCard(`p${order}`, { team: 'pay', order, done: order === 2 });
    setCard('other', { team: 'ops', order: 1 });
    setCard('unordered', { team: 'pay' });
    clock.advance(5_000);
    const query = (more: object) =>
      keysOf(send('entity/query', { entityName: 'card', indexName: 'by-team', partition: ['pay'], ...more }));
    expect(query({})).toEqual(['p1', 'p2', 'p3']);
    expect(query({ sort: 'DESC', limit: 2 })).toEqual(['p3', 'p2']);
    expect(query({ range: { condition: 'BETWEEN', values: [2, 3] } })).toEqual(['p2', 'p3']);
    expect(query({ filters: { and: [{ property: 'done', condition: 'EQUAL_TO', values: [true] }] } })).toEqual(['p2']);
    expect(keysOf(send('entity/query', { entityName: 'card', indexName: 'by-key' }))).toEqual([
      'other',
      'p1',
      'p2',
      'p3',
      'unordered',
    ]);
  });
});

describe('entities', () => {
  test.each([
    ['an undeclared entity', () => send('entity/get', { entityName: 'none', key: 'k' }), 404, 'SCHEMA_NOT_FOUND'],
    ['an integer of 2^31', () => setCard('k', { order: 2 ** 31 }), 400, 'INCORRECT_PROPERTY_TYPE'],
    ['an integer as text', () => setCard('k', { order: '5' }), 400, 'INCORRECT_PROPERTY_TYPE'],
    ['an undeclared attribute', () => setCard('k', { colour: 'red' }), 400, 'INVALID_ENTITY_VALUE'],
    ['a value that is no object', () => setCard('k', 5), 400, 'INVALID_ENTITY_VALUE'],
    ['a partition value over 1,700 bytes', () => setCard('k', { team: 'x'.repeat(1_700) }), 400, 'MAX_SIZE'],
  ])('%s is refused', (_, run, status, code) => {
    expect(run()).toMatchObject({ status, code });
  });

  test('an index of the manifest needs exactly one range attribute', () => {
    const manifest = MANIFEST.replace('range: [order]', 'range: [order, team]');
    expect(() => parseManifest(manifest)).toThrow('exactly one range attribute');
  });
});

const version = (value: number) => ({ and: [{ property: 'order', condition: 'EQUAL_TO', values: [value] }] });

describe('transactions and batches', () => {
  test('a condition that does not hold refuses all of a transaction', () => {
    setCard('k', { order: 1 });
    const write = (expected: number) =>
      send('transaction', {
        set: [
          { key: 'k', value: { order: 2 }, entityName: 'card', conditions: version(expected) },
          { key: 'plain', value: 1 },
        ],
      });
    expect(write(7)).toMatchObject({ status: 400, code: 'CONDITIONAL_CHECK_FAILED' });
    expect(get('plain').status).toBe(404);
    expect(write(1).status).toBe(200);
    expect(send('entity/get', { entityName: 'card', key: 'k' }).body).toMatchObject({ value: { order: 2 } });
    expect(write(1)).toMatchObject({ code: 'CONDITIONAL_CHECK_FAILED' });
  });

  test('a condition reads what is there now, and NOT_EXISTS holds for an absent entity', () => {
    const absent = { and: [{ property: 'order', condition: 'NOT_EXISTS', values: [true] }] };
    const create = () =>
      send('transaction', { set: [{ key: 'k', value: { order: 1 }, entityName: 'card', conditions: absent }] });
    expect([create().status, create().code]).toEqual([200, 'CONDITIONAL_CHECK_FAILED']);
    const check = { key: 'k', entityName: 'card', conditions: version(1) };
    expect(send('transaction', { check: [check], set: [{ key: 'seen', value: 1 }] }).status).toBe(200);
  });

  test.each([
    ['26 operations', { set: times(26, (index) => ({ key: `k${index}`, value: 1 })) }, 422, 'UNPROCESSABLE_ENTITY'],
    ['the same key twice', { set: [{ key: 'k', value: 1 }], delete: [{ key: 'k' }] }, 400, 'KEY_DUPLICATION_ERROR'],
    ['a condition on a plain key', { set: [{ key: 'k', value: 1, conditions: {} }] }, 400, 'INVALID_FILTER_CONDITION'],
    ['over 4 MB', { set: times(20, (index) => ({ key: `k${index}`, value: 'x'.repeat(230_000) })) }, 400, 'MAX_SIZE'],
    ['an undeclared entity', { set: [{ key: 'k', value: {}, entityName: 'none' }] }, 404, 'SCHEMA_NOT_FOUND'],
  ])('a transaction with %s is refused and writes nothing', (_, body, status, code) => {
    expect(send('transaction', body)).toMatchObject({ status, code });
    expect([...storage.records.export()]).toEqual([]);
  });

  test('25 operations are one transaction', () => {
    expect(send('transaction', { set: times(25, (index) => ({ key: `k${index}`, value: 1 })) }).status).toBe(200);
  });

  test('a batch does what it can and lists the rest', () => {
    const answer = send('batch/set', [
      { key: 'a', value: 1 },
      { key: 'b', value: { order: '5' }, entityName: 'card' },
      { key: 'c', value: 1, options: { ttl: { value: 0, unit: 'DAYS' } } },
    ]);
    expect(answer.body).toMatchObject({
      successfulKeys: [{ key: 'a' }],
      failedKeys: [
        { key: 'b', entityName: 'card', error: { code: 'INCORRECT_PROPERTY_TYPE' } },
        { key: 'c', error: { code: 'INVALID_TTL' } },
      ],
    });
    expect(send('batch/get', [{ key: 'a' }, { key: 'none' }]).body).toMatchObject({
      successfulKeys: [{ key: 'a', value: 1 }],
      failedKeys: [{ key: 'none', error: { code: 'KEY_NOT_FOUND' } }],
    });
    expect(send('batch/delete', [{ key: 'a' }]).body).toMatchObject({ successfulKeys: [{ key: 'a' }] });
    expect(get('a').status).toBe(404);
  });

  test('a batch of 26 is refused', () => {
    const items = times(26, (index) => ({ key: `k${index}`, value: 1 }));
    expect(send('batch/set', items)).toMatchObject({ status: 400, code: 'TOO_MANY_BATCH_ENTITIES' });
    expect(send('batch/get', items)).toMatchObject({ status: 400, code: 'TOO_MANY_BATCH_ENTITIES' });
  });
});

const write = () => set('k', 'x'.repeat(239_000));

describe('units and rates', () => {
  test('a request counts its size in units of 10 KB, a batch once on its sum, an empty read as one', () => {
    expect(set('k', 'x'.repeat(25_000))).toMatchObject({ writeUnits: 3, readUnits: 0, writtenBytes: 25_002 });
    expect(get('k')).toMatchObject({ readUnits: 3, writeUnits: 0 });
    expect(get('none')).toMatchObject({ readUnits: 1, writtenBytes: 0 });
    expect(storage.peaks).toEqual({ readUnits: 4, writeUnits: 3, requests: 3 });
    expect(
      send(
        'batch/set',
        times(3, (index) => ({ key: `b${index}`, value: 'x'.repeat(3_000) })),
      ).writeUnits,
    ).toBe(1);
  });

  test('4,000 write units a minute are the end, reads go on', () => {
    while (write().status === 200) clock.advance(20);
    expect(write()).toMatchObject({ status: 429, code: 'RATE_LIMIT_EXCEEDED', writeUnits: 0 });
    expect(get('k').status).toBe(200);
    clock.advance(60_000);
    expect(write().status).toBe(200);
  });

  test('1,000 requests a second are the end, unless limits are off', () => {
    for (let i = 0; i < 1_000; i++) get('none');
    expect(get('none')).toMatchObject({ status: 429 });
    clock.advance(1_000);
    expect(get('none').status).toBe(404);
    const free = new ForgeStorage(parseManifest(MANIFEST), clock, () => false);
    for (let i = 0; i < 1_000; i++) free.handle('/api/v1/get', '{"key":"none"}');
    expect(free.handle('/api/v1/get', '{"key":"none"}').status).toBe(404);
  });
});
