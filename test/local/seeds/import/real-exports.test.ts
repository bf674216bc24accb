import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import type { Store } from '../../../../local/jira/store.ts';
import { decompress } from '../../../../local/seeds/import/decompress.ts';
import { defaultNow, importExports } from '../../../../local/seeds/import/index.ts';
import type { ImportReport } from '../../../../local/seeds/import/index.ts';
import { listFlaws } from '../integrity.ts';

/** Test data beside the repository; without it these tests are skipped. */
const DATA = join(process.cwd(), '../shared/data');
const file = (name: string): { name: string; bytes: Uint8Array } => ({ name, bytes: readFileSync(join(DATA, name)) });
const describeWith = (name: string): typeof describe.skip => (existsSync(join(DATA, name)) ? describe : describe.skip);

const tally = (values: readonly string[]): Record<string, number> => {
  const counts: Record<string, number> = {};
  for (const value of [...values].sort()) counts[value] = (counts[value] ?? 0) + 1;
  return counts;
};
/** All distinct first groups of a pattern in a text: counting that shares nothing with the importer. */
const distinct = (text: string, pattern: RegExp): Set<string> =>
  new Set([...text.matchAll(pattern)].map((match) => match[1] ?? ''));

interface RawIssue {
  readonly key: string;
  readonly changelog?: readonly { readonly items: readonly unknown[] }[];
  readonly fields: Readonly<Record<string, { name?: string } & RawLink[]>>;
}
interface RawLink {
  readonly id: string;
  readonly inwardIssue?: { readonly key: string };
  readonly outwardIssue?: { readonly key: string };
}

