import { frozenClock } from '../../../../local/clock.ts';
import type { Caller } from '../../../../local/jira/caller.ts';
import { createJira } from '../../../../local/jira/jira.ts';
import { seededRandom } from '../../../../local/random.ts';
import * as seeds from '../../../../local/seeds/defaults.ts';

export const NOW = Date.UTC(2026, 10, 22, 10);

/** A site with an admin (also lead of all projects), two people, an open project, a private one, an archived one. */
export const readSite = () => {
  const store = seeds.newStore();
  const ann = seeds.addUser(store, { name: 'Ann Ash', admin: true });
  const bob = seeds.addUser(store, { name: 'Bob Birch' });
  const cem = seeds.addUser(store, { name: 'Cem Cedar' });
  const pay = seeds.addProject(store, { key: 'PAY', name: 'Payments', leadId: ann.id });
  const hid = seeds.addProject(store, { key: 'HID', leadId: ann.id, isPrivate: true, members: [cem.id] });
  const old = seeds.addProject(store, { key: 'OLD', leadId: ann.id, archived: true });
  const jira = createJira({ store, clock: frozenClock(NOW), random: seededRandom(1) });
  const app = (via: 'as-user' | 'as-app', ...scopes: string[]): Caller => ({
    accountId: via === 'as-app' ? seeds.APP_ACCOUNT_ID : bob.id,
    app: { installationId: 'i', scopes, via },
  });
  /** Calls the site as somebody; gives status and parsed body. */
  const call = async (who: { id: string } | Caller | undefined, path: string, body?: unknown) => {
    const caller: Caller = who === undefined ? { accountId: undefined } : 'id' in who ? { accountId: who.id } : who;
    const init =
      body === undefined
        ? {}
        : { method: 'POST', body: JSON.stringify(body), headers: { 'content-type': 'application/json' } };
    const response = await jira.fetch(new Request(`http://localhost:4180${path}`, init), caller);
    const text = await response.text();
    const isJson = response.headers.get('content-type')?.includes('json') === true;
    const answered: unknown = isJson ? JSON.parse(text) : text;
    return { status: response.status, body: answered };
  };
  return { store, jira, ann, bob, cem, pay, hid, old, call, app };
};

/** What is found in an answer under a path; `*` stands for every item: `look(body, 'values.*.name')`. */
export const look = (value: unknown, path: string): unknown => {
  const [step = '', ...rest] = path === '' ? [''] : path.split('.');
  if (step === '') return value;
  if (step === '*') return Array.isArray(value) ? value.map((item: unknown) => look(item, rest.join('.'))) : undefined;
  if (typeof value !== 'object' || value === null) return undefined;
  const found: unknown = Object.entries(value).find(([name]) => name === step)?.[1];
  return look(found, rest.join('.'));
};
