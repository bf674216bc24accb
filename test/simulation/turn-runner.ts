import { format } from 'node:util';
import type { OutgoingCall, RunTask } from '../../local/forge/runtime/messages.ts';
import { toThrown } from '../../local/forge/runtime/errorlike.ts';
import { WorkerCalls } from '../../local/forge/runtime/worker-calls.ts';
import type { RunEnd, RunHooks, Runner, RunReport } from '../../local/forge/runtime/workers.ts';
import { seededRandom, type Random } from '../../local/random.ts';
import { openRealm, type Exports } from './realm.ts';
import type { Stage } from './stage.ts';

/** How often a process that ended well serves the next invocation too. */
const WARM = 0.95;
const USAGE = { cpuMs: 0, peakMemoryBytes: 0 };

interface Running {
  readonly random: Random;
  readonly calls: WorkerCalls;
  readonly runtime: unknown;
  readonly hooks: RunHooks;
}

const nameOf = ({ target, method, path }: OutgoingCall): string =>
  `${target.type} ${target.provider ?? ''} ${method} ${path}`;

/** One process of the app; it serves one invocation at a time. */
class Process {
  readonly #stage: Stage;
  readonly #exported: Exports;
  #running: Running | undefined;

  constructor(stage: Stage, file: string) {
    this.#stage = stage;
    this.#exported = openRealm(file, {
      now: () => stage.now,
      random: () => this.#running?.random() ?? 0.5,
      setTimeout: (run, ms = 0) => {
        const timer = { cancel: stage.wait(this, `timer ${ms}`, run, ms) };
        return timer;
      },
      clearTimeout: (timer) => {
        if (timer !== undefined && 'cancel' in timer && typeof timer.cancel === 'function') timer.cancel();
      },
      log: (level, parts) => this.#running?.hooks.onLog(level, format(...parts)),
      fetch: (...args: Parameters<WorkerCalls['fetch']>) => this.#running?.calls.fetch(...args),
      runtime: () => this.#running?.runtime,
    });
  }

  /** Runs one function. Each call and each answer takes a turn; what was killed or ran too long never hears again. */
  run(task: RunTask, hooks: RunHooks): Promise<RunEnd> {
    const stage = this.#stage;
    return new Promise((resolve) => {
      let isOver = false;
      const finish = (end: RunEnd): void => {
        if (isOver) return;
        isOver = true;
        stage.forget(this);
        resolve(end);
      };
      const deadline = stage.now + task.timeoutMs;
      const answer = async (
        call: OutgoingCall,
        chain: Parameters<RunHooks['onCall']>[1],
        id: number,
      ): Promise<void> => {
        const time = { now: 0, frozen: true };
        const settle = (message: Parameters<WorkerCalls['settle']>[0]): void => {
          if (!isOver) stage.wait(this, `answer ${nameOf(call)}`, () => calls.settle(message));
        };
        try {
          const given = await hooks.onCall(call, chain, () => finish({ kind: 'killed' }));
          settle({ type: 'answer', id, answer: given, time });
        } catch (error) {
          settle({ type: 'failure', id, error: toThrown(error), time });
        }
      };
      const calls = new WorkerCalls(({ id, chain, call }) => {
        stage.wait(this, nameOf(call), () => void answer(call, chain, id));
      });
      const lambdaContext = { getRemainingTimeInMillis: () => Math.max(0, deadline - stage.now) };
      const metrics = {
        counter: () => ({ incr: () => {}, decr: () => {} }),
        timing: () => ({ measure: () => ({ stop: () => {} }) }),
      };
      const runtime = { ...task.runtime, lambdaContext, metrics };
      this.#running = { random: seededRandom(task.seed), calls, runtime, hooks };
      stage.wait(this, 'time-out', () => finish({ kind: 'timeout' }), task.timeoutMs);
      stage.wait(this, `begin ${task.exportName}`, () => {
        this.#call(task).then(
          (value) => finish({ kind: 'reply', json: JSON.stringify(value), usage: USAGE }),
          (error: unknown) => finish({ kind: 'thrown', error: toThrown(error), usage: USAGE }),
        );
      });
    });
  }

  async #call({ exportName, args }: RunTask): Promise<unknown> {
    const handler = this.#exported[exportName];
    if (typeof handler !== 'function') throw new Error(`The bundle has no function ${exportName}.`);
    return (await handler(...structuredClone(args))) as unknown;
  }
}

/** Runs the app's functions within this process, turn by turn on a stage: several invocations interleave as the seed has it. */
export class TurnRunner implements Runner {
  readonly #stage: Stage;
  readonly #file: string;
  readonly #random: Random;
  readonly #idle: Process[] = [];

  constructor(stage: Stage, file: string, random: Random) {
    this.#stage = stage;
    this.#file = file;
    this.#random = random;
  }

  async run(task: RunTask, hooks: RunHooks): Promise<RunReport> {
    const one = this.#idle.pop() ?? new Process(this.#stage, this.#file);
    const end = await one.run(task, hooks);
    const isAlive = end.kind === 'reply' || end.kind === 'thrown';
    if (isAlive && this.#random() < WARM) this.#idle.push(one);
    return { end, initCpuMs: 0, wallMs: 0 };
  }
  close(): Promise<void> {
    return Promise.resolve();
  }
}
