import { expect, test } from '@jest/globals';
import { maskAccounts, whyNotOwnJql } from '../../../src/core/team/judge-jql.ts';

const use = (
  fields: readonly string[],
  functions: readonly string[] = [],
  values: readonly (readonly [string, string])[] = [],
) => ({
  fields,
  functions: functions.map((name) => ({ name })),
  values: values.map(([field, value]) => ({ field, value })),
});

test.each([
  ['own fields', use(['project', 'labels', 'cf[10020]', 'status'])],
  ['days and sprints', use(['created', 'Sprint'], ['startOfWeek', 'openSprints'])],
  ['a group', use(['assignee'], ['membersOf'])],
  ['what nobody is assigned to', use(['assignee'], [], [['assignee', 'EMPTY']])],
  ['a label that looks like nobody', use(['labels'], [], [['labels', 'ada']])],
])('a team may be decided by %s', (_name, of) => {
  expect(whyNotOwnJql(of, ['customfield_10014'])).toBeUndefined();
});

test.each([
  ['a parent', use(['project', 'Parent']), 'asks about a parent (Parent)'],
  ['the Epic Link by its number', use(['cf[10014]']), 'asks about a parent (cf[10014])'],
  ['the Epic Link by its name', use(['Epic Link']), 'asks about a parent (Epic Link)'],
  ['links', use(['issueLinkType']), 'asks about links (issueLinkType)'],
  ['single items', use(['labels', 'key']), 'asks about single work items (key)'],
  ['comments', use(['text']), 'asks about comments or work logs, which may be restricted (text)'],
  ['linked items', use(['project'], ['linkedIssues']), 'asks about other items or about who asks (linkedIssues())'],
  ['who asks', use(['assignee'], ['currentUser']), 'asks about other items or about who asks (currentUser())'],
  [
    'who asks, silently',
    use(['component'], ['componentsLeadByUser']),
    'asks about other items or about who asks (componentsLeadByUser())',
  ],
  [
    'a person',
    use(['assignee'], [], [['Assignee', 'ada']]),
    'names a person (Assignee): name a group, with membersOf()',
  ],
  [
    'an account id in some field of people',
    use(['cf[10077]'], [], [['cf[10077]', '5b10ac8d82e05b22cc7d4ef5']]),
    'names a person (cf[10077]): name a group, with membersOf()',
  ],
  [
    'a function of some app',
    use(['issueFunction'], ['subtasksOf']),
    'asks about other items or about who asks (subtasksOf())',
  ],
])('a team may not be decided by %s', (_name, of, sentence) => {
  expect(whyNotOwnJql(of, ['customfield_10014', undefined])).toBe(sentence);
});

test('account ids are masked in words, other numbers are not', () => {
  expect(maskAccounts("The value '712020:4be7a4f2-9a0e-4f9c-8f1d-0c1d2e3f4a5b' does not exist.")).toBe(
    "The value 'a person' does not exist.",
  );
  expect(maskAccounts('PAY-123 of 2026-11-22, customfield_10014')).toBe('PAY-123 of 2026-11-22, customfield_10014');
});
