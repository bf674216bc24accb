import { describe, expect, test } from '@jest/globals';
import { addDays, lengthOf } from '../../../src/core/day/day.ts';
import { groupProjects } from '../../../src/core/proposal/group-projects.ts';
import { findProvider, proposeLinks } from '../../../src/core/proposal/propose-links.ts';
import { proposePeriods } from '../../../src/core/proposal/propose-periods.ts';
import { chooseCode } from '../../../src/core/proposal/team-code.ts';
import type { DatedSprint } from '../../../src/core/sprint/sprint.ts';
import { blocks, buildDated, buildItem } from '../build.ts';

const type = (outward: string, inward: string) => ({ id: outward, name: outward, outward, inward });

describe('the direction of a link type', () => {
  test.each([
    ['blocks', 'is blocked by', 'outward'],
    ['depends on', 'is depended on by', 'inward'],
    ['depends on', 'is needed by', 'inward'],
    ['is required by', 'requires', 'outward'],
    ['requires', 'is required by', 'inward'],
    ['is a prerequisite of', 'has prerequisite', 'outward'],
    ['has to be done before', 'has to be done after', 'outward'],
    ['relates to', 'relates to', undefined],
    ['duplicates', 'is duplicated by', undefined],
    ['clones', 'is cloned by', undefined],
    ['tests', 'is tested by', undefined],
  ])('%s / %s', (outward, inward, expected) => {
    expect(findProvider(type(outward, inward))).toBe(expected);
  });
});

test('links are counted once though both ends show them, and the rest is named', () => {
  const inward = { ...blocks('A', 'blocks'), id: 'link-B', direction: 'inward' as const };
  const items = [
    buildItem('A', { links: [blocks('B', 'blocks'), blocks('C', 'relates to')] }),
    buildItem('B', { links: [inward] }),
  ];
  const proposed = proposeLinks(items, [type('blocks', 'is blocked by'), type('relates to', 'relates to')]);
  expect(proposed.types).toEqual([{ linkTypeId: 'blocks', name: 'blocks', provider: 'outward' }]);
  expect(proposed).toMatchObject({ used: 1, ignored: [{ name: 'relates to', count: 1 }] });
});

test('projects tied by links, parents or sprints are one group; one without ties stays alone', () => {
  const items = [
    buildItem('1', { projectId: 'A', links: [blocks('3'), blocks('4')] }),
    buildItem('3', { projectId: 'B' }),
    buildItem('4', { projectId: 'B', sprintIds: ['s', 't'] }),
    buildItem('5', { projectId: 'C', sprintIds: ['s', 't'] }),
    buildItem('6', { projectId: 'D' }),
  ];
  expect(groupProjects(items, new Set(['blocks']), [])).toEqual([['A', 'B', 'C'], ['D']]);
});

test('ties add up over the projects of a group, and siblings under a parent that was not read tie', () => {
  const items = [
    buildItem('1', { projectId: 'A', links: [blocks('3'), blocks('4')] }),
    buildItem('3', { projectId: 'B' }),
    buildItem('4', { projectId: 'B' }),
    buildItem('5', { projectId: 'C', links: [blocks('1'), blocks('3')] }),
    buildItem('6', { projectId: 'D', parentId: 'unread' }),
    buildItem('7', { projectId: 'E', parentId: 'unread' }),
    buildItem('8', { projectId: 'E', parentId: 'other' }),
    buildItem('9', { projectId: 'D', parentId: 'other' }),
    buildItem('10', { projectId: 'F', links: [blocks('1')] }),
  ];
  expect(groupProjects(items, new Set(['blocks']), [])).toEqual([['A', 'B', 'C'], ['D', 'E'], ['F']]);
});

