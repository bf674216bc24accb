import type { Caller } from '../caller.ts';
import { forbidden, notFound } from '../errors.ts';
import { isAdmin } from '../permissions.ts';
import type { Site } from '../site.ts';
import type { Store } from '../store.ts';

/** A long-running task of Jira. Here the work is done when the task is made; tasks live as long as the process. */
export interface Task {
  readonly id: string;
  readonly description: string;
  readonly submittedBy: string | undefined;
  /** Epoch ms. */
  readonly submitted: number;
  readonly result: unknown;
}

const tasksOf = new WeakMap<Store, Map<string, Task>>();
const book = (store: Store): Map<string, Task> => {
  let tasks = tasksOf.get(store);
  if (tasks === undefined) tasksOf.set(store, (tasks = new Map()));
  return tasks;
};

/** Notes that a task was done. */
export const finishTask = (site: Site, caller: Caller, description: string, result: unknown): Task => {
  const task: Task = {
    id: String(site.store.next('task', 1)),
    description,
    submittedBy: caller.accountId,
    submitted: site.clock.now(),
    result,
  };
  book(site.store).set(task.id, task);
  return task;
};

/** GET task/{id}: for who made it and for Jira administrators. */
export const getTask = (site: Site, caller: Caller, id: string): Task => {
  const task = book(site.store).get(id);
  if (task === undefined) throw notFound('The task was not found.');
  if (task.submittedBy === caller.accountId || isAdmin(site.store, caller.accountId)) return task;
  throw forbidden('You do not have permission to see this task.');
};
