import type { Project, User } from '../../jira/entities.ts';
import type { Random } from '../../random.ts';
import { seededRandom, seedOf } from '../../random.ts';
import { addHistory, addIssue } from '../issue-adders.ts';
import { SCHEME_IDS } from '../permission-schemes.ts';
import { addProject } from '../project-adder.ts';
import { DAY_MS, HOUR_MS, workInstant } from './calendar.ts';
import { between, chance, pick } from './chance.ts';
import type { Ground } from './ground.ts';

const REVIEWS = [
  'Threat model for the second acquirer',
  'Penetration test of the merchant portal',
  'Access review of the ledger database',
  'Evidence for PCI DSS requirement 8',
  'Review the card vault migration',
  'Leaked test key in a public repository',
  'Vendor assessment of the messaging provider',
  'Tabletop exercise: region outage',
  'Review passkey enrolment',
  'Third-party scripts on the payment page',
  'Data retention of device signals',
  'Pen-test finding: verbose error pages',
];
const VAULT = [
  'Due diligence: acquisition of a wallet provider',
  'Board paper on the banking partner',
  'Salary bands of engineering',
  'Legal opinion on instalments in Brazil',
  'Term sheet of the new credit line',
  'Reorganisation of the merchant teams',
  'Settlement with the former acquirer',
  'Contingency plan for a licence refusal',
  'Insurance after the March incident',
  'Exit clauses of the data centre contract',
];
const LEGACY = [
  'Fix basket on Internet Explorer 11',
  'Flash banner in the sidebar',
  'Migrate templates to the 2019 theme',
  'Newsletter pop-up on every page',
  'PayPal button in the old sidebar',
  'Redirect m.shop to the responsive site',
  'Remove the guest book',
  'Newsletter import from spreadsheets',
  'Print style sheet for receipts',
  'Old search index runs out of disk',
  'Store locator with frames',
  'Static size tables for shoes',
];

interface Batch {
  readonly project: Project;
  readonly summaries: readonly string[];
  readonly people: readonly User[];
  /** Share of it that is done. */
  readonly done: number;
  readonly daysAgo: number;
}

const fill = ({ store, timeline }: Ground, batch: Batch, random: Random): void => {
  const created = batch.summaries
    .map(() => workInstant(random, timeline.now - (batch.daysAgo + 90) * DAY_MS, timeline.now - batch.daysAgo * DAY_MS))
    .sort((a, b) => a - b);
  batch.summaries.forEach((summary, i) => {
    const reporter = pick(random, batch.people);
    const start = created[i] ?? timeline.now - 100 * DAY_MS;
    const isDone = chance(random, batch.done);
    const resolved = start + between(random, 20, 200) * HOUR_MS;
    const issue = addIssue(store, {
      projectId: batch.project.id,
      type: 'Task',
      summary,
      status: isDone ? 'Done' : 'To Do',
      created: start,
      ...(isDone ? { resolved } : {}),
      reporterId: reporter.id,
      assigneeId: pick(random, batch.people).id,
      statusCategoryChanged: isDone ? resolved : start,
    });
    if (!isDone) return;
    const items = [
      { field: 'status', fieldId: 'status', from: '10000', fromString: 'To Do', to: '10002', toString: 'Done' },
      { field: 'resolution', fieldId: 'resolution', from: null, fromString: null, to: '10000', toString: 'Done' },
    ].map((item) => ({ ...item, fieldtype: 'jira' as const }));
    addHistory(store, { issueId: issue.id, authorId: reporter.id, created: resolved, items });
  });
};

/**
 * The projects beside the programme: one that only reporters and assignees may browse, one that the app cannot see,
 * and an archived one. They have no boards.
 */
export const addSideProjects = (ground: Ground): void => {
  const { store, people } = ground;
  const { admin, reviewer, helixLead, productManager, trainEngineer, atlasLead, borealisLead } = people.named;
  const random = seededRandom(seedOf('side projects'));
  const reviews = addProject(store, {
    key: 'SEC',
    name: 'Security reviews',
    description: 'Only who reported a review or has it assigned sees it',
    leadId: admin.id,
    typeKey: 'business',
    permissionSchemeId: SCHEME_IDS.issueRoles,
  });
  fill(
    ground,
    { project: reviews, summaries: REVIEWS, people: [reviewer, atlasLead, borealisLead], done: 0.4, daysAgo: 6 },
    random,
  );
  const vault = addProject(store, {
    key: 'VLT',
    name: 'Vault',
    description: 'Named people only; apps have no access',
    leadId: helixLead.id,
    typeKey: 'business',
    isPrivate: true,
    permissionSchemeId: SCHEME_IDS.membersWithoutApps,
    appAccess: false,
    admins: [admin.id],
    members: [productManager.id],
  });
  fill(
    ground,
    { project: vault, summaries: VAULT, people: [helixLead, productManager], done: 0.3, daysAgo: 4 },
    random,
  );
  const legacy = addProject(store, {
    key: 'OLD',
    name: 'Legacy shop',
    description: 'Switched off two years ago',
    leadId: trainEngineer.id,
    archived: true,
    permissionSchemeId: ground.schemes.employees,
  });
  fill(
    ground,
    { project: legacy, summaries: LEGACY, people: [trainEngineer, people.named.inactive], done: 0.8, daysAgo: 700 },
    random,
  );
};
