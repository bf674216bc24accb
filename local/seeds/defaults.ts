import type { IssueType, Priority, Resolution, Status } from '../jira/entities.ts';
import { Store } from '../jira/store.ts';
import type { SiteSettings } from '../jira/store.ts';
import { FIELD_IDS, knownCustomFields } from './custom-fields.ts';
import { APP_ACCOUNT_ID, DEFAULT_WORKFLOW_ID, DONE_RESOLUTION_ID, GROUP_IDS, STATUS_IDS, TYPE_IDS } from './ids.ts';
import { addDefaultPermissionSchemes, ROLE_IDS } from './permission-schemes.ts';
import { SYSTEM_FIELDS } from './system-fields.ts';
import { simpleWorkflow } from './workflows.ts';

export * from './adders.ts';
export * from './project-adder.ts';
export * from './issue-adders.ts';
export { FIELD_IDS } from './custom-fields.ts';
export * from './ids.ts';
export { simpleWorkflow } from './workflows.ts';
export { addPermissionScheme, PROJECT_PERMISSIONS, ROLE_IDS, SCHEME_IDS } from './permission-schemes.ts';

const STATUSES: readonly Status[] = [
  { id: STATUS_IDS.toDo, name: 'To Do', description: '', category: 'new' },
  {
    id: STATUS_IDS.inProgress,
    name: 'In Progress',
    description: 'This work item is being actively worked on at the moment by the assignee.',
    category: 'indeterminate',
  },
  { id: STATUS_IDS.inReview, name: 'In Review', description: '', category: 'indeterminate' },
  { id: STATUS_IDS.done, name: 'Done', description: '', category: 'done' },
  { id: STATUS_IDS.backlog, name: 'Backlog', description: '', category: 'new' },
  { id: STATUS_IDS.selected, name: 'Selected for Development', description: '', category: 'new' },
];

const type = (id: string, name: string, hierarchyLevel: number, description: string): IssueType => ({
  id,
  name,
  description,
  hierarchyLevel,
});
const TYPES: readonly IssueType[] = [
  type(TYPE_IDS.theme, 'Theme', 3, 'A direction that several initiatives serve.'),
  type(TYPE_IDS.initiative, 'Initiative', 2, 'A collection of epics that drive toward a common goal.'),
  type(TYPE_IDS.epic, 'Epic', 1, 'A collection of related bugs, stories, and tasks.'),
  type(TYPE_IDS.story, 'Story', 0, 'Functionality or a feature expressed as a user goal.'),
  type(TYPE_IDS.task, 'Task', 0, 'A small, distinct piece of work.'),
  type(TYPE_IDS.bug, 'Bug', 0, 'A problem or error.'),
  type(TYPE_IDS.subtask, 'Sub-task', -1, "A small piece of work that's part of a larger task."),
];

const PRIORITIES: readonly Priority[] = [
  { id: '1', name: 'Highest', description: 'This problem will block progress.', statusColor: '#d04437' },
  { id: '2', name: 'High', description: 'Serious problem that could block progress.', statusColor: '#f15C75' },
  { id: '3', name: 'Medium', description: 'Has the potential to affect progress.', statusColor: '#f79232' },
  { id: '4', name: 'Low', description: 'Minor problem or easily worked around.', statusColor: '#707070' },
  { id: '5', name: 'Lowest', description: 'Trivial problem with little or no impact.', statusColor: '#999999' },
];

const RESOLUTIONS: readonly Resolution[] = [
  { id: DONE_RESOLUTION_ID, name: 'Done', description: 'Work has been completed on this issue.' },
  { id: '10001', name: "Won't Do", description: "This issue won't be actioned." },
  { id: '10002', name: 'Duplicate', description: 'The problem is a duplicate of an existing issue.' },
  { id: '10003', name: 'Cannot Reproduce', description: 'All attempts at reproducing this issue failed.' },
];

