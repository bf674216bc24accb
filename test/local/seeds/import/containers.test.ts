import { gzipSync } from 'node:zlib';
import { expect, test } from '@jest/globals';
import { importExports } from '../../../../local/seeds/import/index.ts';
import { platformIssue, toFile, toLines } from './exports.ts';

const issues = [1, 2, 3].map((number) => platformIssue(number));
const keysOf = async (...files: Parameters<typeof importExports>[0]): Promise<string[]> =>
  [...(await importExports(files)).store.issues.values()].map((issue) => issue.key);

/** One issue, PAY-1, packed by the xz program. */
const XZ =
  '/Td6WFoAAATm1rRGAgAhARYAAAB0L+Wj4ACsAG5dAD2IiSaBk1OFYmHuwhTdSyAWnrIuyadw3j72bPy6AuECEoW8X/S1IJ2jZQlWlzNkhP9cYo6kMQnXAWX75k1L/H04RKXUYgWPvtiWptljppoqFRWXwSZ7mOwK8aJeHBhkzQVGGa8cBGKwH3V4XgAAAAAAHWgpvWKDFMQAAYoBrQEAADxh3f+xxGf7AgAAAAAEWVo=';

test.each([
  ['a line each', toLines('a.jsonl', issues)],
  ['an array', toFile('a.json', JSON.stringify(issues, null, 2))],
  ['one page', toFile('a.json', JSON.stringify({ startAt: 0, total: 3, issues }))],
  ['pages, a line each', toLines('a.jsonl', [{ issues: issues.slice(0, 2) }, { issues: issues.slice(2) }])],
  [
    'an array of pages',
    toFile('a.json', JSON.stringify([{ issues: issues.slice(0, 1) }, { issues: issues.slice(1) }])),
  ],
  [
    'pages one after another',
    toFile(
      'a.json',
      `${JSON.stringify({ issues: issues.slice(0, 1) }, null, 2)}\n${JSON.stringify({ issues: issues.slice(1) }, null, 2)}\n`,
    ),
  ],
  [
    'lines that end as on Windows',
    toFile('a.jsonl', issues.map((issue) => `${JSON.stringify(issue)}\r\n`).join('\r\n')),
  ],
])('issues are read from %s', async (_, file) => {
  expect(await keysOf(file)).toEqual(['PAY-1', 'PAY-2', 'PAY-3']);
});

test('gzip is told by its first bytes, whatever the name', async () => {
  const { bytes } = toLines('a', issues);
  const { store, report } = await importExports([{ name: 'export.txt', bytes: gzipSync(bytes) }]);
  expect(store.issues.size).toBe(3);
  expect(report.files).toEqual([{ name: 'export.txt', compression: 'gzip', layout: 'lines', issues: 3 }]);
});

test('xz is told by its first bytes, whatever the name', async () => {
  const { store, report } = await importExports([{ name: 'export', bytes: Buffer.from(XZ, 'base64') }]);
  expect([...store.issues.values()].map((issue) => issue.summary)).toEqual(['Packed']);
  expect(report.files[0]?.compression).toBe('xz');
});

test('several files make one site, and an issue that comes twice counts as it came last', async () => {
  const { store, report } = await importExports([
    toLines('a.jsonl', issues),
    toLines('b.jsonl', [platformIssue(3, { summary: 'Newer' }), platformIssue(4)]),
  ]);
  expect([...store.issues.values()].map((issue) => issue.summary)).toEqual(['Item 1', 'Item 2', 'Newer', 'Item 4']);
  expect(report.unplaced).toContainEqual(expect.objectContaining({ what: 'issue', count: 1, samples: ['PAY-3'] }));
});

test('a broken line is reported with its number and the rest is loaded', async () => {
  const lines = [JSON.stringify(issues[0]), '', '{"id":"7","key":"PAY-7","fiel', JSON.stringify(issues[2])];
  const { store, report } = await importExports([toFile('a.jsonl', lines.join('\n'))]);
  expect([...store.issues.values()].map((issue) => issue.key)).toEqual(['PAY-1', 'PAY-3']);
  expect(report.brokenLines).toEqual([{ file: 'a.jsonl', line: 3, message: expect.any(String) }]);
});

test('a broken first line does not hide the others', async () => {
  const { store, report } = await importExports([toFile('a.jsonl', `{"id": \n${JSON.stringify(issues[1])}`)]);
  expect(store.issues.size).toBe(1);
  expect(report.brokenLines.map((each) => each.line)).toEqual([1]);
});

test('a document that breaks off is reported with the line where it does', async () => {
  const text = JSON.stringify({ issues }, null, 2);
  const { store, report } = await importExports([toFile('a.json', text.slice(0, text.length / 2))]);
  expect(store.issues.size).toBe(0);
  expect(report.brokenLines).toHaveLength(1);
  expect(report.brokenLines[0]?.line).toBeGreaterThan(1);
  expect(report.unplaced).toContainEqual(expect.objectContaining({ what: 'file' }));
});

test('values that are no issues are counted and not dropped silently', async () => {
  const { report } = await importExports([toLines('a.jsonl', [issues[0], { colour: 'red' }, 7])]);
  expect(report.unplaced.filter((each) => each.what === 'value').reduce((sum, each) => sum + each.count, 0)).toBe(2);
});

test('an empty file gives an empty site and says so', async () => {
  const { store, report } = await importExports([toFile('a.json', '')]);
  expect(store.issues.size).toBe(0);
  expect(report.unplaced).toEqual([
    { what: 'file', reason: 'no issue was found in it', count: 1, samples: ['a.json'] },
  ]);
});
