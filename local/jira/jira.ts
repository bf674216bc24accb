import type { Clock } from '../clock.ts';
import type { Random } from '../random.ts';
import type { Caller } from './caller.ts';
import type { ProductEvent } from './events.ts';
import { buildCallerOf } from './gateway/authentication.ts';
import type { CallCost } from './gateway/cost.ts';
import { FaultBook } from './gateway/faults.ts';
import { buildGateway } from './gateway/gateway.ts';
import { PointsPool } from './gateway/limits.ts';
import type { Logger } from './gateway/respond.ts';
import { searchState } from './jql/index.ts';
import type { Operation } from './operation.ts';
import { operations as allOperations } from './routes/index.ts';
import type { Site, SiteTuning } from './site.ts';
import type { Store } from './store.ts';

export type { CallCost } from './gateway/cost.ts';

export interface Jira {
  readonly site: Site;
  /** Answers one REST call, in process. `observe` hears what it cost. Rejects only with ConnectionDropped (a scripted fault). */
  fetch(request: Request, caller: Caller, observe?: (cost: CallCost) => void): Promise<Response>;
  /** Who a request from outside comes from; a Response (401) where its credentials are wrong. */
  callerOf(request: Request): Caller | Response;
  readonly faults: FaultBook;
  /** Hears every product event; gives a function that stops it. */
  onEvent(listener: (event: ProductEvent) => void): () => void;
}
export interface JiraOptions {
  readonly store: Store;
  readonly clock: Clock;
  readonly random: Random;
  readonly tuning?: Partial<SiteTuning>;
  /** Default: all of `routes/index.ts`. */
  readonly operations?: readonly Operation[];
  /** The app's hourly points; pass one pool to several sites of one app. */
  readonly pool?: PointsPool;
  /** Waits out a scripted delay; default: a real timer. */
  readonly sleep?: (ms: number) => Promise<void>;
  /** Default: the console. */
  readonly logger?: Logger;
}

const realSleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
// eslint-disable-next-line no-console -- the default place for details of a 500
const consoleLogger: Logger = { error: (message, detail) => console.error(message, detail) };

/** A local Jira site over a store: the same answers in process and behind a port (`local/forge` listens). */
export const createJira = (options: JiraOptions): Jira => {
  const { store, clock, random } = options;
  const listeners = new Set<(event: ProductEvent) => void>();
  const site: Site = {
    store,
    clock,
    random,
    emit: (event) => {
      for (const listener of listeners) listener(event);
    },
    tuning: { searchLagMs: 0, enforceLimits: true, ...options.tuning },
  };
  searchState(site);
  const faults = new FaultBook();
  const fetch = buildGateway({
    site,
    faults,
    operations: options.operations ?? allOperations,
    pool: options.pool ?? new PointsPool(),
    sleep: options.sleep ?? realSleep,
    logger: options.logger ?? consoleLogger,
  });
  const onEvent = (listener: (event: ProductEvent) => void): (() => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  };
  return { site, fetch, callerOf: buildCallerOf(store), faults, onEvent };
};
