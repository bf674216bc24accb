import { expect, test } from '@jest/globals';
import { whyNotOwnJql } from '../../../src/core/team/judge-jql.ts';

const use = (fields: readonly string[], functions: readonly (readonly [string, boolean])[] = []) => ({
  fields,
  functions: functions.map(([name, hasArguments]) => ({ name, hasArguments })),
});

test.each([
  ['own fields', use(['project', 'labels', 'cf[10020]', 'status'])],
  [
    'days and sprints',
    use(
      ['created', 'Sprint'],
      [
        ['startOfWeek', true],
        ['openSprints', false],
      ],
    ),
  ],
  ['a group', use(['assignee'], [['membersOf', true]])],
  ['a named lead', use(['component'], [['componentsLeadByUser', true]])],
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
  [
    'linked items',
    use(['project'], [['linkedIssues', true]]),
    'asks about other items or about who asks (linkedIssues())',
  ],
  ['who asks', use(['assignee'], [['currentUser', false]]), 'asks about other items or about who asks (currentUser())'],
  [
    'who asks, silently',
    use(['component'], [['componentsLeadByUser', false]]),
    'asks about other items or about who asks (componentsLeadByUser())',
  ],
  [
    'a function of some app',
    use(['issueFunction'], [['subtasksOf', true]]),
    'asks about other items or about who asks (subtasksOf())',
  ],
])('a team may not be decided by %s', (_name, of, sentence) => {
  expect(whyNotOwnJql(of, ['customfield_10014', undefined])).toBe(sentence);
});
