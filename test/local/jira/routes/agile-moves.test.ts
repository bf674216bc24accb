import { expect, test } from '@jest/globals';
import { addBoard, addIssue } from '../../../../local/seeds/defaults.ts';
import { aBoardSite } from './a-board-site.ts';

const AGILE = '/rest/agile/1.0';
const SOFTWARE = '/rest/software/1.0';
const summaries = (body: unknown) =>
  (body as { issues: { fields: { summary: string } }[] }).issues.map((issue) => issue.fields.summary);

test('a sprint is created, dated, started and closed; closed it stays as it is', async () => {
  const { ask, ann } = aBoardSite();
  const created = await ask(ann.id, 'POST', `${AGILE}/sprint`, { name: 'Sprint 4', originBoardId: 1 });
  expect(created).toMatchObject({ status: 201, body: { state: 'future', name: 'Sprint 4', originBoardId: 1 } });
  const { id } = created.body as { id: number };
  const change = (body: unknown) => ask(ann.id, 'POST', `${AGILE}/sprint/${id}`, body);
  expect((await change({ state: 'active' })).status).toBe(400);
  const dates = { startDate: '2026-11-23T09:00:00.000Z', endDate: '2026-12-04T09:00:00.000Z' };
  expect((await change(dates)).body).toMatchObject({ ...dates, state: 'future', name: 'Sprint 4' });
  expect((await change({ state: 'active' })).body).toMatchObject({ state: 'active' });
  expect((await change({ state: 'closed' })).body).toMatchObject({ completeDate: '2026-11-22T09:00:00.000Z' });
  expect((await change({ name: 'Sprint 5' })).status).toBe(400);
});

test('PUT sprint clears what it does not name', async () => {
  const { ask, ann } = aBoardSite();
  const { body } = await ask(ann.id, 'PUT', `${AGILE}/sprint/2`, { name: 'Sprint 2b', state: 'active' });
  expect(body).toMatchObject({ name: 'Sprint 2b', state: 'active', goal: '' });
  expect(body).not.toHaveProperty('startDate');
});

test('issues move into a sprint, into the backlog, and out of a deleted sprint', async () => {
  const { ask, ann, issues } = aBoardSite();
  const move = await ask(ann.id, 'POST', `${AGILE}/sprint/3/issue`, { issues: [issues.waiting.key] });
  expect(move.status).toBe(204);
  const inSprint = async () => summaries((await ask(ann.id, 'GET', `${SOFTWARE}/sprint/3/issue`)).body);
  expect(await inSprint()).toEqual(['Planned', 'Waiting']);
  await ask(ann.id, 'POST', `${AGILE}/backlog/issue`, { issues: [issues.waiting.id] });
  expect(await inSprint()).toEqual(['Planned']);
  expect((await ask(ann.id, 'DELETE', `${AGILE}/sprint/3`)).status).toBe(204);
  const backlog = await ask(ann.id, 'GET', `${SOFTWARE}/board/1/backlog`);
  expect(summaries(backlog.body)).toEqual(['Planned', 'Waiting']);
});

test('a move of more than 50 issues, of none, or into a closed sprint is refused', async () => {
  const { ask, ann, issues } = aBoardSite();
  const move = (sprint: number, named: readonly string[]) =>
    ask(ann.id, 'POST', `${AGILE}/sprint/${sprint}/issue`, { issues: named });
  const many = Array.from({ length: 51 }, () => issues.waiting.key);
  expect((await move(3, many)).status).toBe(400);
  expect((await move(3, [])).status).toBe(400);
  expect((await move(1, [issues.waiting.key])).status).toBe(400);
});

test('ranking puts an issue before another; the boards follow', async () => {
  const { ask, ann, issues } = aBoardSite();
  const body = { issues: [issues.waiting.key], rankBeforeIssue: issues.inActive.key };
  expect(await ask(ann.id, 'PUT', `${AGILE}/issue/rank`, body)).toEqual({ status: 204, body: undefined });
  const board = await ask(ann.id, 'GET', `${SOFTWARE}/board/1/issue`);
  expect(summaries(board.body)).toEqual(['Waiting', 'Carried over', 'Planned', 'Done']);
});

test('a partly possible ranking is a 207 with an entry for each issue', async () => {
  const { ask, bob, issues } = aBoardSite();
  const body = { issues: [issues.waiting.key, issues.secretIssue.key], rankBeforeIssue: issues.inActive.key };
  const { status, body: outcome } = await ask(bob.id, 'PUT', `${AGILE}/issue/rank`, body);
  expect(status).toBe(207);
  expect(outcome).toMatchObject({ entries: [{ status: 200 }, { issueKey: issues.secretIssue.key, status: 404 }] });
});

