import { expect, test } from '@jest/globals';
import { findFresh, kindOf, PLAIN_FOR_MS } from '../../../src/core/visibility/access.ts';
import { cutContainers } from '../../../src/core/visibility/containers.ts';
import { planVisibility } from '../../../src/core/visibility/plan.ts';
import {
  chooseSample,
  chooseWay,
  judgeSelfTest,
  PROVEN_FOR_MS,
  type SelfTest,
} from '../../../src/core/visibility/self-test.ts';
import { judgeVisibility } from '../../../src/core/visibility/verdict.ts';

const NOW = Date.parse('2026-11-20T12:00:00Z');
const classic = { isTeamManaged: false, hasSecurityScheme: false, browseHolders: ['projectRole', 'group'] };

test.each([
  ['not among the app’s live projects', undefined, 'closed'],
  ['roles and groups alone', classic, 'plain'],
  ['nobody at all', { ...classic, browseHolders: [] }, 'plain'],
  ['a reporter', { ...classic, browseHolders: ['projectRole', 'reporter'] }, 'checked'],
  ['an assignee', { ...classic, browseHolders: ['assignee'] }, 'checked'],
  ['a user field', { ...classic, browseHolders: ['userCustomField'] }, 'checked'],
  ['a group field', { ...classic, browseHolders: ['groupCustomField'] }, 'checked'],
  ['a holder of the future', { ...classic, browseHolders: ['group', 'sd.customer.portal.only'] }, 'checked'],
  ['a scheme that was not readable', { ...classic, browseHolders: undefined }, 'checked'],
  ['a security scheme', { ...classic, hasSecurityScheme: true }, 'checked'],
  ['team-managed', { ...classic, isTeamManaged: true }, 'checked'],
] as const)('a project with %s', (_name, reading, kind) => {
  expect(kindOf(reading)).toBe(kind);
});

test('a fact counts for ten minutes, and not from the future', () => {
  const facts = new Map([['1', { kind: 'plain', readAt: NOW } as const]]);
  expect(findFresh(facts, '1', NOW + PLAIN_FOR_MS)?.kind).toBe('plain');
  expect(findFresh(facts, '1', NOW + PLAIN_FOR_MS + 1)).toBeUndefined();
  expect(findFresh(facts, '1', NOW - PLAIN_FOR_MS - 1)).toBeUndefined();
  expect(findFresh(facts, '2', NOW)).toBeUndefined();
});

const facts = new Map([
  ['1', { kind: 'plain', readAt: NOW } as const],
  ['2', { kind: 'checked', readAt: NOW } as const],
  ['3', { kind: 'closed', readAt: NOW } as const],
]);
const candidates = [
  { id: 'a', projectId: '1' },
  { id: 'b', projectId: '1', securityLevelId: '9' },
  { id: 'c', projectId: '2' },
  { id: 'd', projectId: '3' },
  { id: 'e', projectId: '4' },
];

test('what must be asked follows from what is known', () => {
  const plan = planVisibility({ candidates, projectIds: ['5'] }, facts, NOW);
  expect(plan.plain.map(({ id }) => id)).toEqual(['a']);
  expect(plan.checked.map(({ id }) => id)).toEqual(['b', 'c', 'e']);
  expect(plan.projectIds).toEqual(['5', '1', '2', '4']);
  expect([...plan.open]).toEqual(['1', '2']);
});

test('shown is what the viewer and the app both see', () => {
  const plan = planVisibility({ candidates, projectIds: ['5'] }, facts, NOW);
  const answers = { projects: new Set(['1', '4', '5']), byViewer: new Set(['b', 'e']), byApp: new Set(['c', 'e']) };
  const seen = judgeVisibility(plan, answers);
  expect([...seen.items]).toEqual(['a', 'e']);
  // The app is not known to browse project 5, and nothing in it is shown.
  expect([...seen.projects]).toEqual(['1', '4']);
});

test('containers show with what is visible of them', () => {
  const seen = { items: new Set(['a']), projects: new Set(['1']), boards: new Set(['70']) };
  const containers = {
    sprints: [
      { id: 's1', itemIds: ['a', 'z'], boardIds: [] },
      { id: 's2', itemIds: ['z'], boardIds: ['70'] },
      { id: 's3', itemIds: ['z'], boardIds: ['71'] },
    ],
    teams: [
      { id: 't1', projectIds: ['1', '2'] },
      { id: 't2', projectIds: ['2'] },
      { id: 't3', projectIds: [] },
    ],
    programs: [
      { id: 'p1', projectIds: ['1'] },
      { id: 'p2', projectIds: ['2'] },
    ],
  };
  expect(cutContainers(containers, seen)).toEqual({
    sprints: new Set(['s1', 's2']),
    teams: new Set(['t1']),
    programs: new Set(['p1']),
  });
});

const result = (outcome: SelfTest['outcome'], at: number): SelfTest => ({ outcome, at, onlyCheck: 0, onlyMatch: 0 });
test.each([
  ['nothing known', undefined, 'unproven'],
  ['agreed', result('agree', NOW), 'check'],
  ['agreed long ago', result('agree', NOW - PROVEN_FOR_MS - 1), 'unproven'],
  ['differed', result('differ', NOW), 'match'],
] as const)('the way to ask: %s', (_name, before, way) => {
  expect(chooseWay(before, NOW)).toBe(way);
});

const ids = (text: string): ReadonlySet<string> => new Set(text);
const items = [...'abc'].map((id) => ({ id, projectId: '1' }));
test.each([
  ['a restricted item that both hide', '1', 'ab', 'ab', 'abc', result('agree', NOW)],
  ['no restricted item', '1', 'abc', 'abc', 'abc', undefined],
  ['what the app does not see shows nothing', '1', 'abc', 'ab', 'ab', undefined],
  ['a project that the viewer may not browse shows nothing', '', '', '', 'abc', undefined],
  ['check shows more', '1', 'abc', 'ab', 'abc', { ...result('differ', NOW), onlyCheck: 1 }],
  ['match shows more', '1', 'a', 'ab', 'abc', { ...result('differ', NOW), onlyMatch: 1 }],
])('the self-test: %s', (_name, projects, byCheck, byMatch, byApp, expected) => {
  const answers = { projects: ids(projects), byCheck: ids(byCheck), byMatch: ids(byMatch), byApp: ids(byApp) };
  expect(judgeSelfTest(items, answers, NOW)).toEqual(expected);
});

test.each([
  ['hidden and shown items, of what the app sees in projects that the viewer browses', '1', 'a', 'ab', ['b', 'a']],
  ['nothing where nothing is hidden', '1', 'abc', 'abc', []],
  ['nothing where what is hidden is hidden from the app too', '1', 'ab', 'ab', []],
  ['nothing of projects that the viewer may not browse', '', '', 'abc', []],
])('the ways are compared on %s', (_name, projects, byMatch, byApp, expected) => {
  const sample = chooseSample(items, { projects: ids(projects), byMatch: ids(byMatch), byApp: ids(byApp) });
  expect(sample.map(({ id }) => id)).toEqual(expected);
});

test('the ways are compared on at most 500 hidden and 500 shown items', () => {
  const many = Array.from({ length: 3_000 }, (_, at) => ({ id: `${at}`, projectId: '1' }));
  const all = new Set(many.map(({ id }) => id));
  const byMatch = new Set(many.slice(0, 1_000).map(({ id }) => id));
  const sample = chooseSample(many, { projects: ids('1'), byMatch, byApp: all });
  expect([sample.length, sample.filter(({ id }) => byMatch.has(id)).length]).toEqual([1_000, 500]);
});
