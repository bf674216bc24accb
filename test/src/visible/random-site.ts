import * as fc from 'fast-check';
import type { Holder, Issue, Project } from '../../../local/jira/entities.ts';
import { createJira, type Jira } from '../../../local/jira/jira.ts';
import { operations } from '../../../local/jira/routes/index.ts';
import type { Store } from '../../../local/jira/store.ts';
import { putIssue, scheme, writeSite } from '../../local/jira/support/write-site.ts';

export const APP = 'app';
export const PEOPLE = ['lea', 'rob', 'ann', 'bob', 'adm', 'out'] as const;
const PROJECTS = ['100', '101', '102', '103'] as const;

const holder: fc.Arbitrary<Holder> = fc.oneof(
  fc.constantFrom<Holder>(
    { type: 'anyone' },
    { type: 'applicationRole' },
    { type: 'projectLead' },
    { type: 'group', parameter: 'g-users' },
    { type: 'group', parameter: 'g-admins' },
    { type: 'projectRole', parameter: 'r1' },
    { type: 'projectRole', parameter: 'apps' },
  ),
  fc.constantFrom<Holder>(
    { type: 'reporter' },
    { type: 'assignee' },
    { type: 'userCustomField', parameter: 'customfield_10102' },
    { type: 'userCustomField', parameter: 'customfield_10106' },
    { type: 'groupCustomField', parameter: 'customfield_10103' },
  ),
  fc.constantFrom('ann', 'out', APP).map((parameter): Holder => ({ type: 'user', parameter })),
);
const person = fc.constantFrom<string>('ann', 'bob', 'out', 'lea', APP);
const holders: fc.Arbitrary<readonly Holder[]> = fc.array(holder, { maxLength: 3 });

/** Each kind of grant is drawn often enough: for all, for apps and a few, or anything. */
const grants: fc.Arbitrary<readonly Holder[]> = fc.oneof(
  fc.constant<readonly Holder[]>([{ type: 'applicationRole' }]),
  holders.map((more): readonly Holder[] => [{ type: 'projectRole', parameter: 'apps' }, ...more]),
  holders,
);
const projectShape = fc.record({
  grants,
  isSecured: fc.boolean(),
  isTeamManaged: fc.boolean(),
  archived: fc.oneof({ weight: 6, arbitrary: fc.constant(false) }, fc.constant(true)),
  roleUsers: fc.subarray(['rob', 'ann', 'out']),
  hasApp: fc.oneof({ weight: 3, arbitrary: fc.constant(true) }, fc.constant(false)),
});
const issueShape = fc.record(
  {
    projectId: fc.constantFrom(...PROJECTS),
    reporterId: person,
    assigneeId: person,
    securityLevelId: fc.constantFrom('900', '901', '902', '903'),
    archived: fc.boolean(),
    custom: fc.record(
      {
        customfield_10102: person,
        customfield_10103: fc.constantFrom('g-users', 'g-admins'),
        customfield_10106: fc.array(person, { maxLength: 2 }),
      },
      { requiredKeys: [] },
    ),
  },
  { requiredKeys: ['projectId', 'custom'] },
);

export const siteShape = fc.record({
  projects: fc.tuple(projectShape, projectShape, projectShape, projectShape),
  levels: fc.tuple(holders, holders),
  appInUsers: fc.boolean(),
  issues: fc.array(issueShape, { minLength: 3, maxLength: 12 }),
});
export type SiteShape = typeof siteShape extends fc.Arbitrary<infer T> ? T : never;
type ProjectShape = SiteShape['projects'][number];

const putApp = (store: Store, isInUsers: boolean): void => {
  const ann = store.users.get('ann');
  const users = store.groups.get('g-users');
  if (ann === undefined || users === undefined) throw new Error('no site');
  store.users.put({ ...ann, id: APP, accountType: 'app', displayName: 'Interlock' });
  if (isInUsers) store.groups.put({ ...users, memberIds: [...users.memberIds, APP] });
};

const putProject = (store: Store, id: string, shape: ProjectShape): void => {
  const { issueSecuritySchemeId: _none, ...base } = store.projects.get('100') as Project;
  const browse = shape.grants.map((one) => ['BROWSE_PROJECTS', one] as const);
  store.permissionSchemes.put(scheme(`9${id}`, [...browse, ['EDIT_ISSUES', { type: 'reporter' }]]));
  store.projects.put({
    ...base,
    id,
    key: `P${id}`,
    style: shape.isTeamManaged ? 'next-gen' : 'classic',
    archived: shape.archived,
    permissionSchemeId: `9${id}`,
    ...(shape.isSecured ? { issueSecuritySchemeId: '90' } : {}),
    roleActors: {
      r1: { userIds: shape.roleUsers, groupIds: [] },
      apps: { userIds: shape.hasApp ? [APP] : [], groupIds: [] },
    },
  });
};

/** Routes cost more to build than a small site to fill: only those that the door asks. */
const ASKED =
  /\/(permissions\/(check|project)|jql\/match|project\/search|issuesecurityschemes\/project|permissionscheme)$/;
const asked = operations.filter(({ path }) => ASKED.test(path));

/** A site as drawn; issues of projects without a security scheme may still carry a level of long ago, which hides them. */
export const buildSite = (shape: SiteShape): { jira: Jira; store: Store; issues: readonly Issue[] } => {
  const { store, site } = writeSite();
  putApp(store, shape.appInUsers);
  const security = store.issueSecuritySchemes.get('90');
  if (security === undefined) throw new Error('no scheme');
  const drawn = shape.levels.map((all, at) => ({ id: `90${at + 2}`, name: 'Drawn', description: '', holders: all }));
  store.issueSecuritySchemes.put({ ...security, levels: [...security.levels, ...drawn] });
  for (const [at, id] of PROJECTS.entries()) putProject(store, id, shape.projects[at] as ProjectShape);
  const issues = shape.issues.map((one, at) => putIssue(store, `P${one.projectId}-${at + 1}`, one));
  const jira = createJira({
    store,
    clock: site.clock,
    random: site.random,
    operations: asked,
    tuning: { enforceLimits: false },
  });
  return { jira, store, issues };
};
