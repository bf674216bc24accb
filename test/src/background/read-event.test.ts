import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { readEvent } from '../../../src/background/read-event.ts';

const issue = (id: unknown, projectId: unknown) => ({ id, fields: { project: { id: projectId } } });

test.each([
  [
    'an issue, with its project',
    { eventType: 'avi:jira:updated:issue', issue: issue('10001', '10') },
    { kind: 'updated:issue', items: [{ id: '10001', projectId: '10' }], site: [] },
  ],
  [
    'a moved issue, which may have left another project',
    { eventType: 'avi:jira:updated:issue', jiraEventTypeName: 'issue_moved', issue: issue('10001', '10') },
    { kind: 'updated:issue', items: [{ id: '10001' }], site: [] },
  ],
  [
    'an issue whose sub-tasks follow it into another sprint',
    {
      eventType: 'avi:jira:updated:issue',
      issue: issue('10001', '10'),
      changelog: { items: [{ field: 'summary' }, { field: 'Sprint' }] },
    },
    { kind: 'updated:issue', items: [{ id: '10001', projectId: '10' }], site: ['children:10001'] },
  ],
  [
    'an issue without its fields',
    { eventType: 'avi:jira:deleted:issue', issue: { id: 10_001 } },
    { kind: 'deleted:issue', items: [{ id: '10001' }], site: [] },
  ],
  [
    'both ends of a link',
    {
      eventType: 'avi:jira:created:issuelink',
      sourceIssueId: 1,
      destinationIssueId: 2,
      sourceProjectId: 10,
      destinationProjectId: 11,
    },
    {
      kind: 'created:issuelink',
      items: [
        { id: '1', projectId: '10' },
        { id: '2', projectId: '11' },
      ],
      site: [],
    },
  ],
  [
    'a started sprint',
    { eventType: 'avi:jira-software:started:sprint', sprint: { id: 5, originBoardId: 3 } },
    { kind: 'started:sprint', items: [], site: ['iteration:5', 'board:3'] },
  ],
  [
    'a deleted sprint, which items lose',
    { eventType: 'avi:jira-software:deleted:sprint', sprint: { id: 5 } },
    { kind: 'deleted:sprint', items: [], site: ['iteration:5', 'sprint:5'] },
  ],
  [
    'a released version',
    { eventType: 'avi:jira:released:version', version: { id: '7', projectId: 10 } },
    { kind: 'released:version', items: [], site: ['versions:10'] },
  ],
  [
    'a merged version, which items lose',
    { eventType: 'avi:jira:merged:version', version: { id: '7', projectId: 10 } },
    { kind: 'merged:version', items: [], site: ['versions:10', 'version:10:7'] },
  ],
  [
    'an archived project, which is to be reconciled',
    { eventType: 'avi:jira:archived:project', project: { id: '10' } },
    { kind: 'archived:project', items: [], site: ['project:10'] },
  ],
  [
    'a board’s configuration',
    { eventType: 'avi:jira-software:configuration-changed:board', configuration: { id: 3, name: 'B' } },
    { kind: 'configuration-changed:board', items: [], site: ['board:3'] },
  ],
  [
    'a board',
    { eventType: 'avi:jira-software:configuration-changed:board', board: { id: 3 } },
    { kind: 'configuration-changed:board', items: [], site: ['board:3'] },
  ],
])('reads %s', (_name, event, expected) => {
  expect(readEvent(event)).toEqual(expected);
});

test.each([
  ['no event', undefined],
  ['a text', 'avi:jira:updated:issue'],
  ['another event', { eventType: 'avi:confluence:created:page', issue: issue('1', '10') }],
  ['an event that nobody asked for', { eventType: 'avi:jira:created:worklog', issue: issue('1', '10') }],
])('takes nothing from %s', (_name, event) => {
  expect(readEvent(event)).toEqual({ kind: 'unknown', items: [], site: [] });
});

test.each(['__proto__', 'PAY-1', '-1', '0', '1.5', '', ' 1', '1'.repeat(20), 1.5, -1, null, {}, [], true])(
  'passes over %p where an id should be',
  (id) => {
    const created = readEvent({ eventType: 'avi:jira:created:issue', issue: issue(id, '10') });
    const linked = readEvent({ eventType: 'avi:jira:deleted:issuelink', sourceIssueId: id, destinationIssueId: 2 });
    const closed = readEvent({ eventType: 'avi:jira-software:closed:sprint', sprint: { id } });
    expect([created.items, linked.items, closed.site]).toEqual([[], [{ id: '2' }], []]);
  },
);

test('whatever an event holds, what is read of it are ids', () => {
  const value = fc.jsonValue({ maxDepth: 3 });
  const nouns = ['issue', 'issuelink', 'sprint', 'version', 'project', 'board'];
  const event = fc.record(
    {
      eventType: fc.constantFrom(...nouns.map((noun) => `avi:jira:deleted:${noun}`)),
      issue: value,
      sourceIssueId: value,
      destinationIssueId: value,
      sourceProjectId: value,
      sprint: value,
      version: fc.oneof(value, fc.record({ id: value, projectId: value })),
      board: fc.oneof(value, fc.record({ id: value })),
      project: fc.oneof(value, fc.record({ id: value })),
    },
    { requiredKeys: ['eventType'] },
  );
  fc.assert(
    fc.property(event, (payload) => {
      const { items, site } = readEvent(payload);
      const texts = [...items.flatMap(({ id, projectId = '1' }) => [id, projectId]), ...site];
      expect(
        texts.every((text) => /^((sprint|iteration|version|versions|project|board)(:[1-9]\d*)+|[1-9]\d*)$/.test(text)),
      ).toBe(true);
    }),
    { seed: 5, numRuns: 500 },
  );
});
