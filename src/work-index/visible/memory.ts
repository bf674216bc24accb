import type { ProjectId, WorkItemId } from '../../core/ids.ts';

/** Answers of Jira by id; what is absent was not asked yet. */
type Answered<Id> = Map<Id, boolean>;

/** What Jira said of one viewer in one invocation: what it said once is not asked again. Dies with the invocation. */
export interface Memory {
  readonly projects: Answered<ProjectId>;
  readonly byViewer: Answered<WorkItemId>;
  readonly byApp: Answered<WorkItemId>;
}
export const createMemory = (): Memory => ({ projects: new Map(), byViewer: new Map(), byApp: new Map() });

/** Notes what was asked, and which of it was said yes to. */
export const note = <Id>(answered: Answered<Id>, asked: readonly Id[], yes: ReadonlySet<Id>): void => {
  for (const id of asked) answered.set(id, yes.has(id));
};

/** Those of these ids that were said yes to. */
export const yesOf = <Id>(answered: Answered<Id>, ids: readonly Id[]): ReadonlySet<Id> =>
  new Set(ids.filter((id) => answered.get(id) === true));
