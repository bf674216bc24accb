import type { Caller } from '../../../../local/jira/caller.ts';
import { createJira } from '../../../../local/jira/jira.ts';
import { seededRandom } from '../../../../local/random.ts';
import { writeSite } from '../support/write-site.ts';

/** The small site of `writeSite` behind the whole gateway; `ask` gives status, body and headers of an answer. */
export const aWriteSite = () => {
  const { site, store } = writeSite();
  const jira = createJira({ store, clock: site.clock, random: seededRandom(1) });
  const events: string[] = [];
  jira.onEvent((event) => events.push(event.eventType));
  const ask = async (accountId: string, method: string, path: string, body?: unknown) => {
    const init =
      body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } };
    const request = new Request(`http://localhost:4180/rest/api/3/${path}`, { method, ...init });
    const caller: Caller = { accountId };
    const response = await jira.fetch(request, caller);
    const text = await response.text();
    const answer: unknown = text === '' ? undefined : JSON.parse(text);
    return { status: response.status, body: answer, headers: response.headers };
  };
  return { store, events, ask };
};
