import { expect, test } from '@jest/globals';
import { addBoard, addIssue, addSprint } from '../../../../local/seeds/defaults.ts';
import { aBoardSite } from './a-board-site.ts';

const SOFTWARE = '/rest/software/1.0';
interface Page {
  readonly issues: readonly { readonly key: string; readonly fields: Record<string, unknown> }[];
  readonly isLast: boolean;
  readonly nextPageToken?: string;
}
const page = (body: unknown): Page => body as Page;
const summaries = (body: unknown) => page(body).issues.map((issue) => issue.fields['summary']);

test.each([
  ['board/1/issue', ['Carried over', 'Planned', 'Waiting', 'Done']],
  ['board/1/backlog', ['Waiting']],
  ['board/1/sprint/1/issue', ['Carried over', 'Done']],
  ['sprint/1/issue', ['Carried over', 'Done']],
  ['sprint/2/issue', ['Carried over']],
  ['board/1/epic/none/issue', ['Planned', 'Waiting', 'Done']],
  ['epic/none/issue', ['Planned', 'Waiting', 'Done']],
])('%s lists issues by rank', async (list, expected) => {
  const { ask, bob } = aBoardSite();
  const { status, body } = await ask(bob.id, 'GET', `${SOFTWARE}/${list}`);
  expect([status, summaries(body)]).toEqual([200, expected]);
  expect(page(body).isLast).toBe(true);
});

test('an epic lists its children, over all boards and on one', async () => {
  const { ask, bob, issues } = aBoardSite();
  const everywhere = await ask(bob.id, 'GET', `${SOFTWARE}/epic/${issues.epic.key}/issue`);
  const onBoard = await ask(bob.id, 'GET', `${SOFTWARE}/board/1/epic/${issues.epic.id}/issue`);
  expect([summaries(everywhere.body), summaries(onBoard.body)]).toEqual([['Carried over'], ['Carried over']]);
  expect((await ask(bob.id, 'GET', `${SOFTWARE}/epic/${issues.waiting.key}/issue`)).status).toBe(404);
});

test('issues carry sprint, closedSprints, epic and flagged beside the platform’s fields', async () => {
  const { ask, bob, issues } = aBoardSite();
  const { body } = await ask(
    bob.id,
    'GET',
    `${SOFTWARE}/sprint/2/issue?fields=summary,sprint,closedSprints,epic,flagged`,
  );
  expect(page(body).issues[0]?.fields).toMatchObject({
    summary: 'Carried over',
    sprint: { id: 2, state: 'active', goal: 'Pay by card' },
    closedSprints: [{ id: 1, state: 'closed' }],
    epic: { key: issues.epic.key },
    flagged: true,
  });
});

test('jql narrows a list and its order wins; an error in it is a 400', async () => {
  const { ask, bob } = aBoardSite();
  const asked = (jql: string) => ask(bob.id, 'GET', `${SOFTWARE}/board/1/issue?jql=${encodeURIComponent(jql)}`);
  expect(summaries((await asked('sprint is EMPTY')).body)).toEqual(['Waiting']);
  expect(summaries((await asked('statusCategory != Done ORDER BY summary DESC')).body)).toEqual([
    'Waiting',
    'Planned',
    'Carried over',
  ]);
  expect((await asked('nonsense = 1')).status).toBe(400);
});

test('pages follow their token to the end; a token leads on in its own list only, for seven days', async () => {
  const { ask, bob, clock } = aBoardSite();
  const list = `${SOFTWARE}/board/1/issue?maxResults=3&fields=summary`;
  const first = page((await ask(bob.id, 'GET', list)).body);
  expect([first.issues.length, first.isLast]).toEqual([3, false]);
  const token = encodeURIComponent(first.nextPageToken ?? '');
  const last = await ask(bob.id, 'GET', `${list}&nextPageToken=${token}`);
  expect(summaries(last.body)).toEqual(['Done']);
  expect(page(last.body)).not.toHaveProperty('nextPageToken');
  expect((await ask(bob.id, 'GET', `${SOFTWARE}/board/1/backlog?nextPageToken=${token}`)).status).toBe(400);
  clock.advance(8 * 86_400_000);
  expect((await ask(bob.id, 'GET', `${list}&nextPageToken=${token}`)).status).toBe(400);
});

test('a list is settled with its first page: writes in between neither repeat nor lose an issue', async () => {
  const { ask, bob, store, issues } = aBoardSite();
  const list = `${SOFTWARE}/board/1/issue?maxResults=2&fields=summary`;
  const first = page((await ask(bob.id, 'GET', list)).body);
  const moved = { issues: [issues.waiting.key], rankBeforeIssue: issues.inActive.key };
  expect((await ask(bob.id, 'PUT', '/rest/agile/1.0/issue/rank', moved)).status).toBe(204);
  addIssue(store, { projectKey: 'PAY', summary: 'Late comer' });
  const next = await ask(bob.id, 'GET', `${list}&nextPageToken=${encodeURIComponent(first.nextPageToken ?? '')}`);
  expect([...summaries(first), ...summaries(next.body)]).toEqual(['Carried over', 'Planned', 'Waiting', 'Done']);
});