test.each([
  ['Payments', 'PAY', [], 'PAY'],
  ['Payments', 'PAY', ['PAY'], 'P1'],
  ['Mobile App Core', undefined, [], 'MAC'],
  ['Falcon', undefined, [], 'FAL'],
  ['Falcon', 'VERYLONGKEY', ['FAL'], 'VE1'],
  ['Ünï', undefined, [], 'ÜNÏ'],
])('a code for %s', (name, wish, taken, expected) => {
  const code = chooseCode(name, wish, new Set(taken));
  expect(code).toMatch(/^[\p{Lu}\d]{2,5}$/u);
  if (taken.length === 0) expect(code).toBe(expected);
  expect(taken).not.toContain(code);
});

/** `count` sprints of `days` each from a day, without breaks. */
const series = (start: string, count: number, days: number, boardId = '1'): readonly DatedSprint[] =>
  Array.from({ length: count }, (_, index) => {
    const first = addDays(start, index * days);
    return buildDated(`${boardId}-${index}`, first, addDays(first, days - 1), { boardId });
  });

describe('periods', () => {
  test.each([1, 2, 3, 4])('of a young site with %i sprints begin with its first sprint and hold today', (count) => {
    const [first, second] = proposePeriods(
      { sprints: series('2026-11-02', count, 14), releases: [], days: [] },
      '2026-11-10',
    );
    expect(first).toMatchObject({ start: '2026-11-02', end: '2027-01-10' });
    expect(second).toMatchObject({ start: '2027-01-11' });
  });
  test.each([7, 10, 14, 15, 21, 28])(
    'of sprints of %i days last 8 to 12 weeks, do not overlap, and go on past today',
    (days) => {
      const today = '2026-11-20';
      const periods = proposePeriods(
        { sprints: series('2026-01-05', Math.floor(320 / days), days), releases: [], days: [] },
        today,
      );
      for (const period of periods) {
        expect(lengthOf(period)).toBeGreaterThanOrEqual(8 * 7);
        expect(lengthOf(period)).toBeLessThanOrEqual(12 * 7);
        expect(period.iterations[0]?.start).toBe(period.start);
        expect(period.iterations.at(-1)?.end).toBe(period.end);
      }
      periods.slice(1).forEach((period, index) => expect(period.start > (periods[index]?.end ?? '')).toBe(true));
      expect(periods.filter((period) => period.start <= today && today <= period.end)).toHaveLength(1);
      expect(periods.some((period) => period.start > today)).toBe(true);
    },
  );

  test('begin where releases end', () => {
    const sprints = series('2026-01-05', 24, 14);
    const releases = ['2026-03-13', '2026-06-05', '2026-08-28', '2026-11-20'];
    const starts = proposePeriods({ sprints, releases, days: [] }, '2026-10-01').map((period) => period.start);
    expect(starts).toEqual(expect.arrayContaining(['2026-03-16', '2026-06-08', '2026-08-31']));
  });

  test('take in all sprints of history, in 8 to 12 weeks: a rest at its beginning is filled up', () => {
    const sprints = series('2026-01-05', 9, 14);
    const periods = proposePeriods({ sprints, releases: ['2026-02-15'], days: [] }, '2026-05-01');
    expect(periods.map(lengthOf).every((days) => days >= 56 && days <= 84)).toBe(true);
    const uncovered = sprints.filter(({ start }) => periods.every((one) => start < one.start || start > one.end));
    expect(uncovered).toEqual([]);
  });

  test('split as few sprints of other cadences as they can', () => {
    const sprints = [...series('2026-01-05', 26, 14), ...series('2026-01-05', 17, 21, '2')];
    const [, second] = proposePeriods({ sprints, releases: [], days: [] }, '2026-06-01');
    expect(sprints.filter(({ start, end }) => start < (second?.start ?? '') && end >= (second?.start ?? ''))).toEqual(
      [],
    );
  });

  test('without sprints lie over the days on which things are due or done', () => {
    const periods = proposePeriods({ sprints: [], releases: [], days: ['2024-03-05', '2024-08-01'] }, '2026-11-20');
    expect((periods[0]?.start ?? '') <= '2024-03-05').toBe(true);
    expect((periods.at(-1)?.end ?? '') >= '2024-08-01').toBe(true);
  });
});
