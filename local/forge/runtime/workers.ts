import { buildSync } from 'esbuild';
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import type { SiteClock } from '../../clock.ts';
import { seedOf } from '../../random.ts';
import type { Link } from './call-chain.ts';
import { isErrorlike, toThrown } from './errorlike.ts';
import type {
  FromWorker,
  IncomingAnswer,
  LogLevel,
  OutgoingCall,
  RunTask,
  ThrownError,
  TimeMark,
  ToWorker,
  Usage,
  WorkerSetup,
} from './messages.ts';

/** How a run ended. `usage` is missing where the worker did not live to tell. */
export type RunEnd =
  | { readonly kind: 'reply'; readonly json: string | undefined; readonly usage: Usage }
  | { readonly kind: 'thrown'; readonly error: ThrownError; readonly usage?: Usage }
  | { readonly kind: 'timeout' | 'memory' | 'killed' | 'exit' };
export interface RunReport {
  readonly end: RunEnd;
  /** CPU time of loading the bundle. */
  readonly initCpuMs: number;
  readonly wallMs: number;
}
export interface RunHooks {
  /** Answers a call of the app; may call `kill` to end the run before the answer arrives. */
  readonly onCall: (call: OutgoingCall, chain: Link, kill: () => void) => Promise<IncomingAnswer>;
  readonly onLog: (level: LogLevel, text: string) => void;
}
interface Member {
  readonly worker: Worker;
  /** CPU time of loading the bundle, or why that failed. */
  readonly ready: Promise<{ readonly cpuMs: number; readonly error?: ThrownError }>;
}

let workerCode: string | undefined;
/** The worker's own code as one script: type stripping in every thread would cost more than the rest of its start. */
const getWorkerCode = (): string => {
  workerCode ??= buildSync({
    entryPoints: [path.join(import.meta.dirname, 'worker.ts')],
    bundle: true,
    write: false,
    platform: 'node',
    target: 'node24',
    format: 'cjs',
  }).outputFiles[0]?.text;
  return workerCode ?? '';
};

/** What runs the app's functions. */
export interface Runner {
  run(task: RunTask, hooks: RunHooks): Promise<RunReport>;
  close(): Promise<void>;
}

export interface WorkersOptions {
  readonly handlersFile: string;
  readonly memoryMb: number;
  readonly clock: SiteClock;
  /** Reuse a thread for the next invocation. */
  readonly warm: boolean;
  /** Threads kept ready while nothing runs. */
  readonly spares: number;
}

/**
 * Small, so that what one scavenge promotes fits into the few megabytes that Node lets a thread go over its limit: more would
 * end the whole process instead of the thread.
 */
const YOUNG_GENERATION_MB = 24;

/** The threads that run the app: a new one for every invocation, the next ones started ahead to hide what starting costs. */
export class Workers implements Runner {
  readonly #options: WorkersOptions;
  readonly #idle: Member[] = [];
  #running = 0;
  #started = 0;
  #cachedData: Uint8Array | undefined;
  readonly #alive = new Set<Worker>();
  #closed = false;

  constructor(options: WorkersOptions) {
    this.#options = options;
  }

  /** Runs one function to its end; the thread ends with it, unless warm. `wallMs` is without the start of the thread. */
  async run(task: RunTask, hooks: RunHooks): Promise<RunReport> {
    const member = this.#take();
    try {
      const { cpuMs: initCpuMs, error } = await member.ready;
      if (error !== undefined) {
        await this.#discard(member);
        return { end: { kind: 'thrown', error }, initCpuMs, wallMs: 0 };
      }
      const started = performance.now();
      const end = await this.#execute(member.worker, task, hooks);
      const wallMs = performance.now() - started;
      const isReusable =
        this.#options.warm && (end.kind === 'reply' || end.kind === 'thrown') && this.#idle.length === 0;
      if (isReusable) this.#idle.push(member);
      else await this.#discard(member);
      return { end, initCpuMs, wallMs };
    } finally {
      this.#running -= 1;
      this.#fill();
    }
  }

