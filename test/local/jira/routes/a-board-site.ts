import { frozenClock } from '../../../../local/clock.ts';
import { createJira } from '../../../../local/jira/jira.ts';
import { seededRandom } from '../../../../local/random.ts';
import { addBoard, addIssue, addProject, addSprint, addUser, newStore } from '../../../../local/seeds/defaults.ts';

const NOW = Date.UTC(2026, 10, 22, 9);
const DAY = 86_400_000;

/** Ann (administrator) and Bob (member of PAY only); PAY with a scrum board and three sprints, OPS kanban, SEC private. */
export const aBoardSite = () => {
  const store = newStore();
  const ann = addUser(store, { name: 'Ann Able', admin: true });
  const bob = addUser(store, { name: 'Bob Bright' });
  addProject(store, { key: 'PAY', name: 'Payments', leadId: ann.id });
  addProject(store, { key: 'OPS', name: 'Operations', leadId: ann.id });
  addProject(store, { key: 'SEC', name: 'Secret', leadId: ann.id, isPrivate: true, members: [ann.id] });
  const scrum = addBoard(store, { project: 'PAY', name: 'Payments board', type: 'scrum' });
  const kanban = addBoard(store, { project: 'OPS', name: 'Operations board', type: 'kanban' });
  const secret = addBoard(store, { project: 'SEC', name: 'Secret board', type: 'scrum' });
  const closed = addSprint(store, {
    boardId: scrum.id,
    name: 'Sprint 1',
    state: 'closed',
    startDate: NOW - 28 * DAY,
    endDate: NOW - 14 * DAY,
  });
  const active = addSprint(store, {
    boardId: scrum.id,
    name: 'Sprint 2',
    state: 'active',
    startDate: NOW - 7 * DAY,
    endDate: NOW + 7 * DAY,
    goal: 'Pay by card',
  });
  const future = addSprint(store, { boardId: scrum.id, name: 'Sprint 3' });
  const epic = addIssue(store, { projectKey: 'PAY', type: 'Epic', summary: 'Cards' });
  const inActive = addIssue(store, {
    projectKey: 'PAY',
    summary: 'Carried over',
    sprintIds: [closed.id, active.id],
    parentId: epic.id,
    points: 5,
    flagged: true,
  });
  const inFuture = addIssue(store, { projectKey: 'PAY', summary: 'Planned', sprintIds: [future.id] });
  const waiting = addIssue(store, { projectKey: 'PAY', summary: 'Waiting' });
  const done = addIssue(store, { projectKey: 'PAY', summary: 'Done', status: 'Done', sprintIds: [closed.id] });
  const secretIssue = addIssue(store, { projectKey: 'SEC', summary: 'Hidden' });
  const clock = frozenClock(NOW);
  const jira = createJira({ store, clock, random: seededRandom(7) });
  /** Asks as somebody: status and parsed body (undefined where there is none). */
  const ask = async (accountId: string | undefined, method: string, path: string, body?: unknown) => {
    const answer = await jira.fetch(
      new Request(`http://localhost:4180${path}`, {
        method,
        ...(body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
      }),
      { accountId },
    );
    const text = await answer.text();
    const parsed: unknown = text === '' ? undefined : JSON.parse(text);
    return { status: answer.status, body: parsed };
  };
  const issues = { epic, inActive, inFuture, waiting, done, secretIssue };
  return {
    jira,
    store,
    clock,
    ask,
    ann,
    bob,
    boards: { scrum, kanban, secret },
    sprints: { closed, active, future },
    issues,
  };
};
