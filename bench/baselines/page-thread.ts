import type { SiteClock } from '../../local/clock.ts';
import type { Host } from '../../local/forge/host.ts';
import { INVOCATION_MS, STORAGE_CALL_MS } from '../../local/forge/modelled-latency.ts';
import type { IncomingAnswer, OutgoingCall } from '../../local/forge/runtime/messages.ts';
import { Workers } from '../../local/forge/runtime/workers.ts';
import { NO_COST, type Cost } from '../cost.ts';

interface PageThread {
  readonly host: Host;
  readonly clock: SiteClock;
  readonly accountId: string;
  readonly bundle: string;
}
/** A browser's page has a heap of its own, larger than a function's. */
const PAGE_MEMORY_MB = 4_096;
const PAGE_TIME_MS = 600_000;

/** One of a page's calls: to Jira as @forge/bridge makes it, without points; to the app for what the app stores. */
const answerCall = async (
  { host, accountId }: PageThread,
  { target, path, method, headers, body }: OutgoingCall,
): Promise<IncomingAnswer & { readonly readUnits: number }> => {
  const { main, manifest, baseUrl } = host;
  const text = typeof body === 'string' ? body : '';
  if (target.type === 'kvs') {
    const { status, body: answered, readUnits } = main.storage.handle(path, text);
    return { readUnits, status, headers: { 'content-type': 'application/json' }, body: JSON.stringify(answered) };
  }
  const app = { installationId: main.id, scopes: manifest.scopes, via: 'bridge' } as const;
  const request = new Request(new URL(path, baseUrl), method === 'GET' ? { headers } : { method, headers, body: text });
  const answer = await main.jira.fetch(request, { accountId, app });
  return {
    readUnits: 0,
    status: answer.status,
    headers: Object.fromEntries(answer.headers),
    body: await answer.text(),
  };
};

/** Runs an exported function of a bundle as a page of this person would, and tells what it gave and cost: no points, no GB-seconds. */
export const runInPage = async (
  thread: PageThread,
  exportName: string,
  args: readonly unknown[],
): Promise<{ readonly value: unknown; readonly cost: Cost }> => {
  const { bundle, clock } = thread;
  const workers = new Workers({ handlersFile: bundle, memoryMb: PAGE_MEMORY_MB, clock, warm: true, spares: 0 });
  let cost = NO_COST;
  try {
    const { end } = await workers.run(
      { exportName, args, runtime: { appContext: {}, tracing: {} }, seed: 1, timeoutMs: PAGE_TIME_MS },
      {
        onCall: async (call, { depth, endsAtMs }) => {
          const isStored = call.target.type === 'kvs';
          const { readUnits, ...answer } = await answerCall(thread, call);
          cost = {
            ...cost,
            trips: Math.max(cost.trips, depth),
            modelledMs: Math.max(cost.modelledMs, endsAtMs),
            jiraCalls: cost.jiraCalls + (isStored ? 0 : 1),
            readUnits: cost.readUnits + readUnits,
            replyBytes: cost.replyBytes + Buffer.byteLength(answer.body ?? ''),
          };
          return answer;
        },
        onLog: () => undefined,
      },
    );
    if (end.kind !== 'reply') throw new Error(`${exportName} in a page: ${JSON.stringify(end)}`);
    const { cpuMs, peakMemoryBytes } = end.usage;
    // What the app stores comes by an invocation.
    const modelledMs = cost.modelledMs + cpuMs + (cost.readUnits > 0 ? INVOCATION_MS + STORAGE_CALL_MS : 0);
    return { value: JSON.parse(end.json ?? 'null'), cost: { ...cost, cpuMs, peakMemoryBytes, modelledMs } };
  } finally {
    await workers.close();
  }
};
