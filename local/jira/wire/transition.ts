import type { Issue, Transition, Workflow } from '../entities.ts';
import { hasPermission } from '../permissions.ts';
import type { Store } from '../store.ts';
import type { Bean } from './bean.ts';
import { renderStatus } from './status.ts';

/** The workflow that an issue follows: its type's in its project, or the project's default. */
export const workflowOf = (store: Store, issue: Issue): Workflow | undefined => {
  const workflowIds = store.projects.get(issue.projectId)?.workflowIds;
  return store.workflows.get(workflowIds?.[issue.issueTypeId] ?? workflowIds?.['default']);
};

/** The transitions that somebody may make on an issue now: none without `TRANSITION_ISSUES`. */
export const transitionsOf = (store: Store, accountId: string | undefined, issue: Issue): readonly Transition[] => {
  const project = store.projects.get(issue.projectId);
  if (project === undefined || !hasPermission(store, accountId, 'TRANSITION_ISSUES', { project, issue })) return [];
  const transitions = workflowOf(store, issue)?.transitions ?? [];
  return transitions.filter(({ from }) => from === 'any' || from.includes(issue.statusId));
};

/** A transition as `GET transitions` and `expand=transitions` show it. */
export const renderTransition = (store: Store, transition: Transition): Bean => {
  const to = store.statuses.get(transition.to);
  return {
    id: transition.id,
    name: transition.name,
    to: to && renderStatus(store, to),
    hasScreen: false,
    isGlobal: transition.from === 'any',
    isInitial: false,
    isAvailable: true,
    isConditional: false,
    looped: false,
  };
};