test('names and schema stand once beside the issues of a list', async () => {
  const { ask, bob } = aBoardSite();
  const { body } = await ask(
    bob.id,
    'GET',
    `${SOFTWARE}/board/1/issue?maxResults=1&fields=summary&expand=names,schema`,
  );
  expect(body).toMatchObject({ names: { summary: 'Summary' }, schema: { summary: { type: 'string' } } });
  expect(page(body).issues[0]).not.toHaveProperty('names');
  expect(page(body).issues[0]).not.toHaveProperty('schema');
});

test('a token is its viewer’s own', async () => {
  const { ask, ann, bob } = aBoardSite();
  const list = `${SOFTWARE}/board/1/issue?maxResults=2&validateQuery=false&jql=created%20is%20not%20EMPTY`;
  const { nextPageToken = '' } = page((await ask(bob.id, 'GET', list)).body);
  expect((await ask(ann.id, 'GET', `${list}&nextPageToken=${nextPageToken}`)).status).toBe(400);
});

test('approximate-count counts the board’s issues and its backlog', async () => {
  const { ask, bob } = aBoardSite();
  expect((await ask(bob.id, 'GET', `${SOFTWARE}/board/1/issue/approximate-count`)).body).toEqual({ count: 4 });
  expect((await ask(bob.id, 'GET', `${SOFTWARE}/board/1/backlog/approximate-count`)).body).toEqual({ count: 1 });
});

test('nobody sees issues or boards of a project that they may not browse', async () => {
  const { ask, ann, bob, boards } = aBoardSite();
  const list = `${SOFTWARE}/board/${boards.secret.id}/issue`;
  expect(summaries((await ask(ann.id, 'GET', list)).body)).toEqual(['Hidden']);
  expect((await ask(bob.id, 'GET', list)).status).toBe(404);
});

test('more than 50 issues make a second page', async () => {
  const { ask, bob, store } = aBoardSite();
  for (let i = 0; i < 60; i++) addIssue(store, { projectKey: 'OPS', summary: `Ticket ${i}` });
  const { body } = await ask(bob.id, 'GET', `${SOFTWARE}/board/2/issue`);
  expect([page(body).issues.length, page(body).isLast]).toEqual([50, false]);
});

test.each(['board/1/issue', 'board/1/backlog', 'board/1/sprint/1/issue', 'sprint/1/issue', 'epic/X-1/issue'])(
  'the agile/1.0 form of %s is gone, and says where it went',
  async (list) => {
    const { ask, bob } = aBoardSite();
    const { status, body } = await ask(bob.id, 'GET', `/rest/agile/1.0/${list}?startAt=0`);
    expect(status).toBe(410);
    expect(JSON.stringify(body)).toContain('/rest/software/1.0/');
  },
);

test('a backlog shows issues in sprints of other boards, which the board’s own sprint list does not have', async () => {
  const { ask, bob, store } = aBoardSite();
  const other = addBoard(store, { project: 'PAY', name: 'Second board', type: 'scrum' });
  const sprint = addSprint(store, { boardId: other.id, name: 'Elsewhere' });
  addIssue(store, { projectKey: 'PAY', summary: 'Taken by others', sprintIds: [sprint.id] });
  const backlog = await ask(bob.id, 'GET', `${SOFTWARE}/board/1/backlog?fields=summary,sprint`);
  expect(page(backlog.body).issues.at(-1)?.fields).toMatchObject({
    summary: 'Taken by others',
    sprint: { name: 'Elsewhere', originBoardId: Number(other.id) },
  });
  const sprints = await ask(bob.id, 'GET', '/rest/agile/1.0/board/1/sprint');
  expect(JSON.stringify(sprints.body)).not.toContain('Elsewhere');
});

test('a wrong query is a warning beside an empty list where it is not to be validated', async () => {
  const { ask, bob } = aBoardSite();
  const list = `${SOFTWARE}/board/1/issue?jql=${encodeURIComponent('nonsense = 1')}&validateQuery=false`;
  expect(await ask(bob.id, 'GET', list)).toEqual({
    status: 200,
    body: { issues: [], isLast: true, warningMessages: [expect.stringContaining('nonsense')] },
  });
});

test('a board over several projects shows each person what they may browse of it', async () => {
  const { ask, ann, bob, store } = aBoardSite();
  const jql = 'project in (PAY, SEC) ORDER BY Rank';
  const board = addBoard(store, { project: 'PAY', type: 'scrum', jql });
  const list = `${SOFTWARE}/board/${board.id}/issue`;
  const seen = ['Carried over', 'Planned', 'Waiting', 'Done'];
  expect(summaries((await ask(ann.id, 'GET', list)).body)).toEqual([...seen, 'Hidden']);
  expect(summaries((await ask(bob.id, 'GET', list)).body)).toEqual(seen);
  expect((await ask(bob.id, 'GET', `/rest/agile/1.0/board/${board.id}/epic`)).status).toBe(200);
  const own = await ask(bob.id, 'GET', `${list}?jql=${encodeURIComponent('project = SEC')}`);
  expect(own.status).toBe(400);
});
