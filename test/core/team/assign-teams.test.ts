import { expect, test } from '@jest/globals';
import { assignTeams, countMatches, findOwnTeams } from '../../../src/core/team/assign-teams.ts';
import { buildTree } from '../../../src/core/work-item/tree.ts';
import type { WorkItem } from '../../../src/core/work-item/work-item.ts';
import { buildItem, buildTeam, DONE, EPIC, SUBTASK } from '../build.ts';

const byField = buildTeam('f', { rules: [{ kind: 'teamField', value: 'uuid-f' }] });
const byComponent = buildTeam('c', { rules: [{ kind: 'component', componentId: '77' }] });
const byBoard = buildTeam('b', { rules: [{ kind: 'board', boardId: '5' }] });
const byJql = buildTeam('j', { rules: [{ kind: 'jql', jql: 'labels = x' }] });
const byProject = buildTeam('p', { rules: [{ kind: 'project', projectId: '10' }] });
const teams = [byField, byComponent, byBoard, byJql, byProject];
const queries = { boards: new Map([['5', new Set(['B'])]]), jql: new Map([['labels = x', new Set(['B', 'J'])]]) };
const teamsOf = (...items: readonly WorkItem[]) =>
  Object.fromEntries(assignTeams(buildTree(items), teams, findOwnTeams(items, teams, queries)));

test.each([
  ['Team field', buildItem('A', { teamFieldId: 'uuid-f', componentIds: ['77'] }), 'f'],
  ['component', buildItem('A', { componentIds: ['1', '77'] }), 'c'],
  ['board filter, before JQL', buildItem('B'), 'b'],
  ['JQL', buildItem('J'), 'j'],
  ['project', buildItem('A'), 'p'],
])('the first rule that matches wins: %s', (_name, item, expected) => {
  expect(teamsOf(item)).toEqual({ [item.id]: expected });
});

test('an item that no rule matches has no team', () => {
  expect(teamsOf(buildItem('A', { projectId: '99' }))).toEqual({});
});

test('a sub-task takes its parent’s team whatever its own fields say', () => {
  const story = buildItem('S', { componentIds: ['77'] });
  const sub = buildItem('T', { type: SUBTASK, parentId: 'S', teamFieldId: 'uuid-f' });
  expect(teamsOf(story, sub)).toEqual({ S: 'c', T: 'c' });
});

test('a sub-task of a hidden parent goes by its own rules', () => {
  expect(teamsOf(buildItem('T', { type: SUBTASK, parentId: 'hidden' }))).toEqual({ T: 'p' });
});

const epic = (changes: Partial<WorkItem> = {}): WorkItem => buildItem('E', { type: EPIC, ...changes });
const child = (id: string, changes: Partial<WorkItem> = {}): WorkItem => buildItem(id, { parentId: 'E', ...changes });

test('a feature sits with the team of most open children', () => {
  const children = [
    child('1', { status: DONE, componentIds: ['77'] }),
    child('2', { status: DONE, componentIds: ['77'] }),
    child('3', { componentIds: ['77'] }),
    child('4'),
    child('5'),
  ];
  expect(teamsOf(epic(), ...children)['E']).toBe('p');
});

test('a feature whose Team field names a team sits there', () => {
  expect(teamsOf(epic({ teamFieldId: 'uuid-f' }), child('1'), child('2'))['E']).toBe('f');
});

test('a feature with only done children stays where they were done; one without any goes by its own rules, else nowhere', () => {
  expect(teamsOf(epic({ projectId: '99' }), child('1', { status: DONE }))['E']).toBe('p');
  expect(teamsOf(epic())['E']).toBe('p');
  expect(teamsOf(epic({ projectId: '99' }))['E']).toBeUndefined();
});

test('set-up counts what two teams and what none match, with samples', () => {
  const items = [buildItem('A', { teamFieldId: 'uuid-f' }), buildItem('N', { projectId: '99' }), buildItem('P')];
  expect(countMatches(items, teams, queries)).toEqual({
    looked: 3,
    two: 1,
    twoSamples: ['A'],
    none: 1,
    noneSamples: ['N'],
  });
});
