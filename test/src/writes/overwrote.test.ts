import { expect, test } from '@jest/globals';
import type { FieldIds } from '../../../src/jira/fields.ts';
import { findOverwritten } from '../../../src/writes/overwrote.ts';

const fieldIds: FieldIds = { sprint: 'cf1', startDate: 'cf2', estimates: [] };
const change = (fieldId: string, from: string | null, to: string | null, at = 1) => ({ fieldId, from, to, at });
const move = {
  itemId: '1',
  wish: { sprintId: '3', dueDay: '2026-12-01' },
  seen: { sprintIds: ['1', '2'], dueDay: null },
};
const now = { sprintIds: ['1', '3'], dueDay: '2026-12-01' };

test.each([
  ['what the person saw', [change('cf1', '1, 2', '1, 3'), change('duedate', null, '2026-12-01')], {}],
  ['another sprint', [change('cf1', '1, 2', '1, 9'), change('cf1', '1, 9', '1, 3')], { sprintIds: ['1', '9'] }],
  ['another day', [change('duedate', '2026-11-30 00:00:00.0', '2026-12-01')], { dueDay: '2026-11-30' }],
  [
    'the newest change counts, in whichever order Jira gives them',
    [change('cf1', '1, 2', '1, 3', 5), change('cf1', '9', '1, 3', 2)],
    {},
  ],
  ['a history that says nothing', [], {}],
])('a write replaced %s', (_what, changes, overwritten) =>
  expect(findOverwritten(move, now, { changes, fieldIds })).toEqual(overwritten),
);
