import { uuidOf } from '../identity.ts';
import type { Installation } from '../installation.ts';
import { listBound } from '../manifest.ts';
import type { IncomingAnswer } from '../runtime/messages.ts';
import { members } from '../storage/requests.ts';

const answer = (body: unknown): IncomingAnswer => ({ status: 200, body: JSON.stringify(body) });

/** The id under which a web trigger of an installation is called: `/x1/{id}`. */
export const webTriggerId = (installation: string, moduleKey: string): string =>
  uuidOf(`webtrigger/${installation}/${moduleKey}`);

/** The GraphQL calls of `webTrigger.getUrl`, `queryUrls` and `deleteUrl` (@forge/api 8.3.0). */
export const handleWebTriggerUrls = (installation: Installation, bodyText: string, baseUrl: string): IncomingAnswer => {
  const { query, variables } = members(JSON.parse(bodyText));
  const keys = listBound(installation.manifest, 'webtrigger').map(({ module }) => module.key);
  const urlOf = (key: string): string => new URL(`/x1/${webTriggerId(installation.name, key)}`, baseUrl).href;
  if (String(query).includes('createWebTriggerUrl')) {
    const key = String(members(members(variables)['input'])['triggerKey']);
    if (!keys.includes(key)) return { status: 404, statusText: 'Not Found', body: '' };
    installation.openWebTriggers.open(key);
    return answer({ data: { createWebTriggerUrl: { url: urlOf(key) } } });
  }
  if (String(query).includes('webTriggerUrlsByAppContext')) {
    const open = keys.filter((key) => installation.openWebTriggers.has(key));
    return answer({ data: { webTriggerUrlsByAppContext: open.map((key) => ({ triggerKey: key, url: urlOf(key) })) } });
  }
  if (String(query).includes('deleteWebTriggerUrl')) {
    const id = members(variables)['id'];
    const key = keys.find((each) => webTriggerId(installation.name, each) === id);
    const success = key !== undefined && installation.openWebTriggers.close(key);
    return answer({ data: { deleteWebTriggerUrl: success ? { success } : { success, message: 'Not found' } } });
  }
  throw new Error('The local Forge host answers no other GraphQL query than those about web triggers.');
};
