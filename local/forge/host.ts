import type { SiteClock } from '../clock.ts';
import type { Installation } from './installation.ts';
import type { Manifest } from './manifest.ts';
import type { Meter } from './meter.ts';
import type { DrainReport, HostOptions, InvokeOutcome, InvokeRequest, LogLine, Ran } from './types.ts';

/** The local Forge: runs the app's handlers for one or several installations. */
export interface Host {
  readonly manifest: Manifest;
  readonly clock: SiteClock;
  readonly appAccountId: string;
  /** The installation of that name (default `main`), made if it is new; rejects where no other may be made. */
  installation(name?: string): Promise<Installation>;
  /** Runs a resolver function as a person; never rejects for what the app does. */
  invoke(request: InvokeRequest): Promise<InvokeOutcome>;
  /** The browser's `requestJira`: as the person, under the app's scopes and bursts, free of points (platform.md 2.1). */
  requestJira(request: Request, accountId: string | undefined, installation?: string): Promise<Response>;
  /** Runs queues and events until nothing is left, going forward in time to delayed ones unless `advance` is false. */
  drain(options?: { readonly advance?: boolean; readonly installation?: string }): Promise<DrainReport>;
  /** Runs a scheduled trigger now; undefined where the manifest has none of that key. */
  schedule(key: string, installation?: string): Promise<Ran | undefined>;
  meter(): Meter;
  resetMeter(): void;
  logs(): readonly LogLine[];
  clearLogs(): void;
  /** Stops workers and the background; running invocations are cut off. */
  close(): Promise<void>;
}

export type { DrainReport, HostOptions, InvokeOutcome, InvokeRequest, LogLine, Ran } from './types.ts';
export type { Installation } from './installation.ts';

/** Makes a host; it does nothing by itself until asked, unless `background` is set. */
export const createHost = (options: HostOptions): Host => {
  throw new Error(`The Forge host is being built; it was asked to run ${options.handlersFile}.`);
};