  async close(): Promise<void> {
    this.#closed = true;
    await Promise.all([...this.#alive].map((worker) => worker.terminate()));
  }

  #time(): TimeMark {
    const { clock } = this.#options;
    return { now: clock.now(), frozen: clock.isFrozen };
  }
  #take(): Member {
    const member = this.#idle.shift() ?? this.#start();
    this.#running += 1;
    this.#fill();
    return member;
  }
  /** Starts what is missing: all spares while nothing runs, else no more than one, which takes processor time from what runs. */
  #fill(): void {
    const { warm, spares } = this.#options;
    const wanted = warm || this.#closed ? 0 : this.#running === 0 ? spares : 1;
    while (this.#idle.length < wanted) this.#idle.push(this.#start());
  }
  async #discard({ worker }: Member): Promise<void> {
    this.#alive.delete(worker);
    await worker.terminate();
  }

  #start(): Member {
    const { handlersFile, memoryMb } = this.#options;
    const seed = seedOf(`worker ${++this.#started}`);
    const setup: WorkerSetup = { handlersFile, seed, time: this.#time() };
    const worker = new Worker(getWorkerCode(), {
      eval: true,
      workerData: this.#cachedData === undefined ? setup : { ...setup, cachedData: this.#cachedData },
      resourceLimits: { maxOldGenerationSizeMb: memoryMb, maxYoungGenerationSizeMb: YOUNG_GENERATION_MB },
      stdout: true,
      stderr: true,
      env: {},
      execArgv: [],
    });
    this.#alive.add(worker);
    // An idle thread does not keep the host's process alive.
    worker.unref();
    const ready = new Promise<{ cpuMs: number; error?: ThrownError }>((resolve) => {
      worker.once('message', (message: FromWorker) => {
        if (message.type !== 'ready') return;
        this.#cachedData ??= message.cachedData;
        resolve(
          message.error === undefined ? { cpuMs: message.cpuMs } : { cpuMs: message.cpuMs, error: message.error },
        );
      });
      worker.on('error', (error) => resolve({ cpuMs: 0, error: toThrown(error) }));
      worker.once('exit', () =>
        resolve({ cpuMs: 0, error: { name: 'Error', message: 'The thread ended at its start.' } }),
      );
    });
    return { worker, ready };
  }

  #execute(worker: Worker, task: RunTask, hooks: RunHooks): Promise<RunEnd> {
    // eslint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
    const send = (message: ToWorker): void => worker.postMessage(message);
    return new Promise((resolve) => {
      const timer = setTimeout(() => finish({ kind: 'timeout' }), task.timeoutMs);
      let over = false;
      const finish = (end: RunEnd): void => {
        if (over) return;
        over = true;
        clearTimeout(timer);
        worker.off('message', onMessage).off('error', onError).off('exit', onExit);
        worker.unref();
        resolve(end);
      };
      const answer = async ({ id, call, chain }: Extract<FromWorker, { type: 'call' }>): Promise<void> => {
        try {
          const given = await hooks.onCall(call, chain, () => finish({ kind: 'killed' }));
          if (!over) send({ type: 'answer', id, answer: given, time: this.#time() });
        } catch (error) {
          if (!over) send({ type: 'failure', id, error: toThrown(error), time: this.#time() });
        }
      };
      const onMessage = (message: FromWorker): void => {
        if (message.type === 'call') void answer(message);
        else if (message.type === 'log') hooks.onLog(message.level, message.text);
        else if (message.type === 'reply') finish({ kind: 'reply', json: message.json, usage: message.usage });
        else if (message.type === 'thrown') finish({ kind: 'thrown', error: message.error, usage: message.usage });
      };
      const onError = (error: unknown): void => {
        const isMemory = isErrorlike(error) && error.code === 'ERR_WORKER_OUT_OF_MEMORY';
        finish(isMemory ? { kind: 'memory' } : { kind: 'thrown', error: toThrown(error) });
      };
      const onExit = (): void => finish({ kind: 'exit' });
      worker.on('message', onMessage).on('error', onError).on('exit', onExit);
      worker.ref();
      send({ type: 'run', task, time: this.#time() });
    });
  }
}
