import { expect, test } from '@jest/globals';
import type { SiteLook } from '../../../src/core/proposal/look.ts';
import { propose } from '../../../src/core/proposal/propose.ts';
import type { WorkItem } from '../../../src/core/work-item/work-item.ts';
import { blocks, buildItem } from '../build.ts';

const projects = ['A', 'B', 'C', 'D'].map((key) => ({ id: key, key, name: `Product ${key}` }));
const lookAt = (items: readonly WorkItem[]): SiteLook => ({
  projects,
  boards: [],
  sprints: [],
  items,
  linkTypes: [{ id: 'blocks', name: 'Blocks', outward: 'blocks', inward: 'is blocked by' }],
  estimates: [],
  teamNames: new Map(),
  timeZone: 'UTC',
  now: Date.parse('2026-11-22T09:00:00Z'),
});
const summaryOf = (items: readonly WorkItem[]) =>
  propose(lookAt(items)).map(({ draft, because }) => [draft.name, draft.teams.map((team) => team.code), because]);

test.each<[string, readonly WorkItem[], unknown]>([
  ['no work', [], []],
  ['one project', [buildItem('1', { projectId: 'A' })], [['Product A', ['PA'], 'Project A.']]],
  [
    'several products with nothing between them',
    [buildItem('1', { projectId: 'A' }), buildItem('2', { projectId: 'B' })],
    [['All teams', ['PA', 'PB'], 'Nothing ties A, B together: one program over all of them.']],
  ],
  [
    'two products of two projects',
    [
      buildItem('1', { projectId: 'A', links: [blocks('2'), blocks('3')] }),
      buildItem('2', { projectId: 'B' }),
      buildItem('3', { projectId: 'B' }),
      buildItem('4', { projectId: 'C', links: [blocks('5')] }),
      buildItem('5', { projectId: 'D', links: [blocks('4')] }),
    ],
    [
      ['Product A and 1 more', ['PA', 'PB'], 'Links, parents or sprints tie A, B together.'],
      ['Product C and 1 more', ['PC', 'PD'], 'Links, parents or sprints tie C, D together.'],
    ],
  ],
])('programs of a site with %s', (_, items, expected) => {
  expect(summaryOf(items)).toEqual(expected);
});
