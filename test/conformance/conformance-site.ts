import { frozenClock } from '../../local/clock.ts';
import { createJira } from '../../local/jira/jira.ts';
import type { Jira } from '../../local/jira/jira.ts';
import { seededRandom } from '../../local/random.ts';
import * as seed from '../../local/seeds/defaults.ts';
import type { Ids } from './step.ts';

const NOW = Date.UTC(2026, 10, 22, 9);
const DAY = 86_400_000;

/** A site in which every shape that the steps ask for has something in it, and the ids that they start from. */
export const conformanceSite = (baseUrl: string): { jira: Jira; email: string; ids: Ids } => {
  const store = seed.newStore({ baseUrl });
  const ann = seed.addUser(store, { name: 'Ann Able', admin: true });
  const bob = seed.addUser(store, { name: 'Bob Bright' });
  const team = seed.addTeam(store, 'Payments team', [ann.id]);
  const scheme = seed.addSecurityScheme(store, {
    name: 'Confidential',
    description: 'For few',
    levels: [{ name: 'Leads', description: 'Leads only', holders: [{ type: 'user', parameter: ann.id }] }],
  });
  const [level] = scheme.levels;
  if (level === undefined) throw new Error('The scheme has a level.');
  seed.addProject(store, { key: 'PAY', name: 'Payments', leadId: ann.id, issueSecuritySchemeId: scheme.id });
  seed.addProject(store, { key: 'TMP', name: 'Team-managed', leadId: bob.id, style: 'next-gen' });
  seed.addProject(store, { key: 'SEC', name: 'Secret', leadId: ann.id, isPrivate: true });
  seed.addProject(store, { key: 'OPS', name: 'Operations', leadId: bob.id });
  const version = seed.addVersion(store, 'PAY', {
    name: '2026.11',
    releaseDate: '2026-11-30',
    description: 'November',
  });
  const component = seed.addComponent(store, 'PAY', { name: 'Cards', leadId: bob.id, description: 'Card payments' });
  const scrum = seed.addBoard(store, { project: 'PAY', name: 'Payments board' });
  const kanban = seed.addBoard(store, { project: 'OPS', name: 'Operations board', type: 'kanban' });
  const start = NOW - 7 * DAY;
  const closed = seed.addSprint(store, {
    boardId: scrum.id,
    state: 'closed',
    startDate: start - 14 * DAY,
    endDate: start,
  });
  const active = seed.addSprint(store, {
    boardId: scrum.id,
    state: 'active',
    startDate: start,
    endDate: start + 14 * DAY,
  });
  seed.addSprint(store, { boardId: scrum.id, goal: 'Undated' });
  const epic = seed.addIssue(store, { projectKey: 'PAY', type: 'Epic', summary: 'Cards' });
  const story = seed.addIssue(store, {
    projectKey: 'PAY',
    summary: 'Pay by card',
    description: seed.toDocument('As a buyer'),
    parentId: epic.id,
    points: 5,
    team: team.id,
    assigneeId: ann.id,
    reporterId: bob.id,
    creatorId: bob.id,
    priorityId: '3',
    labels: ['cards'],
    componentIds: [component.id],
    fixVersionIds: [version.id],
    affectsVersionIds: [version.id],
    dueDate: '2026-12-01',
    startDate: '2026-11-16',
    sprintIds: [closed.id, active.id],
    flagged: true,
    originalEstimateSeconds: 7_200,
    remainingEstimateSeconds: 3_600,
    timeSpentSeconds: 3_600,
  });
  const other = seed.addIssue(store, {
    projectKey: 'PAY',
    summary: 'Receipts',
    status: 'Done',
    sprintIds: [active.id],
  });
  const secret = seed.addIssue(store, { projectKey: 'PAY', summary: 'Confidential', securityLevelId: level.id });
  const subtask = seed.addIssue(store, { projectKey: 'PAY', type: 'Sub-task', summary: 'Form', parentId: story.id });
  seed.addIssue(store, { projectKey: 'TMP', summary: 'Team-managed story', points: 3 });
  seed.addIssue(store, { projectKey: 'OPS', type: 'Bug', summary: 'Outage' });
  seed.addLink(store, { source: story.key, destination: other.key });
  seed.addLink(store, { source: secret.key, destination: story.key, type: 'Relates' });
  seed.addComment(store, { issue: story.key, authorId: bob.id, text: 'Which cards?' });
  store.properties.put({
    id: `issue/${story.id}/estimate`,
    entityType: 'issue',
    entityId: story.id,
    key: 'estimate',
    value: 3,
  });
  seed.addHistory(store, {
    issueId: story.id,
    authorId: bob.id,
    created: NOW - DAY,
    items: [
      {
        field: 'IssueParentAssociation',
        fieldtype: 'jira',
        from: null,
        fromString: null,
        to: epic.id,
        toString: epic.key,
      },
    ],
  });
  const jira = createJira({ store, clock: frozenClock(NOW), random: seededRandom(3) });
  const ids: Ids = {
    ann: ann.id,
    project: 'PAY',
    scrumBoard: Number(scrum.id),
    kanbanBoard: Number(kanban.id),
    activeSprint: Number(active.id),
    epic: epic.key,
    epicId: Number(epic.id),
    story: story.key,
    other: other.key,
    subtask: subtask.key,
    secret: secret.id,
    securityScheme: Number(scheme.id),
    securityLevel: level.id,
    filter: Number(scrum.filterId),
    storyType: seed.TYPE_IDS.story,
    made: {},
  };
  return { jira, email: ann.emailAddress, ids };
};
