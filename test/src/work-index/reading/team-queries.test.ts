import { expect, test } from '@jest/globals';
import type { Store } from '../../../../local/jira/store.ts';
import { addBoard } from '../../../../local/seeds/defaults.ts';
import type { ProgramDraft } from '../../../../src/core/program/program.ts';
import type { TeamRule } from '../../../../src/core/team/team.ts';
import { queriesOf } from '../../../../src/core/team/query-matches.ts';
import { listPrograms, saveProgram } from '../../../../src/storage/programs.ts';
import { readBatch } from '../../../../src/work-index/reading/read-batch.ts';
import { openReading, stampOf } from '../../../../src/work-index/reading/reading.ts';
import { unusableQueries } from '../../../../src/work-index/reading/team-queries.ts';
import { refreshSite } from '../../../../src/work-index/site/refresh-site.ts';
import { buildProgram, buildTeam } from '../../../core/build.ts';
import { NOW, smallStore } from '../../small-site.ts';
import { newSite, runAlone } from '../store/actors.ts';
import { lookAt } from './site.ts';

const MATCH = '/rest/api/3/jql/match';
const jql = (text: string): TeamRule => ({ kind: 'jql', jql: text });

/** PAY-2 and SHOP-2 are labelled `web`; a board shows all of both projects that is. */
const labelledStore = () => {
  const store = smallStore();
  for (const key of ['PAY-2', 'SHOP-2']) {
    const issue = store.issuesByKey.first(key);
    if (issue !== undefined) store.issues.put({ ...issue, labels: ['web'] });
  }
  const board = addBoard(store, { project: 'PAY', name: 'Web', jql: 'labels = web ORDER BY Rank' });
  return {
    store,
    board,
    pay: store.projectsByKey.first('PAY')?.id ?? '',
    shop: store.projectsByKey.first('SHOP')?.id ?? '',
  };
};
const programOf = (rules: readonly TeamRule[], projectIds: readonly string[]): ProgramDraft => {
  const { version: _, ...draft } = buildProgram({ teams: [buildTeam('a', { rules, projectIds, boardIds: [] })] });
  return draft;
};
/** The app on that site with that program, its facts read. */
const start = async (store: Store, draft: ProgramDraft) => {
  const look = await lookAt(store, NOW);
  const index = newSite(NOW);
  await runAlone(index, () => saveProgram(draft, 0));
  const refresh = (now: number) => runAlone(index, () => refreshSite(look.client, now));
  const programs = await runAlone(index, listPrograms);
  const site = await refresh(NOW);
  const reading = openReading(look.client, site, programs, () => NOW);
  const ids = [...store.issues.values()].map(({ id }) => id);
  const read = () => runAlone(index, () => readBatch(reading, ids, { withHistory: true, fromSearch: true }));
  return { ...look, site, programs, refresh, reading, read };
};

test('an item knows the boards and JQL of its program that it matches', async () => {
  const { store, board, pay } = labelledStore();
  const rules: readonly TeamRule[] = [
    { kind: 'board', boardId: board.id },
    jql('project = SHOP'),
    jql('project = PAY'),
  ];
  const { read, calls } = await start(store, programOf(rules, [pay]));
  calls.length = 0;
  const { entries } = await read();
  const matches = new Map(entries.map(({ item, matches: own }) => [item.key, own]));
  expect(matches.get('PAY-1')).toEqual(['jql:project = PAY']);
  expect(matches.get('PAY-2')).toEqual([`board:${board.id}`, 'jql:project = PAY']);
  // Not in the program's projects: not asked about.
  expect(matches.get('SHOP-2')).toBeUndefined();
  expect(calls.filter((call) => call === MATCH)).toHaveLength(1);
  const queries = queriesOf(entries.map(({ item, matches: own = [] }) => ({ id: item.id, matches: own })));
  expect(queries.boards.get(board.id)).toEqual(new Set([store.issuesByKey.first('PAY-2')?.id]));
});

test('a board shows what its filter and its sub-filter both match', async () => {
  const { store, board, pay, shop } = labelledStore();
  const kanban = { ...board, type: 'kanban' as const, sprintsEnabled: false, subQuery: 'project = SHOP' };
  store.boards.put(kanban);
  const { read, site } = await start(store, programOf([{ kind: 'board', boardId: board.id }], [pay, shop]));
  expect(site.boards[0]?.filterJql).toEqual(['labels = web ORDER BY Rank', 'project = SHOP']);
  const { entries } = await read();
  expect(entries.flatMap(({ item, matches }) => (matches === undefined ? [] : item.key))).toEqual(['SHOP-2']);
});

test('no query is asked where no rule needs one', async () => {
  const { store, pay } = labelledStore();
  const { read, calls } = await start(store, programOf([{ kind: 'project', projectId: pay }], [pay]));
  await read();
  expect(calls).not.toContain(MATCH);
});

test('queries that depend on who asks, that Jira refuses, or that the app cannot read are listed and not asked', async () => {
  const { store, board, pay } = labelledStore();
  const { sharedWith: _, ...hidden } = store.filters.get(board.filterId) ?? { id: '', name: '', jql: '', ownerId: '' };
  store.filters.put(hidden);
  const rules: readonly TeamRule[] = [
    jql('assignee = currentUser()'),
    jql('project = NOPE'),
    jql('labels = web'),
    { kind: 'board', boardId: board.id },
  ];
  const { read, site, programs } = await start(store, programOf(rules, [pay]));
  expect(unusableQueries(site, programs).map(({ key, because }) => [key, because])).toEqual([
    ['jql:assignee = currentUser()', 'This JQL asks about other items or about who asks (currentUser()).'],
    [
      'jql:project = NOPE',
      "This JQL is refused by Jira where Interlock itself asks: The value 'NOPE' does not exist for the field 'project'.",
    ],
    [`board:${board.id}`, 'Interlock itself cannot see this board.'],
  ]);
  const { entries } = await read();
  expect(entries.flatMap(({ matches }) => matches ?? [])).toEqual(['jql:labels = web']);
});

test('when a filter changes the stamp of its projects does, and what matched before stays until they are read again', async () => {
  const { store, board, pay, shop } = labelledStore();
  const started = await start(store, programOf([{ kind: 'board', boardId: board.id }], [pay]));
  const { reading, programs, client } = started;
  const filter = store.filters.get(board.filterId);
  if (filter === undefined) throw new Error('no filter');
  store.filters.put({ ...filter, jql: 'labels = other' });
  const before = await started.read();
  expect(before.entries.flatMap(({ matches }) => matches ?? [])).toEqual([`board:${board.id}`]);
  const later = openReading(client, await started.refresh(NOW + 1), programs, () => NOW + 1);
  expect(stampOf(later, pay)).not.toBe(stampOf(reading, pay));
  expect(stampOf(later, shop)).toBe(stampOf(reading, shop));
  const again = openReading(client, await started.refresh(NOW + 2), programs, () => NOW + 2);
  expect(stampOf(again, pay)).toBe(stampOf(later, pay));
});
