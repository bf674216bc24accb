import type { Host } from '../local/forge/host.ts';
import type { WorkItemId } from '../src/core/ids.ts';
import type { Entry } from '../src/work-index/entry/entry.ts';
import { openIndex } from '../src/work-index/store/open-index.ts';
import { readEntries } from '../src/work-index/store/read-entries.ts';

/** What the index of the installation `main` holds of these items, read by the benchmark itself: no invocation, no meter. */
export const peekEntries = async (host: Host, ids: readonly WorkItemId[]): Promise<ReadonlyMap<WorkItemId, Entry>> => {
  Object.assign(globalThis, {
    __forge_fetch__: (_target: unknown, url: string, { body }: { body: string }): Promise<Response> => {
      const answer = host.main.storage.handle(url, body);
      const text = answer.body === undefined ? null : JSON.stringify(answer.body);
      return Promise.resolve(new Response(text, { status: answer.status }));
    },
  });
  return readEntries(await openIndex(), ids);
};
