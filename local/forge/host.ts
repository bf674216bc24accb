import type { SiteClock } from '../clock.ts';
import { callContext } from './call-context.ts';
import type { HostCore } from './core.ts';
import { checkTriggers, deliverInstalled, deliverProductEvent } from './events/product-events.ts';
import { Pump } from './events/pump.ts';
import { runSchedule } from './events/schedules.ts';
import { PlatformFaults } from './faults.ts';
import { Installation } from './installation.ts';
import { backendContext, runTask } from './invocation.ts';
import { INVOKE_REQUEST_BYTES } from './limits.ts';
import { Logs } from './logs.ts';
import { findResolver, listBound, type Manifest } from './manifest.ts';
import { addMeters, emptyMeter, type Meter } from './meter.ts';
import { platformError } from './platform-error.ts';
import { Workers } from './runtime/workers.ts';
import type { DrainReport, HostOptions, InvokeOutcome, InvokeRequest, Ran } from './types.ts';
import { callWebTrigger } from './web-trigger.ts';

export type { DrainReport, HostOptions, InvokeOutcome, InvokeRequest, LogLine, Ran } from './types.ts';
export type { Installation } from './installation.ts';

export const MAIN = 'main';

/** The local Forge: runs the app's handlers for one or several installations. */
export interface Host {
  readonly manifest: Manifest;
  readonly clock: SiteClock;
  readonly appAccountId: string;
  readonly baseUrl: string;
  readonly faults: PlatformFaults;
  readonly logs: Logs;
  /** The installation `main`. */
  readonly main: Installation;
  /** The installation of that name (or UUID), made if it is new; undefined where no other may be made. */
  installation(name: string): Promise<Installation | undefined>;
  installations(): readonly Installation[];
  /** Runs a resolver function as a person; never rejects for what the app does. */
  invoke(request: InvokeRequest): Promise<InvokeOutcome>;
  /** Runs queues and events until nothing is left, going forward in time to delayed ones unless `advance` is false. */
  drain(options?: { readonly advance?: boolean; readonly installation?: string }): Promise<DrainReport>;
  /** Runs a scheduled trigger now; undefined where the manifest has none of that key. */
  schedule(key: string, installation?: string): Promise<Ran | undefined>;
  /** Answers a web trigger's address; undefined where there is none. */
  webTrigger(request: Request): Promise<Response | undefined>;
  meter(): Meter;
  /** Sets the totals to nothing, and the peaks of all installations to what their windows hold now. */
  resetMeter(): void;
  /** Tells the app that it was installed (`avi:forge:installed:app`), once for a new site. */
  install(installerAccountId: string | undefined): void;
  /** Stops threads and the background; running invocations are cut off. */
  close(): Promise<void>;
}

class LocalHost implements Host {
  readonly manifest: Manifest;
  readonly clock: SiteClock;
  readonly appAccountId: string;
  readonly baseUrl: string;
  readonly faults: PlatformFaults;
  readonly logs: Logs;
  readonly main: Installation;
  readonly #core: HostCore;
  readonly #pump: Pump;
  readonly #newSite: HostOptions['newSite'];
  readonly #installations = new Map<string, Promise<Installation>>();
  readonly #made: Installation[] = [];
  #meter = emptyMeter();