const addPeopleDefaults = (store: Store): void => {
  store.users.put({
    id: APP_ACCOUNT_ID,
    accountType: 'app',
    displayName: 'Interlock',
    emailAddress: '',
    active: true,
    timeZone: store.settings.timeZone,
    locale: 'en_US',
  });
  store.groups.put({ id: GROUP_IDS.siteAdmins, name: 'site-admins', memberIds: [] });
  store.groups.put({ id: GROUP_IDS.jiraUsers, name: 'jira-users', memberIds: [] });
  const role = (id: string, name: string, description: string): void => {
    store.projectRoles.put({ id, name, description });
  };
  role(ROLE_IDS.administrators, 'Administrators', 'A project role that represents administrators in a project');
  role(ROLE_IDS.members, 'Member', 'A project role for the people who work in a project');
  role(ROLE_IDS.viewers, 'Viewer', 'A project role for the people who may only read a project');
  role(ROLE_IDS.addons, 'atlassian-addons-project-access', 'A project role that represents Connect and Forge apps');
  const grant = (id: string, permission: string, groupId?: string): void => {
    store.globalGrants.put(groupId === undefined ? { id, permission } : { id, permission, groupId });
  };
  grant('10000', 'ADMINISTER', GROUP_IDS.siteAdmins);
  grant('10001', 'SYSTEM_ADMIN', GROUP_IDS.siteAdmins);
  grant('10002', 'BULK_CHANGE', GROUP_IDS.jiraUsers);
  grant('10003', 'USER_PICKER', GROUP_IDS.jiraUsers);
  grant('10004', 'CREATE_SHARED_OBJECTS', GROUP_IDS.jiraUsers);
};

const addLinkTypes = (store: Store): void => {
  store.linkTypes.put({ id: '10000', name: 'Blocks', inward: 'is blocked by', outward: 'blocks' });
  store.linkTypes.put({ id: '10001', name: 'Cloners', inward: 'is cloned by', outward: 'clones' });
  store.linkTypes.put({ id: '10002', name: 'Duplicate', inward: 'is duplicated by', outward: 'duplicates' });
  store.linkTypes.put({ id: '10003', name: 'Relates', inward: 'relates to', outward: 'relates to' });
};

/** Jira numbers what people add after what the site came with. */
const SEQUENCE_STARTS: readonly (readonly [string, number])[] = [
  ['status', 10_004],
  ['issueType', 10_006],
  ['workflow', 10_000],
  ['linkType', 10_003],
  ['resolution', 10_003],
];

/** A site with Jira's fields, schemes, roles, groups and the app's own user, but no statuses, types or link types yet. */
export const emptyStore = (options: Partial<SiteSettings> = {}): Store => {
  const settings: SiteSettings = {
    cloudId: '8d4f2c3a-71b5-4e0c-9d2e-5a6b7c8d9e0f',
    baseUrl: 'http://localhost:4180',
    title: 'Jira',
    timeZone: 'Europe/Berlin',
    fields: FIELD_IDS,
    ...options,
  };
  const store = new Store(settings);
  for (const field of [...SYSTEM_FIELDS, ...knownCustomFields(settings.fields)]) store.fields.put(field);
  addPeopleDefaults(store);
  addDefaultPermissionSchemes(store);
  return store;
};

/** A fresh Jira Cloud site without projects: as `emptyStore`, with the default types, statuses, workflow and link types. */
export const newStore = (options: Partial<SiteSettings> = {}): Store => {
  const store = emptyStore(options);
  for (const status of STATUSES) store.statuses.put(status);
  for (const issueType of TYPES) store.issueTypes.put(issueType);
  for (const priority of PRIORITIES) store.priorities.put(priority);
  for (const resolution of RESOLUTIONS) store.resolutions.put(resolution);
  const usual = STATUSES.filter((status) => status.id !== STATUS_IDS.backlog && status.id !== STATUS_IDS.selected);
  store.workflows.put(simpleWorkflow(DEFAULT_WORKFLOW_ID, 'Software Simplified Workflow', usual));
  addLinkTypes(store);
  for (const [name, value] of SEQUENCE_STARTS) store.sequences.set(name, value);
  return store;
};
