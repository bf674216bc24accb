import { createJira } from '../../../../local/jira/jira.ts';
import { seededRandom } from '../../../../local/random.ts';
import { smallSite } from './site.ts';

/** The small site behind its REST API: `call` asks as a person (Ada where none is named) and gives status and parsed body. */
export const openSite = () => {
  const { store, clock } = smallSite();
  const jira = createJira({ store, clock, random: seededRandom(1) });
  const call = async (method: string, path: string, body?: unknown, accountId = 'ada') => {
    const headers = { 'content-type': 'application/json' };
    const init = body === undefined ? {} : { body: JSON.stringify(body), headers };
    const request = new Request(`http://localhost:4180/rest/api/${path}`, { method, ...init });
    const response = await jira.fetch(request, { accountId });
    const text = await response.text();
    const answer: unknown = text === '' ? undefined : JSON.parse(text);
    return { status: response.status, body: answer };
  };
  return { store, clock, jira, call };
};
