import { frozenClock } from '../../../../local/clock.ts';
import type * as e from '../../../../local/jira/entities.ts';
import type { ProductEvent } from '../../../../local/jira/events.ts';
import type { Site } from '../../../../local/jira/site.ts';
import { Store } from '../../../../local/jira/store.ts';
import { seededRandom } from '../../../../local/random.ts';

export const START = Date.UTC(2026, 10, 22, 9, 0, 0);
export const FIELDS = {
  storyPoints: 'customfield_10016',
  sprint: 'customfield_10020',
  epicLink: 'customfield_10014',
  epicName: 'customfield_10011',
  parentLink: 'customfield_10018',
  rank: 'customfield_10019',
  team: 'customfield_10001',
  startDate: 'customfield_10015',
  flagged: 'customfield_10021',
};

export const ALL_PERMISSIONS = [
  'BROWSE_PROJECTS',
  'CREATE_ISSUES',
  'EDIT_ISSUES',
  'TRANSITION_ISSUES',
  'SCHEDULE_ISSUES',
  'ASSIGN_ISSUES',
  'ASSIGNABLE_USER',
  'LINK_ISSUES',
  'ADD_COMMENTS',
  'EDIT_OWN_COMMENTS',
  'EDIT_ALL_COMMENTS',
  'DELETE_OWN_COMMENTS',
  'DELETE_ALL_COMMENTS',
  'DELETE_ISSUES',
  'SET_ISSUE_SECURITY',
  'RESOLVE_ISSUES',
  'MODIFY_REPORTER',
  'MOVE_ISSUES',
  'MANAGE_SPRINTS_PERMISSION',
  'ADMINISTER_PROJECTS',
];

const user = (id: string, displayName: string): e.User => ({
  id,
  accountType: 'atlassian',
  displayName,
  emailAddress: `${id}@example.com`,
  active: true,
  timeZone: 'Europe/Berlin',
  locale: 'en_US',
});

export const field = (id: string, name: string, type: string, more: Partial<e.FieldSchema> = {}): e.Field => {
  const custom = id.startsWith('customfield_');
  const schema: e.FieldSchema = custom
    ? { type, customId: Number(id.slice('customfield_'.length)), ...more }
    : { type, system: id, ...more };
  return { id, name, custom, orderable: true, navigable: true, searchable: true, clauseNames: [id], schema };
};

const KEYS = 'com.atlassian.jira.plugin.system.customfieldtypes';
const GH = 'com.pyxis.greenhopper.jira';

const putFields = (store: Store): void => {
  const fields = [
    field('summary', 'Summary', 'string'),
    field('description', 'Description', 'string'),
    field('environment', 'Environment', 'string'),
    field('issuetype', 'Issue Type', 'issuetype'),
    field('project', 'Project', 'project'),
    field('priority', 'Priority', 'priority'),
    field('assignee', 'Assignee', 'user'),
    field('reporter', 'Reporter', 'user'),
    field('labels', 'Labels', 'array', { items: 'string' }),
    field('components', 'Components', 'array', { items: 'component' }),
    field('fixVersions', 'Fix versions', 'array', { items: 'version' }),
    field('versions', 'Affects versions', 'array', { items: 'version' }),
    field('duedate', 'Due date', 'date'),
    field('parent', 'Parent', 'issuelink'),
    field('security', 'Security Level', 'securitylevel'),
    field('timetracking', 'Time tracking', 'timetracking'),
    field('resolution', 'Resolution', 'resolution'),
    field('issuelinks', 'Linked Issues', 'array', { items: 'issuelinks' }),
    field(FIELDS.storyPoints, 'Story Points', 'number', { custom: `${KEYS}:float` }),
    field(FIELDS.sprint, 'Sprint', 'array', { items: 'json', custom: `${GH}:gh-sprint` }),
    field(FIELDS.epicLink, 'Epic Link', 'any', { custom: `${GH}:gh-epic-link` }),
    field(FIELDS.epicName, 'Epic Name', 'string', { custom: `${GH}:gh-epic-label` }),
    field(FIELDS.parentLink, 'Parent Link', 'any', { custom: 'com.atlassian.jpo:jpo-custom-field-parent' }),
    field(FIELDS.rank, 'Rank', 'any', { custom: `${GH}:gh-lexo-rank` }),
    field(FIELDS.team, 'Team', 'team', { custom: 'com.atlassian.teams:rm-teams-custom-field-team' }),
    field(FIELDS.startDate, 'Start date', 'date', { custom: `${KEYS}:datepicker` }),
    {
      ...field(FIELDS.flagged, 'Flagged', 'array', { items: 'option', custom: `${KEYS}:multicheckboxes` }),
      options: [{ id: '10019', value: 'Impediment' }],
    },
    {
      ...field('customfield_10101', 'Risk', 'option', { custom: `${KEYS}:select` }),
      options: [
        { id: '1', value: 'High' },
        { id: '2', value: 'Low' },
      ],
    },
    field('customfield_10102', 'Reviewer', 'user', { custom: `${KEYS}:userpicker` }),
    field('customfield_10103', 'Teams involved', 'group', { custom: `${KEYS}:grouppicker` }),
    field('customfield_10104', 'Notes', 'string', { custom: `${KEYS}:textarea` }),
    field('customfield_10105', 'Starts at', 'datetime', { custom: `${KEYS}:datetime` }),
    field('customfield_10106', 'Watch list', 'array', { items: 'user', custom: `${KEYS}:multiuserpicker` }),
  ];
  for (const one of fields) store.fields.put(one);
};

