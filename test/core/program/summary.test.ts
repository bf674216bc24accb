import { expect, test } from '@jest/globals';
import { cutSummary, type ProgramRecord } from '../../../src/core/program/summary.ts';

const record: ProgramRecord = {
  id: 'commerce',
  name: 'Commerce',
  version: 3,
  teamProjectIds: [['1'], ['1', '2'], ['3']],
  periods: [{ id: 'p1', name: 'PI 1', start: '2026-10-05', end: '2026-12-13' }],
};

test('someone who sees all projects sees all teams, each project once', () => {
  expect(cutSummary(record, new Set(['1', '2', '3']))).toEqual({
    id: 'commerce',
    name: 'Commerce',
    version: 3,
    projectIds: ['1', '2', '3'],
    teams: 3,
    periods: record.periods,
  });
});

test('a team of which someone sees no project is not even counted', () => {
  expect(cutSummary(record, new Set(['2']))).toMatchObject({ projectIds: ['2'], teams: 1 });
});

test('a program without a visible project does not exist', () => {
  expect(cutSummary(record, new Set(['9']))).toBeUndefined();
});
