import { expect, test } from '@jest/globals';
import { isSameDraft } from '../../../src/core/program/same-draft.ts';
import { cutSummary, summarise } from '../../../src/core/program/summary.ts';
import { validateProgram } from '../../../src/core/program/validate.ts';
import type { ProgramDraft } from '../../../src/core/program/program.ts';
import { buildPeriod, buildProgram, buildTeam } from '../build.ts';

const site = {
  projectIds: new Set(['10']),
  boardIds: new Set(['1', '13']),
  linkTypeIds: new Set(['blocks']),
  fieldIds: new Set(['sp']),
  componentIds: new Set(['77']),
  refusedJql: new Map([['nonsense', 'Jira: Error in the JQL Query.']]),
  refusedBoards: new Map([['13', 'The filter of Web asks about links (issueLinkType).']]),
};
const pathsOf = (changes: Partial<ProgramDraft>) =>
  validateProgram(buildProgram(changes), site).map(({ path }) => path);

test('a program of known things is fine', () => expect(pathsOf({})).toEqual([]));

test.each<[string, Partial<ProgramDraft>, readonly string[]]>([
  ['an unknown time zone', { timeZone: 'Moon/Base' }, ['timeZone']],
  ['an unknown project', { teams: [buildTeam('a', { projectIds: ['11'] })] }, ['teams.0.projectIds']],
  ['an unknown board', { teams: [buildTeam('a', { boardIds: ['2'] })] }, ['teams.0.boardIds']],
  [
    'an unknown component',
    { teams: [buildTeam('a', { rules: [{ kind: 'component', componentId: '1' }] })] },
    ['teams.0.rules.0'],
  ],
  [
    'a JQL that Jira refuses',
    { teams: [buildTeam('a', { rules: [{ kind: 'jql', jql: 'nonsense' }] })] },
    ['teams.0.rules.0'],
  ],
  [
    'a board whose filter cannot decide a team',
    { teams: [buildTeam('a', { rules: [{ kind: 'board', boardId: '13' }] })] },
    ['teams.0.rules.0'],
  ],
  [
    'an unknown estimation field',
    { teams: [buildTeam('a', { unit: { kind: 'points', fieldId: 'x', name: 'x' } })] },
    ['teams.0.unit'],
  ],
  ['a code used twice', { teams: [buildTeam('a'), buildTeam('b', { code: 'A' })] }, ['teams.1.code']],
  [
    'an unknown link type',
    { dependencyTypes: [{ linkTypeId: '9', name: 'x', provider: 'inward' }] },
    ['dependencyTypes.0'],
  ],
  [
    'overlapping periods',
    { periods: [buildPeriod('2026-01-05', '2026-03-15'), buildPeriod('2026-03-15', '2026-05-24')] },
    ['periods.1.start'],
  ],
  [
    'a period that ends before it starts',
    { periods: [buildPeriod('2026-03-15', '2026-01-05', { iterations: [] })] },
    ['periods.0.end'],
  ],
  [
    'an iteration outside its period',
    {
      periods: [
        buildPeriod('2026-01-05', '2026-03-15', {
          iterations: [{ name: '1', kind: 'delivery', start: '2026-01-05', end: '2026-03-16' }],
        }),
      ],
    },
    ['periods.0.iterations.0'],
  ],
])('finds %s', (_name, changes, paths) => expect(pathsOf(changes)).toEqual(paths));

test('what is hidden is named like what does not exist', () => {
  const [finding] = validateProgram(buildProgram({ teams: [buildTeam('a', { projectIds: ['11'] })] }), site);
  expect(finding?.message).toContain('does not exist, or you may not see it');
});

test('programs are alike whatever the order of their members', () => {
  const { id, ...rest } = buildProgram();
  expect(isSameDraft({ id, ...rest }, { ...rest, id, version: 9 } as ProgramDraft)).toBe(true);
  expect(isSameDraft({ id, ...rest }, { ...rest, id, name: 'Other' })).toBe(false);
});

test('a summary is cut to browsable projects, and gone without any', () => {
  const summary = summarise(buildProgram({ teams: [buildTeam('a', { projectIds: ['10', '11'] })] }));
  expect(cutSummary(summary, new Set(['11']))?.projectIds).toEqual(['11']);
  expect(cutSummary(summary, new Set())).toBeUndefined();
});
