import type { Installation } from '../../../../local/forge/installation.ts';
import type { AppHost } from '../../app-host.ts';
import { readBackfill } from '../../../../src/storage/backfill.ts';
import type { BackfillState } from '../../../../src/core/backfill/state.ts';
import type { Entry } from '../../../../src/work-index/entry/entry.ts';
import { openIndex } from '../../../../src/work-index/store/open-index.ts';

// Looks into an installation's storage, and pushes into its queues, with the app's own functions in this process.

/** Runs functions of the app over one installation's storage and queues, as if an invocation did. */
export const inApp = async <T>(installation: Installation, run: () => Promise<T>): Promise<T> => {
  const answer = (url: string, body: string): { status: number; body?: unknown } =>
    url.startsWith('/webhook/queue/')
      ? installation.queueService.handle(url, body, crypto.randomUUID())
      : installation.storage.handle(url, body);
  Object.assign(globalThis, {
    __forge_fetch__: (_target: unknown, url: string, { body }: { body: string }): Promise<Response> => {
      const { status, body: answered } = answer(url, body);
      const text = answered === undefined ? null : typeof answered === 'string' ? answered : JSON.stringify(answered);
      return Promise.resolve(new Response(text, { status }));
    },
  });
  const appContext = { environmentId: 'e', appId: 'a', appVersion: '1' };
  Object.assign(globalThis, { __forge_runtime__: { contextAri: 'ari:cloud:jira::site/1', appContext } });
  return run();
};

/** What the index holds of these projects, by id. */
export const readIndex = (
  installation: Installation,
  projectIds: readonly string[],
): Promise<ReadonlyMap<string, Entry>> =>
  inApp(installation, async () => {
    const view = await openIndex();
    return view.readDetail({ projectIds: new Set(projectIds), doneFrom: '2000-01-01', withBacklog: true });
  });

export const stateOf = (installation: Installation): Promise<BackfillState> => inApp(installation, readBackfill);

/** Keys that Jira's search gives the app in these projects: what the index has to hold. */
export const searchableKeys = (app: AppHost, projectIds: readonly string[]): readonly string[] => {
  const { store } = app.jira.site;
  const isLive = (id: string): boolean => store.projects.get(id)?.archived === false;
  return [...store.issues.values()]
    .filter(({ projectId, archived }) => projectIds.includes(projectId) && isLive(projectId) && archived !== true)
    .map(({ key }) => key)
    .sort();
};
