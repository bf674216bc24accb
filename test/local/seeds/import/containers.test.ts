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

test('several files make one site, and an issue that comes twice counts once', async () => {
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
  expect([...store.issues.values()].map((issue) => issue.key)).toEqual(['PAY-1']);
  const second = text.slice(0, text.indexOf('"id": "1002"')).split('\n').length - 1;
  expect(report.brokenLines).toEqual([{ file: 'a.json', line: second, message: 'it breaks off' }]);
});

const whole = issues.map((issue) => JSON.stringify(issue));
const cut = (text: string | undefined): string => (text ?? '').slice(0, 60);
const indented = JSON.stringify(issues, null, 2);
const page = JSON.stringify({ startAt: 0, issues }, null, 2);
test.each([
  ['an array of lines', `[\n${whole[0]},\n${cut(whole[1])},\n${whole[2]}\n]`],
  ['an array that starts in its first line', `[${whole[0]},\n${cut(whole[1])},\n${whole[2]}]`],
  ['an indented array', indented.replace('"PAY-2"', '"PAY-2')],
  ['an indented page', page.replace('"summary": "Item 2"', '"summary" "Item 2"')],
])('damage in %s costs only the issue that has it', async (_, text) => {
  const { store, report } = await importExports([toFile('a.json', text)]);
  expect([...store.issues.values()].map((issue) => issue.key)).toEqual(['PAY-1', 'PAY-3']);
  const lines = text.split('\n');
  const second = lines.findIndex((line) => /"id": ?"1002"/.test(line));
  // Indented, its bracket stands on the line before.
  const line = lines[second]?.includes('{') === true ? second + 1 : second;
  expect(report.brokenLines).toEqual([{ file: 'a.json', line, message: expect.any(String) }]);
});

test('a list in one line gives what comes before its damage', async () => {
  const { store, report } = await importExports([toFile('a.json', JSON.stringify(issues).slice(0, -40))]);
  expect(store.issues.size).toBe(2);
  expect(report.brokenLines).toEqual([{ file: 'a.json', line: 1, message: 'it breaks off' }]);
});

test('words before the first line are reported, and the rest is loaded', async () => {
  const { store, report } = await importExports([toFile('a.json', `# by a script\n# don't edit\n${whole.join('\n')}`)]);
  expect(store.issues.size).toBe(3);
  expect(report.brokenLines.map((each) => each.line)).toEqual([1, 2]);
});

test('UTF-16, as Windows shells write it, is read', async () => {
  const bytes = Buffer.from(`\uFEFF${whole.join('\r\n')}`, 'utf16le');
  expect(await keysOf({ name: 'a.json', bytes })).toEqual(['PAY-1', 'PAY-2', 'PAY-3']);
  const big = Buffer.from(bytes).swap16();
  expect(await keysOf({ name: 'a.json', bytes: big })).toEqual(['PAY-1', 'PAY-2', 'PAY-3']);
});

test('an archive that breaks off gives what can be unpacked', async () => {
  const many = Array.from({ length: 300 }, (_, i) => platformIssue(i + 1, { labels: [`l${(i * 7919) % 1009}`] }));
  const packed = gzipSync(toLines('a', many).bytes);
  const { store, report } = await importExports([{ name: 'a.gz', bytes: packed.subarray(0, packed.length / 2) }]);
  expect(store.issues.size).toBeGreaterThan(20);
  expect(store.issues.size).toBeLessThan(300);
  expect(report.unplaced).toContainEqual(expect.objectContaining({ what: 'file', samples: ['a.gz'] }));
});

test('a file of another kind is named, and the others are read', async () => {
  const zip = { name: 'a.zip', bytes: Buffer.from('504b030414000000080000000000', 'hex') };
  const { store, report } = await importExports([zip, toLines('b.jsonl', issues)]);
  expect(store.issues.size).toBe(3);
  expect(report.unplaced).toContainEqual({
    what: 'file',
    reason: 'it is neither text nor a gzip or xz archive',
    count: 1,
    samples: ['a.zip'],
  });
});

test('of an issue in two files the one updated last counts, whichever file comes last', async () => {
  const newer = platformIssue(1, { summary: 'Newer', updated: '2015-01-01T00:00:00.000+0000' }, { key: 'WEB-1' });
  expect(await keysOf(toLines('a.jsonl', [newer]), toLines('b.jsonl', [issues[0]]))).toEqual(['WEB-1']);
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