test('an estimate is read and written in the board’s unit', async () => {
  const { ask, ann, issues } = aBoardSite();
  const estimation = `${AGILE}/issue/${issues.inActive.key}/estimation?boardId=1`;
  expect((await ask(ann.id, 'GET', estimation)).body).toMatchObject({ value: 5 });
  expect((await ask(ann.id, 'PUT', estimation, { value: '8' })).body).toMatchObject({ value: 8 });
  expect((await ask(ann.id, 'GET', estimation)).body).toMatchObject({ value: 8 });
  expect((await ask(ann.id, 'GET', `${AGILE}/issue/${issues.epic.key}/estimation?boardId=1`)).status).toBe(404);
  expect((await ask(ann.id, 'GET', `${AGILE}/issue/${issues.inActive.key}/estimation`)).status).toBe(400);
});

test('issues go into an epic and out of it', async () => {
  const { ask, ann, issues } = aBoardSite();
  const list = `${SOFTWARE}/epic/${issues.epic.key}/issue`;
  await ask(ann.id, 'POST', `${AGILE}/epic/${issues.epic.key}/issue`, { issues: [issues.waiting.key] });
  expect(summaries((await ask(ann.id, 'GET', list)).body)).toEqual(['Carried over', 'Waiting']);
  await ask(ann.id, 'POST', `${AGILE}/epic/none/issue`, { issues: [issues.waiting.key] });
  expect(summaries((await ask(ann.id, 'GET', list)).body)).toEqual(['Carried over']);
});

test('on a kanban board with a backlog, issues move out of it and back by transitions', async () => {
  const { ask, ann, store } = aBoardSite();
  const board = addBoard(store, {
    project: 'OPS',
    type: 'kanban',
    columns: [
      { name: 'Backlog', statusIds: ['10000'] },
      { name: 'Doing', statusIds: ['3'] },
    ],
  });
  const ticket = addIssue(store, { projectKey: 'OPS', summary: 'Ticket' });
  const backlog = async () => summaries((await ask(ann.id, 'GET', `${SOFTWARE}/board/${board.id}/backlog`)).body);
  expect(await backlog()).toEqual(['Ticket']);
  expect((await ask(ann.id, 'POST', `${AGILE}/board/${board.id}/issue`, { issues: [ticket.key] })).status).toBe(204);
  expect([await backlog(), store.issues.get(ticket.id)?.statusId]).toEqual([[], '3']);
  await ask(ann.id, 'POST', `${AGILE}/backlog/${board.id}/issue`, { issues: [ticket.key] });
  expect(await backlog()).toEqual(['Ticket']);
});

test('properties of a sprint: 201, 200, read, listed, deleted; changing them needs the permission', async () => {
  const { ask, ann, bob } = aBoardSite();
  const property = `${AGILE}/board/1/properties/plan`;
  expect((await ask(ann.id, 'PUT', property, { weeks: 2 })).status).toBe(201);
  expect((await ask(ann.id, 'PUT', property, { weeks: 3 })).status).toBe(200);
  expect((await ask(bob.id, 'GET', property)).body).toEqual({ key: 'plan', value: { weeks: 3 } });
  expect((await ask(bob.id, 'GET', `${AGILE}/board/1/properties`)).body).toMatchObject({ keys: [{ key: 'plan' }] });
  expect((await ask(bob.id, 'PUT', property, 1)).status).toBe(403);
  expect((await ask(ann.id, 'DELETE', property)).status).toBe(204);
  expect((await ask(ann.id, 'GET', property)).status).toBe(404);
});

test('boards are created over a filter and deleted by their owner', async () => {
  const { ask, ann, bob, boards } = aBoardSite();
  const input = { name: 'Second', type: 'scrum', filterId: Number(boards.scrum.filterId) };
  const created = await ask(ann.id, 'POST', `${AGILE}/board`, {
    ...input,
    location: { type: 'project', projectKeyOrId: 'PAY' },
  });
  expect(created).toMatchObject({ status: 201, body: { name: 'Second', location: { projectKey: 'PAY' } } });
  const { id } = created.body as { id: number };
  expect((await ask(bob.id, 'DELETE', `${AGILE}/board/${id}`)).status).toBe(403);
  expect((await ask(ann.id, 'DELETE', `${AGILE}/board/${id}`)).status).toBe(204);
  expect((await ask(ann.id, 'GET', `${AGILE}/board/${id}`)).status).toBe(404);
  expect((await ask(ann.id, 'POST', `${AGILE}/board`, { ...input, type: 'simple' })).status).toBe(400);
});
