import type { Holder, PermissionGrant, PermissionScheme } from '../jira/entities.ts';
import type { Store } from '../jira/store.ts';

export const ROLE_IDS = {
  administrators: '10002',
  members: '10004',
  viewers: '10005',
  /** The role that Jira puts every app's user into. */
  addons: '10003',
} as const;
/** Ids of the permission schemes that every site of ours starts with. */
export const SCHEME_IDS = {
  open: '0',
  membersOnly: '10100',
  membersWithoutApps: '10101',
  issueRoles: '10102',
} as const;

const LOGGED_IN: Holder = { type: 'applicationRole' };
const ADMINS: Holder = { type: 'projectRole', parameter: ROLE_IDS.administrators };
const MEMBERS: Holder = { type: 'projectRole', parameter: ROLE_IDS.members };
const VIEWERS: Holder = { type: 'projectRole', parameter: ROLE_IDS.viewers };
const APPS: Holder = { type: 'projectRole', parameter: ROLE_IDS.addons };

const READ = ['BROWSE_PROJECTS', 'VIEW_DEV_TOOLS', 'VIEW_READONLY_WORKFLOW', 'VIEW_VOTERS_AND_WATCHERS'];
const WORK = [
  'ADD_COMMENTS',
  'ASSIGNABLE_USER',
  'ASSIGN_ISSUES',
  'CLOSE_ISSUES',
  'CREATE_ATTACHMENTS',
  'CREATE_ISSUES',
  'DELETE_OWN_ATTACHMENTS',
  'DELETE_OWN_COMMENTS',
  'DELETE_OWN_WORKLOGS',
  'EDIT_ISSUES',
  'EDIT_OWN_COMMENTS',
  'EDIT_OWN_WORKLOGS',
  'LINK_ISSUES',
  'MANAGE_SPRINTS_PERMISSION',
  'MOVE_ISSUES',
  'RESOLVE_ISSUES',
  'SCHEDULE_ISSUES',
  'SET_ISSUE_SECURITY',
  'TRANSITION_ISSUES',
  'WORK_ON_ISSUES',
];
const ADMINISTER = [
  'ADMINISTER_PROJECTS',
  'ARCHIVE_ISSUES',
  'DELETE_ALL_ATTACHMENTS',
  'DELETE_ALL_COMMENTS',
  'DELETE_ALL_WORKLOGS',
  'DELETE_ISSUES',
  'EDIT_ALL_COMMENTS',
  'EDIT_ALL_WORKLOGS',
  'MANAGE_WATCHERS',
  'MODIFY_REPORTER',
  'UNARCHIVE_ISSUES',
];
/** Every project permission that the local site knows, by Jira's key. */
export const PROJECT_PERMISSIONS: readonly string[] = [...READ, ...WORK, ...ADMINISTER];

interface Grants {
  readonly read: readonly Holder[];
  readonly work: readonly Holder[];
  readonly administer: readonly Holder[];
}

/** Adds a permission scheme that gives reading, working and administering to the given holders. */
export const addPermissionScheme = (
  store: Store,
  input: Grants & { readonly id?: string; readonly name: string; readonly description?: string },
): PermissionScheme => {
  const expand = (permissions: readonly string[], holders: readonly Holder[]): PermissionGrant[] =>
    permissions.flatMap((permission) =>
      holders.map((holder) => ({ id: String(store.next('permissionGrant', 10_100)), permission, holder })),
    );
  return store.permissionSchemes.put({
    id: input.id ?? String(store.next('permissionScheme', 10_200)),
    name: input.name,
    description: input.description ?? '',
    grants: [...expand(READ, input.read), ...expand(WORK, input.work), ...expand(ADMINISTER, input.administer)],
  });
};

/** The schemes of a fresh site: open to whoever is logged in, members only, members without apps, reporter and assignee only. */
export const addDefaultPermissionSchemes = (store: Store): void => {
  addPermissionScheme(store, {
    id: SCHEME_IDS.open,
    name: 'Default software scheme',
    description: 'Default scheme for Software projects: everybody who is logged in may browse and work.',
    read: [LOGGED_IN, APPS],
    work: [LOGGED_IN, APPS],
    administer: [ADMINS, APPS],
  });
  addPermissionScheme(store, {
    id: SCHEME_IDS.membersOnly,
    name: 'Members only',
    description: 'Only people of the project, and apps.',
    read: [ADMINS, MEMBERS, VIEWERS, APPS],
    work: [ADMINS, MEMBERS, APPS],
    administer: [ADMINS, APPS],
  });
  addPermissionScheme(store, {
    id: SCHEME_IDS.membersWithoutApps,
    name: 'Members only, no apps',
    description: 'Only people of the project; apps have no access.',
    read: [ADMINS, MEMBERS, VIEWERS],
    work: [ADMINS, MEMBERS],
    administer: [ADMINS],
  });
  addPermissionScheme(store, {
    id: SCHEME_IDS.issueRoles,
    name: 'Reporter and assignee',
    description: 'Only who reported an issue or has it assigned may see it, beside administrators and apps.',
    read: [{ type: 'reporter' }, { type: 'assignee' }, ADMINS, APPS],
    work: [{ type: 'reporter' }, { type: 'assignee' }, ADMINS, APPS],
    administer: [ADMINS, APPS],
  });
};
