import type { AppCall } from '../../jira/caller.ts';
import type { Json } from '../../jira/entities.ts';
import type { Site } from '../../jira/site.ts';
import type { IncomingAnswer, OutgoingCall } from '../runtime/messages.ts';

const PATH = /^\/rest\/forge\/1\/app\/properties(?:\/([^/?]+))?(?:\?.*)?$/;
const OWNER = 'app/installed';
const VALUE_CHARS = 32_768;

const json = (status: number, body: unknown): IncomingAnswer => ({
  status,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
});

/** The app's properties in Jira (`/rest/forge/1/app/properties`), as the app only; undefined for any other path. */
export const handleAppProperty = (site: Site, call: OutgoingCall, via: AppCall['via']): IncomingAnswer | undefined => {
  const match = PATH.exec(call.path);
  if (match === null) return undefined;
  if (via !== 'as-app') return json(401, { message: 'Access to this resource must be authenticated as an app.' });
  const { store } = site;
  if (match[1] === undefined) {
    const keys = store.propertiesByEntity
      .of(OWNER)
      .map(({ key }) => ({ key, self: `/rest/forge/1/app/properties/${key}` }));
    return json(200, { keys });
  }
  const key = decodeURIComponent(match[1]);
  const id = `${OWNER}/${key}`;
  const found = store.properties.get(id);
  if (call.method === 'PUT') {
    const text = typeof call.body === 'string' ? call.body : '';
    if (text.length > VALUE_CHARS) return json(400, { message: `A value may have ${VALUE_CHARS} characters.` });
    const value = JSON.parse(text) as Json; // JSON.parse gives JSON
    store.properties.put({ id, entityType: 'app', entityId: 'installed', key, value });
    return json(found === undefined ? 201 : 200, { message: 'Property set.' });
  }
  if (found === undefined) return json(404, { message: `The property with key ${key} does not exist.` });
  if (call.method === 'DELETE') {
    store.properties.delete(id);
    return { status: 204 };
  }
  return call.method === 'GET' ? json(200, { key, value: found.value }) : json(405, { message: 'Method not allowed.' });
};
