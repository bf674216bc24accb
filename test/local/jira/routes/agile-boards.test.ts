import { expect, test } from '@jest/globals';
import { aBoardSite } from './a-board-site.ts';

const AGILE = '/rest/agile/1.0';
const names = (body: unknown): readonly string[] =>
  (body as { values: { name: string }[] }).values.map((value) => value.name);

test('a person’s board list has the boards of projects they may browse, by id', async () => {
  const { ask, ann, bob } = aBoardSite();
  const all = await ask(ann.id, 'GET', `${AGILE}/board`);
  expect(names(all.body)).toEqual(['Payments board', 'Operations board', 'Secret board']);
  const some = await ask(bob.id, 'GET', `${AGILE}/board`);
  expect(some.body).toMatchObject({ startAt: 0, maxResults: 50, total: 2, isLast: true });
  expect(names(some.body)).toEqual(['Payments board', 'Operations board']);
});

test.each([
  ['type=kanban', ['Operations board']],
  ['name=PAYMENTS', ['Payments board']],
  ['projectKeyOrId=PAY', ['Payments board']],
  ['orderBy=-name', ['Payments board', 'Operations board']],
  ['startAt=1&maxResults=1', ['Operations board']],
])('boards filtered by %s', async (query, expected) => {
  const { ask, bob } = aBoardSite();
  expect(names((await ask(bob.id, 'GET', `${AGILE}/board?${query}`)).body)).toEqual(expected);
});

test('a board list asks for a project that one may browse', async () => {
  const { ask, bob } = aBoardSite();
  expect((await ask(bob.id, 'GET', `${AGILE}/board?projectKeyOrId=SEC`)).status).toBe(400);
});

test('a hidden board answers as an absent one', async () => {
  const { ask, bob, boards } = aBoardSite();
  const hidden = await ask(bob.id, 'GET', `${AGILE}/board/${boards.secret.id}`);
  const absent = await ask(bob.id, 'GET', `${AGILE}/board/999`);
  expect(hidden).toEqual(absent);
  expect(hidden.status).toBe(404);
});

test('a board’s configuration has its filter, columns, estimation and rank field', async () => {
  const { ask, bob, boards } = aBoardSite();
  const { body } = await ask(bob.id, 'GET', `${AGILE}/board/${boards.scrum.id}/configuration`);
  expect(body).toMatchObject({
    name: 'Payments board',
    type: 'scrum',
    filter: { id: boards.scrum.filterId },
    estimation: { type: 'field', field: { displayName: 'Story Points' } },
    columnConfig: { columns: [{ name: 'To Do', statuses: [{ id: '10000' }] }, {}, {}, { name: 'Done' }] },
    ranking: { rankCustomFieldId: expect.any(Number) },
  });
});

test('sprints come closed, active, future; `state` picks; a kanban board has none', async () => {
  const { ask, bob, boards } = aBoardSite();
  const list = `${AGILE}/board/${boards.scrum.id}/sprint`;
  expect(names((await ask(bob.id, 'GET', list)).body)).toEqual(['Sprint 1', 'Sprint 2', 'Sprint 3']);
  expect(names((await ask(bob.id, 'GET', `${list}?state=active,future`)).body)).toEqual(['Sprint 2', 'Sprint 3']);
  expect((await ask(bob.id, 'GET', `${list}?state=open`)).status).toBe(400);
  expect(await ask(bob.id, 'GET', `${AGILE}/board/${boards.kanban.id}/sprint`)).toEqual({
    status: 400,
    body: { errorMessages: ['The board does not support sprints'], errors: {} },
  });
});

test('a board’s epics and projects', async () => {
  const { ask, bob, boards, issues } = aBoardSite();
  const epics = await ask(bob.id, 'GET', `${AGILE}/board/${boards.scrum.id}/epic`);
  expect(epics.body).toMatchObject({ total: 1, values: [{ key: issues.epic.key, name: 'Cards', done: false }] });
  const projects = await ask(bob.id, 'GET', `${AGILE}/board/${boards.scrum.id}/project`);
  expect(projects.body).toMatchObject({ total: 1, values: [{ key: 'PAY' }] });
});
