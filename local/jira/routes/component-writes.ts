import type { Component } from '../entities.ts';
import { type Answer, type Call, created, noContent, ok, type Operation } from '../operation.ts';
import type { Bean } from '../wire/bean.ts';
import { renderComponent } from '../wire/component.ts';
import { createComponent, deleteComponent, findVisibleComponent, updateComponent } from '../writes/components.ts';
import { readObject } from '../writes/write.ts';

const idOf = ({ params }: Call): string => params['id'] ?? '';
const render = ({ site, caller }: Call, component: Component): Bean => renderComponent(site.store, caller, component);

const remove = (call: Call): Answer => {
  deleteComponent(call.site, call.caller, idOf(call), call.query.get('moveIssuesTo') ?? undefined);
  return noContent();
};

const ONE = '/rest/api/3/component/{id}';
/** Components of projects: reading one, creating, changing and removing. */
export const componentWritesOperations: readonly Operation[] = [
  {
    method: 'POST',
    path: '/rest/api/3/component',
    handle: (call) => created(render(call, createComponent(call.site, call.caller, readObject(call.body)))),
  },
  {
    method: 'GET',
    path: ONE,
    handle: (call) => ok(render(call, findVisibleComponent(call.site, call.caller, idOf(call))), { core: 1 }),
  },
  {
    method: 'PUT',
    path: ONE,
    handle: (call) => ok(render(call, updateComponent(call.site, call.caller, idOf(call), readObject(call.body)))),
  },
  { method: 'DELETE', path: ONE, handle: remove },
];