const putWorkflow = (store: Store): void => {
  store.statuses.put({ id: '1', name: 'To Do', description: '', category: 'new' });
  store.statuses.put({ id: '2', name: 'In Progress', description: '', category: 'indeterminate' });
  store.statuses.put({ id: '3', name: 'Done', description: '', category: 'done' });
  store.resolutions.put({ id: '10000', name: 'Done', description: '' });
  store.workflows.put({
    id: 'wf',
    name: 'Default',
    statusIds: ['1', '2', '3'],
    initialStatusId: '1',
    transitions: [
      { id: '11', name: 'To Do', from: 'any', to: '1', resolutionId: null },
      { id: '21', name: 'In Progress', from: 'any', to: '2', resolutionId: null },
      { id: '31', name: 'Done', from: ['2'], to: '3', resolutionId: '10000' },
    ],
  });
};

const putTypes = (store: Store): void => {
  const types: readonly (readonly [string, string, number])[] = [
    ['10004', 'Initiative', 2],
    ['10000', 'Epic', 1],
    ['10001', 'Story', 0],
    ['10002', 'Task', 0],
    ['10003', 'Sub-task', -1],
  ];
  for (const [id, name, hierarchyLevel] of types) store.issueTypes.put({ id, name, description: '', hierarchyLevel });
  for (const [id, name] of [
    ['2', 'High'],
    ['3', 'Medium'],
  ] as const) {
    store.priorities.put({ id, name, description: '', statusColor: '#ff0000' });
  }
};

const putProjects = (store: Store): void => {
  const levels: e.SecurityLevel[] = [
    { id: '900', name: 'Leads', description: '', holders: [{ type: 'projectLead' }] },
    { id: '901', name: 'Reporter only', description: '', holders: [{ type: 'reporter' }] },
  ];
  store.issueSecuritySchemes.put({ id: '90', name: 'Secret', description: '', levels });
  store.permissionSchemes.put(
    scheme(
      '0',
      ALL_PERMISSIONS.map((permission) => [permission, { type: 'group', parameter: 'g-users' }]),
    ),
  );
  for (const [id, key] of [
    ['100', 'PAY'],
    ['101', 'WEB'],
  ] as const) {
    store.projects.put({
      id,
      key,
      name: key,
      description: '',
      leadId: 'lea',
      typeKey: 'software',
      style: 'classic',
      isPrivate: false,
      archived: false,
      permissionSchemeId: '0',
      issueSecuritySchemeId: '90',
      issueTypeIds: ['10004', '10000', '10001', '10002', '10003'],
      workflowIds: { default: 'wf' },
      roleActors: { r1: { userIds: ['rob'], groupIds: [] } },
    });
    store.versions.put({ id: `${id}1`, projectId: id, name: 'R1', archived: false, released: false, sequence: 1 });
    store.versions.put({ id: `${id}2`, projectId: id, name: 'R2', archived: false, released: false, sequence: 2 });
    store.components.put({ id: `${id}5`, projectId: id, name: 'Core', leadId: 'rob' });
  }
};

