import type { Caller } from '../caller.ts';
import type { Issue } from '../entities.ts';
import { canSeeIssue, issueFilter } from '../permissions.ts';
import type { Store } from '../store.ts';
import type { Bean } from './bean.ts';
import { userRenderer } from './user.ts';

/** Who looks at issues in one request, with what that person may see of the issues around them. */
export interface Viewer {
  readonly store: Store;
  readonly caller: Caller;
  /** Whether a parent, sub-task or link end may be shown; archived work shows on its relatives although search omits it. */
  readonly canSee: (issue: Issue) => boolean;
  /** The user of that account id as the viewer sees it; null where there is none. */
  readonly user: (accountId: string | undefined) => Bean | null;
}

/** A viewer for one request: what it has found out about permissions is kept for that long. */
export const viewerOf = (store: Store, caller: Caller): Viewer => {
  const passes = issueFilter(store, caller.accountId);
  const known = new Map<string, boolean>();
  const render = userRenderer(store, caller);
  return {
    store,
    caller,
    canSee: (issue) => {
      let seen = known.get(issue.id);
      if (seen === undefined) {
        const archived = issue.archived === true || store.projects.get(issue.projectId)?.archived === true;
        known.set(issue.id, (seen = archived ? canSeeIssue(store, caller.accountId, issue) : passes(issue)));
      }
      return seen;
    },
    user: (accountId) => {
      const user = store.users.get(accountId);
      return user === undefined ? null : render(user);
    },
  };
};
