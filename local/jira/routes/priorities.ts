import type { Priority, Resolution } from '../entities.ts';
import { notFound } from '../errors.ts';
import { ok, type Operation } from '../operation.ts';
import { apiUrl, type Bean } from '../wire/bean.ts';
import { renderFullPriority, renderResolution } from '../wire/metadata.ts';
import { pageOf, readList } from '../wire/page.ts';
import { requireLogin } from './access.ts';

const DEFAULT_PRIORITY = 'Medium';
const isDefault = (priority: Priority): boolean => priority.name === DEFAULT_PRIORITY;

const priorities: Operation = {
  method: 'GET',
  path: '/rest/api/3/priority',
  handle: (call) => {
    requireLogin(call);
    const { store } = call.site;
    return ok([...store.priorities.values()].map((priority) => renderFullPriority(store, priority)));
  },
};

const searchPriorities: Operation = {
  method: 'GET',
  path: '/rest/api/3/priority/search',
  handle: (call) => {
    requireLogin(call);
    const { query, site } = call;
    const ids = readList(query, 'id');
    const name = (query.get('priorityName') ?? '').toLowerCase();
    const found = [...site.store.priorities.values()].filter(
      (priority) =>
        (ids.length === 0 || ids.includes(priority.id)) &&
        (query.get('onlyDefault') !== 'true' || isDefault(priority)) &&
        priority.name.toLowerCase().includes(name),
    );
    const render = (priority: Priority): Bean => ({
      ...renderFullPriority(site.store, priority),
      isDefault: isDefault(priority),
    });
    return ok(pageOf(found, query, { max: 50, url: apiUrl(site.store, 'priority/search'), render }));
  },
};

const priority: Operation = {
  method: 'GET',
  path: '/rest/api/3/priority/{id}',
  handle: (call) => {
    requireLogin(call);
    const found = call.site.store.priorities.get(call.params['id']);
    if (found === undefined) throw notFound(`The priority with id '${call.params['id']}' does not exist`);
    return ok(renderFullPriority(call.site.store, found));
  },
};

const resolutions: Operation = {
  method: 'GET',
  path: '/rest/api/3/resolution',
  handle: (call) => {
    requireLogin(call);
    const { store } = call.site;
    return ok([...store.resolutions.values()].map((resolution) => renderResolution(store, resolution)));
  },
};

const renderFound = ({ id, name, description }: Resolution): Bean => ({ id, name, description, default: false });

/** No resolution is a default here, so `onlyDefault` finds none. */
const searchResolutions: Operation = {
  method: 'GET',
  path: '/rest/api/3/resolution/search',
  handle: (call) => {
    requireLogin(call);
    const { query, site } = call;
    const ids = readList(query, 'id');
    const all = query.get('onlyDefault') === 'true' ? [] : [...site.store.resolutions.values()];
    const found = all.filter(({ id }) => ids.length === 0 || ids.includes(id));
    return ok(pageOf(found, query, { max: 50, url: apiUrl(site.store, 'resolution/search'), render: renderFound }));
  },
};

const resolution: Operation = {
  method: 'GET',
  path: '/rest/api/3/resolution/{id}',
  handle: (call) => {
    requireLogin(call);
    const found = call.site.store.resolutions.get(call.params['id']);
    if (found === undefined) throw notFound(`The resolution with id '${call.params['id']}' does not exist`);
    return ok(renderResolution(call.site.store, found));
  },
};

/** Reading priorities and resolutions. */
export const priorityOperations: readonly Operation[] = [
  priorities,
  searchPriorities,
  priority,
  resolutions,
  searchResolutions,
  resolution,
];
