// Runs inside a worker thread: loads the app's bundle, gives it the platform's globals and runs one function.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { format } from 'node:util';
import v8 from 'node:v8';
import vm from 'node:vm';
import { parentPort, workerData } from 'node:worker_threads';
import type { FromWorker, LogLevel, RunTask, ThrownError, ToWorker, Usage, WorkerSetup } from './messages.ts';
import { WorkerCalls } from './worker-calls.ts';
import { installRandom } from './worker-random.ts';
import { installTime, WorkerTime } from './worker-time.ts';

const setup = workerData as WorkerSetup; // written by workers.ts
// eslint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
const send = (message: FromWorker): void => parentPort?.postMessage(message);
const cpuMs = (): number => {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
};
const describe = (error: unknown): ThrownError =>
  error instanceof Error
    ? { name: error.name, message: error.message, ...(error.stack === undefined ? {} : { stack: error.stack }) }
    : { name: 'Error', message: typeof error === 'string' ? error : format('%j', error) };

const time = new WorkerTime(setup.time);
const reseed = installRandom(setup.seed);
const calls = new WorkerCalls(send);
let peakMemoryBytes = 0;
const sampleMemory = (): void => {
  const { total_heap_size: heap, external_memory: external } = v8.getHeapStatistics();
  peakMemoryBytes = Math.max(peakMemoryBytes, heap + external);
};

const installConsole = (): void => {
  const levels: Readonly<Record<string, LogLevel>> = {
    debug: 'debug',
    log: 'info',
    info: 'info',
    warn: 'warn',
    error: 'error',
  };
  for (const [method, level] of Object.entries(levels)) {
    Object.assign(console, { [method]: (...parts: unknown[]) => send({ type: 'log', level, text: format(...parts) }) });
  }
};

const refuseEgress = (input: unknown): Promise<never> => {
  const url = input instanceof Request ? input.url : String(input);
  const error = new Error(
    `URL not included in the external fetch backend permissions: ${url}. Visit go.atlassian.com/forge-egress for more information.`,
  );
  error.name = 'REQUEST_EGRESS_ALLOWLIST_ERR';
  return Promise.reject(error);
};

const ignore = (): void => {};
const metrics = {
  counter: () => ({ incr: ignore, decr: ignore }),
  timing: () => ({ measure: () => ({ stop: ignore }) }),
};

/** Runs the bundle as the CommonJS module that it is, whatever package.json says of its folder. */
const load = (): { exports: Record<string, unknown>; cachedData: Buffer | undefined } => {
  const { handlersFile, cachedData } = setup;
  const wrapper = `(function (exports, require, module, __filename, __dirname) { ${readFileSync(handlersFile, 'utf8')}\n})`;
  const script = new vm.Script(wrapper, {
    filename: handlersFile,
    ...(cachedData === undefined ? {} : { cachedData }),
    importModuleDynamically: vm.constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
  });
  const module: { exports: Record<string, unknown> } = { exports: {} };
  const run: unknown = script.runInThisContext();
  if (typeof run !== 'function') throw new TypeError(`${handlersFile} is not a script.`);
  run(module.exports, createRequire(handlersFile), module, handlersFile, path.dirname(handlersFile));
  const isNew = cachedData === undefined || script.cachedDataRejected === true;
  return { exports: module.exports, cachedData: isNew ? script.createCachedData() : undefined };
};

const run = async (exported: Record<string, unknown>, task: RunTask): Promise<void> => {
  const startedCpuMs = cpuMs();
  const deadline = performance.now() + task.timeoutMs;
  const usage = (): Usage => {
    sampleMemory();
    return { cpuMs: cpuMs() - startedCpuMs, peakMemoryBytes };
  };
  reseed(task.seed);
  calls.reset();
  peakMemoryBytes = 0;
  const lambdaContext = { getRemainingTimeInMillis: () => Math.max(0, deadline - performance.now()) };
  Object.assign(globalThis, { __forge_runtime__: { ...task.runtime, lambdaContext, metrics } });
  try {
    const handler = exported[task.exportName];
    if (typeof handler !== 'function') throw new Error(`The bundle has no function ${task.exportName}.`);
    const value: unknown = await handler(...task.args);
    const json = JSON.stringify(value);
    send({ type: 'reply', json, usage: usage() });
  } catch (error) {
    send({ type: 'thrown', error: describe(error), usage: usage() });
  }
};

installTime(time);
installConsole();
Object.assign(globalThis, {
  __forge_fetch__: (...args: Parameters<WorkerCalls['fetch']>) => {
    sampleMemory();
    return calls.fetch(...args);
  },
  fetch: refuseEgress,
});
let exported: Record<string, unknown> = {};
try {
  // The first Response of a thread loads undici: before the invocation, as the platform's runtime has it.
  void new Response('').status;
  const loaded = load();
  exported = loaded.exports;
  const ready = { type: 'ready', cpuMs: cpuMs() } as const;
  send(loaded.cachedData === undefined ? ready : { ...ready, cachedData: loaded.cachedData });
} catch (error) {
  send({ type: 'ready', cpuMs: cpuMs(), error: describe(error) });
}
parentPort?.on('message', (message: ToWorker) => {
  time.set(message.time);
  if (message.type === 'run') void run(exported, message.task);
  else calls.settle(message);
});