describeWith('eucalyptus.jsonl.xz')('the Eucalyptus export (skipped without ../shared/data)', () => {
  let text = '';
  let raw: RawIssue[] = [];
  let store: Store;
  let report: ImportReport;
  beforeAll(async () => {
    const packed = file('eucalyptus.jsonl.xz');
    text = new TextDecoder().decode((await decompress(packed.bytes)).bytes);
    // The independent count reads the file's own shape.
    raw = text
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as RawIssue);
    ({ store, report } = await importExports([packed]));
  }, 120_000);

  const names = (field: string): string[] => raw.map((issue) => issue.fields[field]?.name ?? '');

  test('every issue is there, by project, type, status and resolution', () => {
    const issues = [...store.issues.values()];
    expect(issues).toHaveLength(raw.length);
    expect(tally(issues.map((issue) => issue.key.replace(/-.*/, '')))).toEqual(
      tally(raw.map((issue) => issue.key.replace(/-.*/, ''))),
    );
    expect(tally(issues.map((issue) => store.issueTypes.get(issue.issueTypeId)?.name ?? ''))).toEqual(
      tally(names('issuetype')),
    );
    expect(tally(issues.map((issue) => store.statuses.get(issue.statusId)?.name ?? ''))).toEqual(
      tally(names('status')),
    );
    expect(tally(issues.map((issue) => store.resolutions.get(issue.resolutionId)?.name ?? ''))).toEqual(
      tally(names('resolution')),
    );
  });

  test('every link between exported issues is there once', () => {
    const keys = new Set(raw.map((issue) => issue.key));
    const links = raw.flatMap((issue) => issue.fields.issuelinks ?? []);
    const all = new Set(links.map((link) => link.id));
    const inside = new Set(
      links.filter((link) => keys.has((link.inwardIssue ?? link.outwardIssue)?.key ?? '')).map((link) => link.id),
    );
    expect(store.links.size).toBe(inside.size);
    expect(report.counts.links).toEqual({ read: all.size, placed: inside.size });
    const outside = report.unplaced.find((each) => each.what === 'link');
    expect(outside?.count).toBe(all.size - inside.size);
  });

  test('every sprint and every stay of an issue in one is there', () => {
    const stays = [...text.matchAll(/sprint\.Sprint@[0-9a-f]+\[id=(\d+),/g)].map((match) => match[1] ?? '');
    expect(store.sprints.size).toBe(new Set(stays).size);
    const placed = [...store.issues.values()].flatMap((issue) => issue.sprintIds);
    expect(tally(placed)).toEqual(tally(stays));
    const boards = distinct(text, /rapidViewId=(\d+),/g);
    for (const id of boards) expect(store.boards.get(id)?.sprintsEnabled).toBe(true);
    expect(store.boards.size).toBe(boards.size + 1);
  });

  test('every person, version and component is there', () => {
    const people = distinct(text, /"accountId":\s?"([^"]+)"/g);
    expect(store.users.size).toBe(people.size + 2);
    expect(store.versions.size).toBe(distinct(text, /"self":\s?"[^"]*\/version\/(\d+)"/g).size);
    expect(store.components.size).toBe(distinct(text, /"self":\s?"[^"]*\/component\/(\d+)"/g).size);
  });

  test('parents, epics and points are there', () => {
    const keys = new Set(raw.map((issue) => issue.key));
    const count = (matches: (fields: Readonly<Record<string, unknown>>) => boolean): number =>
      raw.filter((issue) => matches(issue.fields)).length;
    const linked = count((fields) => {
      const parent = fields.parent as { key: string } | null | undefined;
      const mention = parent?.key ?? fields.customfield_11300;
      return typeof mention === 'string' && keys.has(mention);
    });
    expect([...store.issues.values()].filter((issue) => issue.parentId !== undefined)).toHaveLength(linked);
    const pointed = count((fields) => typeof fields.customfield_10004 === 'number');
    expect(store.settings.fields.storyPoints).toBe('customfield_10004');
    expect(
      [...store.issues.values()].filter((issue) => typeof issue.custom.customfield_10004 === 'number'),
    ).toHaveLength(pointed);
  });

  test('comments, which the export only counts, are reported', () => {
    const total = [...text.matchAll(/"comment":\s?\{"total":\s?(\d+)/g)].reduce(
      (sum, match) => sum + Number(match[1]),
      0,
    );
    expect(report.unplaced.find((each) => each.what === 'comment')?.count).toBe(total);
  });

  test('the site has no flaws, and its clock starts in the last stretch of sprints', () => {
    expect(listFlaws(store)).toEqual([]);
    const running = [...store.sprints.values()].filter(
      (sprint) => (sprint.startDate ?? Infinity) <= defaultNow(store) && (sprint.endDate ?? 0) >= defaultNow(store),
    );
    expect(running.length).toBeGreaterThan(0);
    expect(report.brokenLines).toEqual([]);
  });
});

describeWith('bitovi-training.json')('the Bitovi export (skipped without ../shared/data)', () => {
  let raw: RawIssue[] = [];
  let store: Store;
  let report: ImportReport;
  beforeAll(async () => {
    const files = [
      'bitovi-training.json',
      'bitovi-training-fields.json',
      'bitovi-training-issue-types.json',
      'bitovi-training-server-info.json',
    ];
    // The independent count reads the file's own shape.
    raw = JSON.parse(readFileSync(join(DATA, 'bitovi-training.json'), 'utf8')) as RawIssue[];
    ({ store, report } = await importExports(files.map(file)));
  });

  test('every issue is there, by type and status', () => {
    const issues = [...store.issues.values()];
    expect(tally(issues.map((issue) => store.issueTypes.get(issue.issueTypeId)?.name ?? ''))).toEqual(
      tally(raw.map((issue) => issue.fields['Issue Type']?.name ?? '')),
    );
    expect(tally(issues.map((issue) => store.statuses.get(issue.statusId)?.name ?? ''))).toEqual(
      tally(raw.map((issue) => issue.fields.Status?.name ?? '')),
    );
  });

  test('every changelog entry and item is there', () => {
    const histories = raw.flatMap((issue) => issue.changelog ?? []);
    expect(store.histories.size).toBe(histories.length);
    const items = [...store.histories.values()].flatMap((history) => history.items);
    expect(items).toHaveLength(histories.flatMap((history) => history.items).length);
  });

  test('fields keyed by name are under the site’s own ids', () => {
    const dated = raw.filter((issue) => (issue.fields['Start date'] ?? undefined) !== undefined);
    const start = store.settings.fields.startDate;
    expect(start).toBe('customfield_10015');
    expect([...store.issues.values()].filter((issue) => issue.custom[start] !== undefined)).toHaveLength(dated.length);
    expect(store.settings.fields.storyPoints).toBe('customfield_10034');
    expect([...store.issueTypes.values()].map((type) => [type.name, type.hierarchyLevel])).toContainEqual([
      'Initiative',
      2,
    ]);
    expect(report.brokenLines).toEqual([]);
  });
});
