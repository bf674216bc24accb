import { frozenClock, type SiteClock } from '../../../../local/clock.ts';
import { seededRandom } from '../../../../local/random.ts';
import type { Issue } from '../../../../local/jira/entities.ts';
import { searchState } from '../../../../local/jira/jql/index.ts';
import type { Site } from '../../../../local/jira/site.ts';
import * as seed from '../../../../local/seeds/defaults.ts';

export const NOW = Date.UTC(2026, 10, 22, 11, 0);
export const DAY_MS = 86_400_000;

/** A site of two visible projects, a private and an archived one, laid out by hand: what the tables of JQL ask about. */
export const smallSite = () => {
  const store = seed.newStore({ timeZone: 'Europe/Berlin' });
  const ada = seed.addUser(store, {
    name: 'Ada Lovelace',
    id: 'ada',
    email: 'ada@example.com',
    timeZone: 'Europe/Berlin',
  });
  const bo = seed.addUser(store, { name: 'Bo Burnham', id: 'bo', timeZone: 'America/Los_Angeles' });
  seed.addUser(store, { name: 'Kim Secret', id: 'kim' });
  const eve = seed.addUser(store, { name: 'Eve Outside', id: 'eve' });
  seed.addGroup(store, 'payers', ['ada', 'bo']);
  seed.addProject(store, { key: 'PAY', name: 'Payments', leadId: 'ada' });
  seed.addProject(store, { key: 'WEB', name: 'Web shop', leadId: 'bo' });
  seed.addProject(store, { key: 'SEC', name: 'Secret', leadId: 'kim', isPrivate: true });
  seed.addProject(store, { key: 'OLD', name: 'Old things', leadId: 'ada', archived: true });
  const board = seed.addBoard(store, { project: 'PAY' });
  const secretBoard = seed.addBoard(store, { project: 'SEC' });
  const sprint = (id: string, name: string, state: 'closed' | 'active' | 'future') =>
    seed.addSprint(store, { id, name, state, boardId: board.id, startDate: NOW, endDate: NOW + 14 * DAY_MS });
  sprint('11', 'PAY 1', 'closed');
  sprint('12', 'PAY 2', 'active');
  sprint('13', 'PAY 3, late', 'future');
  seed.addSprint(store, { id: '99', name: 'Hidden sprint', state: 'active', boardId: secretBoard.id });
  const v1 = seed.addVersion(store, 'PAY', { name: '1.0', released: true });
  const v2 = seed.addVersion(store, 'PAY', { name: '2.0' });
  const api = seed.addComponent(store, 'PAY', { name: 'API', leadId: 'bo' });
  const team = seed.addTeam(store, 'Team Rocket', ['ada']);
  const issue = (projectKey: string, input: Partial<seed.IssueInput> = {}): Issue =>
    seed.addIssue(store, { projectKey, created: NOW - 30 * DAY_MS, updated: NOW - 10 * DAY_MS, ...input });
  const epic = issue('PAY', { type: 'Epic', summary: 'Pay by card', priorityId: '1' });
  issue('PAY', {
    summary: 'Refund a payment',
    parentId: epic.id,
    assigneeId: 'ada',
    reporterId: 'bo',
    labels: ['backend', 'Urgent'],
    sprintIds: ['11', '12'],
    points: 5,
    team: team.id,
    dueDate: '2026-11-22',
    updated: NOW - 3_600_000,
    fixVersionIds: [v2.id],
    componentIds: [api.id],
  });
  issue('PAY', {
    summary: 'Refunds fail for the second time',
    type: 'Bug',
    status: 'Done',
    assigneeId: 'bo',
    priorityId: '2',
    sprintIds: ['11'],
    points: 3,
    fixVersionIds: [v1.id],
    resolved: NOW - 2 * DAY_MS,
    description: seed.toDocument('The customer sees a blank page'),
    dueDate: '2026-11-20',
  });
  issue('PAY', { summary: 'Show the receipt', status: 'In Progress', flagged: true, sprintIds: ['13'], points: 0 });
  issue('WEB', {
    summary: 'Shop page',
    type: 'Task',
    created: NOW - DAY_MS,
    updated: NOW - DAY_MS,
    labels: ['backend'],
  });
  issue('WEB', { summary: 'Blank basket', assigneeId: 'ada', created: Date.UTC(2026, 10, 20, 23, 30) });
  issue('SEC', { summary: 'Secret refund', assigneeId: 'ada', sprintIds: ['99'] });
  issue('OLD', { summary: 'Old refund' });
  issue('PAY', { type: 'Sub-task', summary: 'Check the log', parentId: store.issuesByKey.first('PAY-2')?.id ?? '' });
  seed.addLink(store, { source: 'PAY-2', destination: 'WEB-1' });
  seed.addLink(store, { type: 'Relates', source: 'PAY-4', destination: 'PAY-2' });
  seed.addComment(store, { issue: 'PAY-4', authorId: 'bo', text: 'Ask the printer people' });
  const clock: SiteClock = frozenClock(NOW);
  const tuning = { searchLagMs: 0, enforceLimits: false };
  const site: Site = { store, clock, random: seededRandom(1), emit: () => {}, tuning };
  searchState(site);
  return { site, store, clock, tuning, ada: ada.id, bo: bo.id, eve: eve.id, board };
};
