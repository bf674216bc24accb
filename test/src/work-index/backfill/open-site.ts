import type { Store } from '../../../../local/jira/store.ts';
import type { ProgramDraft } from '../../../../src/core/program/program.ts';
import { projectsOf } from '../../../../src/core/program/summary.ts';
import { valueOf, type AppHost, type startManySites } from '../../app-host.ts';
import { smallStore } from '../../small-site.ts';
import { readIndex, stateOf } from './in-app.ts';

type Sites = ReturnType<typeof startManySites>;

let known: ProgramDraft | undefined;
/** What is proposed on the small site: its ids are the same on each. */
const draftOf = async (app: AppHost): Promise<ProgramDraft> => {
  known ??= valueOf(await app.ask('ada', 'program.propose', {})).proposals[0]?.draft;
  if (known === undefined) throw new Error('nothing was proposed');
  return known;
};

/** A site of its own with a program that nobody saved yet, and what its tests do to it. */
export const openSite = async (sites: Sites, store: Store = smallStore()) => {
  const app = sites.add(store);
  const name = `site-${sites.host.installations().length - 1}`;
  const installation = await sites.host.installation(name);
  if (installation === undefined) throw new Error(`no installation ${name}`);
  const draft = await draftOf(app);
  const projectIds = projectsOf(draft);
  const save = (more: Partial<ProgramDraft> = {}, baseVersion = 0) =>
    app.ask('ada', 'program.save', { draft: { ...draft, ...more }, baseVersion }).then(valueOf);
  const drain = (advance = true) => sites.host.drain({ installation: installation.name, advance });
  const entries = async () => [...(await readIndex(installation, projectIds)).values()];
  const keys = async (): Promise<readonly string[]> => (await entries()).map(({ item }) => item.key).sort();
  const edit = async (method: string, path: string, body?: unknown): Promise<void> => {
    const init = {
      method,
      headers: { 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    };
    const answer = await app.jira.fetch(new Request(`http://localhost:4180${path}`, init), { accountId: 'ada' });
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
  };
  const projectNamed = (key: string): string => store.projectsByKey.first(key)?.id ?? '';
  const run = async (id: string) => (await stateOf(installation)).runs.find(({ projectId }) => projectId === id);
  return { app, store, installation, draft, projectIds, save, drain, entries, keys, edit, projectNamed, run };
};
export type OpenSite = Awaited<ReturnType<typeof openSite>>;
