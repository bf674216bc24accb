import type { PackedSource } from '../../../src/core/board/pack-source.ts';
import { createDesk, type Computed, type Desk, type Update } from './desk.ts';

type Call =
  | { readonly call: 'open'; readonly source: PackedSource }
  | { readonly call: 'update'; readonly deskId: number; readonly update: Update };
export type DeskQuestion = Call & { readonly number: number };
export type DeskAnswer =
  | { readonly number: number; readonly computed: Computed | undefined }
  | { readonly number: number; readonly failure: string };

interface Waiting {
  readonly call: Call;
  readonly resolve: (computed: Computed | undefined) => void;
  readonly reject: (error: Error) => void;
}

/** The page's desk, in a worker. Where the browser does not run ours, it computes in the page itself. */
export interface RemoteDesk {
  readonly open: (source: PackedSource) => Promise<Computed>;
  readonly update: (deskId: number, update: Update) => Promise<Computed | undefined>;
}

const askHere = (desk: Desk, call: Call): Computed | undefined =>
  call.call === 'open' ? desk.open(call.source) : desk.update(call.deskId, call.update);

const startDesk = (): RemoteDesk => {
  const waiting = new Map<number, Waiting>();
  let last = 0;
  let here: Desk | undefined;
  let worker: Worker | undefined;

  const settle = ({ resolve, reject }: Waiting, compute: () => Computed | undefined): void => {
    try {
      resolve(compute());
    } catch (error) {
      reject(error instanceof Error ? error : new Error(String(error)));
    }
  };
  const goOnHere = (): void => {
    worker?.terminate();
    worker = undefined;
    const desk = (here ??= createDesk());
    for (const [number, asked] of waiting) {
      waiting.delete(number);
      settle(asked, () => askHere(desk, asked.call));
    }
  };
  try {
    worker = new Worker(new URL('desk-worker.ts', import.meta.url), { type: 'module' });
    worker.addEventListener('error', goOnHere);
    worker.addEventListener('message', ({ data }: MessageEvent<DeskAnswer>) => {
      const asked = waiting.get(data.number);
      waiting.delete(data.number);
      if (asked === undefined) return;
      if ('failure' in data) asked.reject(new Error(data.failure));
      else asked.resolve(data.computed);
    });
  } catch {
    here = createDesk();
  }
  const ask = (call: Call): Promise<Computed | undefined> =>
    new Promise((resolve, reject) => {
      const asked = { call, resolve, reject };
      if (here !== undefined) {
        const desk = here;
        settle(asked, () => askHere(desk, call));
        return;
      }
      const number = (last += 1);
      waiting.set(number, asked);
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker and its page have no origin to name
      worker?.postMessage({ ...call, number } satisfies DeskQuestion);
    });
  return {
    open: async (source) => {
      const computed = await ask({ call: 'open', source });
      if (computed === undefined) throw new Error('A source that was just opened is not there.');
      return computed;
    },
    update: (deskId, update) => ask({ call: 'update', deskId, update }),
  };
};

let desk: RemoteDesk | undefined;
/** The one desk of this page; asked for early, its script comes while the first board is on its way. */
export const deskOfPage = (): RemoteDesk => (desk ??= startDesk());