export const scheme = (id: string, grants: readonly (readonly [string, e.Holder])[]): e.PermissionScheme => ({
  id,
  name: `Scheme ${id}`,
  description: '',
  grants: grants.map(([permission, holder], i) => ({ id: `${id}${i}`, permission, holder })),
});

const putAgile = (store: Store): void => {
  store.filters.put({ id: '500', name: 'PAY', jql: 'project = PAY', ownerId: 'lea', sharedWith: 'loggedin' });
  const columns = [{ name: 'All', statusIds: ['1', '2', '3'] }];
  store.boards.put({
    id: '7',
    name: 'PAY board',
    type: 'scrum',
    filterId: '500',
    projectId: '100',
    columns,
    estimationFieldId: FIELDS.storyPoints,
    sprintsEnabled: true,
  });
  store.boards.put({
    id: '8',
    name: 'PAY kanban',
    type: 'kanban',
    filterId: '500',
    projectId: '100',
    columns,
    sprintsEnabled: false,
  });
  for (const [id, state] of [
    ['70', 'closed'],
    ['71', 'active'],
    ['72', 'future'],
  ] as const) {
    store.sprints.put({
      id,
      name: `Sprint ${id}`,
      state,
      originBoardId: '7',
      createdDate: START,
      sequence: Number(id),
    });
  }
};

/** A small site: people lea (lead), rob (role r1), ann, bob in jira-users, adm (Jira admin), out (in no group). */
export const writeSite = (): { site: Site; store: Store; events: ProductEvent[] } => {
  const store = new Store({
    cloudId: 'c1',
    baseUrl: 'http://localhost:4180',
    title: 'Test',
    timeZone: 'Europe/Berlin',
    fields: FIELDS,
  });
  const people = [
    ['lea', 'Lea'],
    ['rob', 'Rob'],
    ['ann', 'Ann'],
    ['bob', 'Bob'],
    ['adm', 'Adm'],
    ['out', 'Out'],
  ] as const;
  for (const [id, name] of people) store.users.put(user(id, name));
  store.groups.put({ id: 'g-users', name: 'jira-users', memberIds: ['lea', 'rob', 'ann', 'bob', 'adm'] });
  store.groups.put({ id: 'g-admins', name: 'site-admins', memberIds: ['adm'] });
  store.globalGrants.put({ id: '1', permission: 'ADMINISTER', groupId: 'g-admins' });
  store.teams.put({ id: '3f6a2c1e-0000-4000-8000-000000000001', name: 'Blue', memberIds: [] });
  store.linkTypes.put({ id: '10000', name: 'Blocks', inward: 'is blocked by', outward: 'blocks' });
  putFields(store);
  putWorkflow(store);
  putTypes(store);
  putProjects(store);
  putAgile(store);
  const events: ProductEvent[] = [];
  const site: Site = {
    store,
    clock: frozenClock(START),
    random: seededRandom(1),
    emit: (event) => events.push(event),
    tuning: { searchLagMs: 0, enforceLimits: false },
  };
  return { site, store, events };
};

/** Puts an issue straight into the store, with what a test names and defaults for the rest. */
export const putIssue = (store: Store, key: string, more: Partial<e.Issue> = {}): e.Issue => {
  const number = store.next('issue');
  const [projectKey, keyNumber] = key.split('-');
  store.sequences.set(`key/${projectKey}`, Math.max(store.sequences.get(`key/${projectKey}`) ?? 0, Number(keyNumber)));
  return store.issues.put({
    id: String(number),
    key,
    projectId: projectKey === 'PAY' ? '100' : '101',
    issueTypeId: '10001',
    statusId: '1',
    summary: `Summary of ${key}`,
    reporterId: 'lea',
    creatorId: 'lea',
    created: START,
    updated: START,
    labels: [],
    componentIds: [],
    fixVersionIds: [],
    rank: `0|i${number.toString(36).padStart(5, '0')}:`,
    sprintIds: [],
    custom: {},
    ...more,
  });
};

export const as = (accountId: string | undefined): { readonly accountId: string | undefined } => ({ accountId });
