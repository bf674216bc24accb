import type { Version } from '../entities.ts';
import { type Answer, type Call, created, noContent, ok, type Operation } from '../operation.ts';
import type { Bean } from '../wire/bean.ts';
import { dayIn } from '../wire/time.ts';
import { renderVersion } from '../wire/version.ts';
import { createVersion, deleteVersion, findVisibleVersion, updateVersion } from '../writes/versions.ts';
import { moveVersion } from '../writes/version-order.ts';
import { readObject } from '../writes/write.ts';

const idOf = ({ params }: Call): string => params['id'] ?? '';
const render = ({ site: { store }, now }: Call, version: Version): Bean =>
  renderVersion(store, version, dayIn(store.settings.timeZone, now));

const removeAndSwap = (call: Call): Answer => {
  const { moveFixIssuesTo, moveAffectedIssuesTo } = call.body === undefined ? {} : readObject(call.body);
  deleteVersion(call.site, call.caller, { id: idOf(call), moveFixIssuesTo, moveAffectedIssuesTo });
  return noContent();
};
const remove = (call: Call): Answer => {
  const moveFixIssuesTo = call.query.get('moveFixIssuesTo') ?? undefined;
  const moveAffectedIssuesTo = call.query.get('moveAffectedIssuesTo') ?? undefined;
  deleteVersion(call.site, call.caller, { id: idOf(call), moveFixIssuesTo, moveAffectedIssuesTo });
  return noContent();
};

const ONE = '/rest/api/3/version/{id}';
/** Versions of projects: reading one, creating, changing, ordering and removing. */
export const versionWritesOperations: readonly Operation[] = [
  {
    method: 'POST',
    path: '/rest/api/3/version',
    handle: (call) => created(render(call, createVersion(call.site, call.caller, readObject(call.body)))),
  },
  {
    method: 'GET',
    path: ONE,
    handle: (call) => ok(render(call, findVisibleVersion(call.site, call.caller, idOf(call))), { core: 1 }),
  },
  {
    method: 'PUT',
    path: ONE,
    handle: (call) => ok(render(call, updateVersion(call.site, call.caller, idOf(call), readObject(call.body)))),
  },
  { method: 'DELETE', path: ONE, handle: remove },
  {
    method: 'POST',
    path: `${ONE}/move`,
    handle: (call) => ok(render(call, moveVersion(call.site, call.caller, idOf(call), readObject(call.body)))),
  },
  { method: 'POST', path: `${ONE}/removeAndSwap`, handle: removeAndSwap },
];