  constructor(options: HostOptions) {
    const { manifest, clock, handlersFile } = options;
    this.manifest = manifest;
    this.clock = clock;
    this.appAccountId = options.appAccountId;
    this.baseUrl = options.baseUrl ?? options.jira.site.store.settings.baseUrl;
    this.faults = new PlatformFaults(options.delivery);
    this.logs = new Logs(clock);
    this.#newSite = options.newSite;
    this.#core = {
      manifest,
      appAccountId: options.appAccountId,
      baseUrl: this.baseUrl,
      clock,
      random: options.random,
      workers:
        options.runner ??
        new Workers({
          handlersFile,
          memoryMb: manifest.memoryMb,
          clock,
          warm: options.warm === true,
          spares: options.spares ?? 1,
        }),
      faults: this.faults,
      logs: this.logs,
      timeoutScale: options.timeoutScale ?? 1,
      count: (meter, moduleKey) => {
        options.onMetered?.(meter, moduleKey);
        this.#meter = addMeters(this.#meter, meter);
      },
    };
    checkTriggers(listBound(manifest, 'trigger'));
    this.#pump = new Pump(this.#core, () => this.#made, options.consumers ?? 1);
    this.main = this.#add(MAIN, options.jira);
    this.#installations.set(MAIN, Promise.resolve(this.main));
    if (options.background === true) this.#pump.start();
  }

  installations(): readonly Installation[] {
    return this.#made;
  }
  async installation(name: string): Promise<Installation | undefined> {
    const known = this.#installations.get(name) ?? this.#made.find(({ id }) => id === name);
    if (known !== undefined || this.#newSite === undefined) return known;
    const making = Promise.resolve(this.#newSite(name)).then((jira) => this.#add(name, jira));
    this.#installations.set(name, making);
    return making;
  }

  async invoke(request: InvokeRequest): Promise<InvokeOutcome> {
    const meter = emptyMeter();
    const installation = await this.installation(request.installation ?? MAIN);
    if (installation === undefined) {
      return {
        error: platformError('INSTALLATION_NOT_FOUND', `There is no installation ${request.installation}.`),
        meter,
      };
    }
    const bound = findResolver(this.manifest, request.moduleKey);
    if (bound === undefined) {
      return {
        error: platformError('MODULE_NOT_FOUND', `No module with a resolver has the key ${request.moduleKey}.`),
        meter,
      };
    }
    const bytes = Buffer.byteLength(JSON.stringify(request.payload) ?? '');
    if (bytes > INVOKE_REQUEST_BYTES) {
      const message = `The payload has ${bytes} bytes; ${INVOKE_REQUEST_BYTES} are allowed.`;
      return { error: platformError('REQUEST_TOO_LARGE', message), meter };
    }
    const { isOver, rateLimit } = installation.countInvoke(request.accountId);
    if (isOver && request.isUnmetered !== true) {
      const retryAfterSeconds = Math.max(1, rateLimit.reset - Math.floor(this.clock.now() / 1000));
      return {
        error: platformError('FUNCTION_PLATFORM_RATE_LIMITED', 'Too many invocations.', { retryAfterSeconds }),
        meter,
      };
    }
    const context = callContext({ host: this, installation, request, moduleType: bound.module.type });
    const outcome = await runTask(this.#core, {
      installation,
      bound,
      functionKey: request.functionKey,
      args: [
        { call: { functionKey: request.functionKey, payload: request.payload }, context },
        backendContext(installation, request.accountId),
      ],
      viewer: request.accountId,
      extension: context.extension,
      ...(request.isUnmetered === true ? { isUnmetered: true } : {}),
    });
    return 'error' in outcome ? outcome : { body: outcome.value, meter: outcome.meter, rateLimit };
  }

  drain(options: { readonly advance?: boolean; readonly installation?: string } = {}): Promise<DrainReport> {
    return this.#pump.drain({ advance: options.advance !== false, only: options.installation });
  }
  async schedule(key: string, name: string = MAIN): Promise<Ran | undefined> {
    const bound = listBound(this.manifest, 'scheduledTrigger').find(({ module }) => module.key === key);
    const installation = await this.installation(name);
    return bound && installation && runSchedule(this.#core, installation, bound);
  }
  async webTrigger(request: Request): Promise<Response | undefined> {
    for (const installation of this.#made) {
      const response = await callWebTrigger(this.#core, installation, request);
      if (response !== undefined) return response;
    }
    return undefined;
  }
  install(installerAccountId: string | undefined): void {
    deliverInstalled(this.#core, this.main, installerAccountId);
  }

  meter(): Meter {
    return this.#meter;
  }
  resetMeter(): void {
    this.#meter = emptyMeter();
    for (const installation of this.#made) installation.resetPeaks();
  }
  async close(): Promise<void> {
    this.#pump.stop();
    await this.#core.workers.close();
  }

  #add(name: string, jira: HostOptions['jira']): Installation {
    const installation = new Installation({ name, manifest: this.manifest, jira, clock: this.clock });
    jira.onEvent((event) => deliverProductEvent(this.#core, installation, event));
    this.#pump.add(installation);
    this.#made.push(installation);
    return installation;
  }
}

/** Makes a host; it runs nothing by itself unless `background` is set. Close it to end its threads. */
export const createHost = (options: HostOptions): Host => new LocalHost(options);
