import { expect, test } from '@jest/globals';
import { parsePayload } from '../../src/operations/payloads.ts';

test('an absent payload of an operation without input is accepted', () => {
  expect(parsePayload('program.propose', undefined)).toEqual({ ok: true, value: {} });
});

test('unknown members are refused, naming them', () => {
  const parsed = parsePayload('board.load', { programId: 'a', accountId: 'someone else' });
  expect(parsed.ok).toBe(false);
  expect(JSON.stringify(parsed)).toContain('accountId');
});

test('a finding carries the path of what is wrong', () => {
  const parsed = parsePayload('board.load', { programId: 7 });
  expect(parsed).toMatchObject({ ok: false, findings: [{ path: 'programId' }] });
});

test('a refresh takes the state of a program with hundreds of projects', () => {
  const payload = { programId: 'a', periodId: 'p', state: 'x'.repeat(20_000), held: [] };
  expect(parsePayload('index.refresh', payload)).toEqual({ ok: true, value: payload });
});
