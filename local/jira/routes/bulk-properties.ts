import { type Answer, type Call, ok, type Operation } from '../operation.ts';
import type { Store } from '../store.ts';
import { apiUrl, type Bean } from '../wire/bean.ts';
import {
  deletePropertyByFilter,
  setPropertiesByIssue,
  setPropertiesOnMany,
  setPropertyByFilter,
} from '../writes/bulk-properties.ts';
import { getTask, type Task } from '../writes/tasks.ts';
import { readObject } from '../writes/write.ts';

const render = (store: Store, task: Task): Bean => ({
  self: apiUrl(store, `task/${task.id}`),
  id: task.id,
  description: task.description,
  status: 'COMPLETE',
  result: task.result,
  // Jira gives an internal number of the user here.
  submittedBy: 10_000,
  progress: 100,
  elapsedRuntime: 0,
  submitted: task.submitted,
  started: task.submitted,
  finished: task.submitted,
  lastUpdate: task.submitted,
});

/** 303 to the task, as the asynchronous operations answer. */
const seeTask = ({ site }: Call, task: Task): Answer => {
  const body = render(site.store, task);
  return { status: 303, body, headers: { location: apiUrl(site.store, `task/${task.id}`) } };
};
const keyOf = ({ params }: Call): string => params['propertyKey'] ?? '';
const optionalBody = (body: unknown) => (body === undefined ? {} : readObject(body));

const ALL = '/rest/api/3/issue/properties';
/** Properties of many issues at once, and the tasks that they answer with. */
export const bulkPropertiesOperations: readonly Operation[] = [
  {
    method: 'POST',
    path: ALL,
    handle: (call) => seeTask(call, setPropertiesOnMany(call.site, call.caller, readObject(call.body))),
  },
  {
    method: 'POST',
    path: `${ALL}/multi`,
    handle: (call) => seeTask(call, setPropertiesByIssue(call.site, call.caller, readObject(call.body))),
  },
  {
    method: 'PUT',
    path: `${ALL}/{propertyKey}`,
    handle: (call) => seeTask(call, setPropertyByFilter(call.site, call.caller, keyOf(call), readObject(call.body))),
  },
  {
    method: 'DELETE',
    path: `${ALL}/{propertyKey}`,
    handle: (call) =>
      seeTask(call, deletePropertyByFilter(call.site, call.caller, keyOf(call), optionalBody(call.body))),
  },
  {
    method: 'GET',
    path: '/rest/api/3/task/{taskId}',
    handle: (call) =>
      ok(render(call.site.store, getTask(call.site, call.caller, call.params['taskId'] ?? '')), { core: 1 }),
  },
];
