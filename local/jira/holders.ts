import type { Holder, Issue, Json, Project } from './entities.ts';
import type { Store } from './store.ts';

/** One person's memberships, worked out once for many checks. `accountId` undefined is anonymous. */
export interface Viewer {
  readonly store: Store;
  readonly accountId: string | undefined;
  readonly groupIds: ReadonlySet<string>;
  readonly groupNames: ReadonlySet<string>;
}

/** Who somebody is for permission checks; an unknown or inactive account counts as anonymous. */
export const toViewer = (store: Store, accountId: string | undefined): Viewer => {
  const user = store.users.get(accountId);
  const groups = user?.active === true ? store.groupsByMember.of(user.id) : [];
  return {
    store,
    accountId: user?.active === true ? user.id : undefined,
    groupIds: new Set(groups.map((group) => group.id)),
    groupNames: new Set(groups.map((group) => group.name)),
  };
};

/** Whether a viewer is a holder for a whole project; holders that each issue decides come back in `perIssue`. */
export interface Decision {
  readonly always: boolean;
  readonly perIssue: readonly Holder[];
}

const isIssueRole = (holder: Holder): boolean =>
  holder.type === 'reporter' ||
  holder.type === 'assignee' ||
  holder.type === 'userCustomField' ||
  holder.type === 'groupCustomField';

const isHolder = (viewer: Viewer, holder: Holder, project: Project): boolean => {
  if (holder.type === 'anyone') return true;
  const { accountId, groupIds } = viewer;
  if (accountId === undefined) return false;
  switch (holder.type) {
    case 'applicationRole':
      return true;
    case 'group':
      return groupIds.has(holder.parameter ?? '') || viewer.groupNames.has(holder.parameter ?? '');
    case 'user':
      return holder.parameter === accountId;
    case 'projectLead':
      return project.leadId === accountId;
    case 'projectRole': {
      const actors = project.roleActors[holder.parameter ?? ''];
      return (
        actors !== undefined && (actors.userIds.includes(accountId) || actors.groupIds.some((id) => groupIds.has(id)))
      );
    }
    default:
      return false;
  }
};

/** Splits holders into what the project settles and what each issue settles. */
export const decide = (viewer: Viewer, holders: readonly Holder[], project: Project): Decision => {
  if (holders.some((holder) => isHolder(viewer, holder, project))) return { always: true, perIssue: [] };
  return { always: false, perIssue: viewer.accountId === undefined ? [] : holders.filter(isIssueRole) };
};

/** The names inside a user or group field's value, whether one, many, or objects of REST. */
const namesIn = (value: Json | undefined): readonly string[] => {
  if (typeof value === 'string') return [value];
  if (Array.isArray(value)) return value.flatMap((one: Json) => namesIn(one));
  if (value === null || value === undefined || typeof value !== 'object') return [];
  return Object.values(value).filter((part) => typeof part === 'string');
};

const holdsByIssue = (viewer: Viewer, holder: Holder, issue: Issue): boolean => {
  const { accountId } = viewer;
  if (accountId === undefined) return false;
  switch (holder.type) {
    case 'reporter':
      return issue.reporterId === accountId;
    case 'assignee':
      return issue.assigneeId === accountId;
    case 'userCustomField':
      return namesIn(issue.custom[holder.parameter ?? '']).includes(accountId);
    case 'groupCustomField':
      return namesIn(issue.custom[holder.parameter ?? '']).some(
        (name) => viewer.groupIds.has(name) || viewer.groupNames.has(name),
      );
    default:
      return false;
  }
};

/** Whether a decision holds for one issue. */
export const holdsFor = (viewer: Viewer, decision: Decision, issue: Issue): boolean =>
  decision.always || decision.perIssue.some((holder) => holdsByIssue(viewer, holder, issue));
