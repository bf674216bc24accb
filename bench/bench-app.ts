import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { SiteClock } from '../local/clock.ts';
import { createHost, type Host } from '../local/forge/host.ts';
import { parseManifest, type Manifest } from '../local/forge/manifest.ts';
import type { Meter } from '../local/forge/meter.ts';
import type { HostOptions } from '../local/forge/types.ts';
import { setUpFirstBoard } from '../local/cli/first-board.ts';
import type { Jira } from '../local/jira/jira.ts';
import { isAdmin } from '../local/jira/permissions.ts';
import { seededRandom } from '../local/random.ts';
import { APP_ACCOUNT_ID } from '../local/seeds/defaults.ts';
import type { ProgramId, ProjectId } from '../src/core/ids.ts';
import type { ListReply, OperationName, Payload, Value } from '../src/operations/operations.ts';
import type { Reply } from '../src/operations/reply.ts';

const ROOT = path.resolve(import.meta.dirname, '..');
export const readManifest = (): Manifest => parseManifest(readFileSync(path.join(ROOT, 'manifest.yml'), 'utf8'));

export interface Asked<T> {
  readonly value: T;
  readonly meter: Meter;
}
/** The built app on one seeded site, with one program that was set up as an administrator would. */
export interface BenchApp {
  readonly size: string;
  readonly host: Host;
  readonly jira: Jira;
  readonly clock: SiteClock;
  /** An administrator who sees all teams' work. */
  readonly viewer: string;
  readonly programId: ProgramId;
  /** Where its teams work. */
  readonly projectIds: readonly ProjectId[];
  /** Calls an operation as someone; throws what it refuses with. */
  readonly ask: <Name extends OperationName>(
    accountId: string,
    name: Name,
    payload: Payload<Name>,
  ) => Promise<Asked<Value<Name>>>;
}

export type BenchHostOptions = Partial<
  Pick<HostOptions, 'handlersFile' | 'manifest' | 'timeoutScale' | 'consumers' | 'delivery' | 'warm'>
>;

/** A host over the built handlers, or over another bundle. */
export const createBenchHost = (jira: Jira, clock: SiteClock, options: BenchHostOptions = {}): Host =>
  createHost({
    manifest: readManifest(),
    handlersFile: path.join(ROOT, 'dist/handlers/index.js'),
    jira,
    clock,
    random: seededRandom(1),
    appAccountId: APP_ACCOUNT_ID,
    ...options,
  });

/** Calls a resolver function as someone; throws what the host or the app refuses with. */
export const askHost = async <T>(
  host: Host,
  accountId: string,
  functionKey: string,
  payload: unknown,
): Promise<Asked<T>> => {
  const outcome = await host.invoke({ moduleKey: 'program-page', functionKey, payload, accountId });
  if ('error' in outcome) throw new Error(`${functionKey}: ${outcome.error.code}: ${outcome.error.message}`);
  // What the app's own operation answers.
  const reply = outcome.body as Reply<T>;
  if (!reply.ok) throw new Error(`${functionKey}: ${reply.error.code}: ${reply.error.message}`);
  return { value: reply.value, meter: outcome.meter };
};

export const findAdmin = ({ site: { store } }: Jira): string => {
  const admin = [...store.users.values()].find((user) => user.active && isAdmin(store, user.id));
  if (admin === undefined) throw new Error('The seeded site has no administrator.');
  return admin.id;
};

/** Starts the app and saves the programs that it proposes; the largest of them is the one that is measured. */
export const openBenchApp = async (
  size: string,
  jira: Jira,
  clock: SiteClock,
  options: BenchHostOptions = {},
): Promise<BenchApp> => {
  const host = createBenchHost(jira, clock, options);
  const viewer = findAdmin(jira);
  await setUpFirstBoard(host, viewer);
  const { value } = await askHost<ListReply>(host, viewer, 'program.list', {});
  const [program] = value.programs.toSorted((a, b) => b.teams - a.teams);
  if (program === undefined) throw new Error(`No program could be set up on ${size}.`);
  // The index is filled.
  await host.drain();
  return {
    size,
    host,
    jira,
    clock,
    viewer,
    programId: program.id,
    projectIds: program.projectIds,
    ask: (accountId, name, payload) => askHost(host, accountId, name, payload),
  };
};
