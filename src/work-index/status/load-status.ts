import { readingsOf, type ProjectStatus, type QuotaStatus, type Status } from '../../core/status/status.ts';
import type { BackfillState } from '../../core/backfill/state.ts';
import { hasWork } from '../../core/backfill/state.ts';
import type { EpochMs, ProjectId } from '../../core/ids.ts';
import { projectsOf } from '../../core/program/summary.ts';
import type { AccessFacts } from '../../core/visibility/access.ts';
import type { JiraClient } from '../../jira/client.ts';
import { listBrowsedProjects, type BrowsedProject } from '../../jira/projects.ts';
import { findSelfTest, readAccessFacts } from '../../storage/access.ts';
import { readBackfill } from '../../storage/backfill.ts';
import { findLastReport } from '../../storage/personal-data.ts';
import { listPrograms } from '../../storage/programs.ts';
import { findHour, findPause, type HourBudget, type JiraPause } from '../../storage/quota.ts';
import { readRegistry, type Registry } from '../../storage/registry.ts';
import { readUpkeepState, type UpkeepState } from '../../storage/upkeep.ts';
import { openHour } from '../quota/hour-budget.ts';
import { loadSite } from '../site/load-site.ts';
import { openIndex } from '../store/open-index.ts';
import { countEntries, storageTotals } from '../store/totals.ts';
import { readSyncState, type SyncState } from '../sync/sync-state.ts';
import { FORMATS } from './formats.ts';
import { unusedRules } from './unused-rules.ts';

type Browsed = ReadonlyMap<ProjectId, BrowsedProject>;
interface ProjectFacts {
  readonly browsed: Browsed;
  readonly counts: ReadonlyMap<ProjectId, number>;
  readonly backfill: BackfillState;
  readonly access: AccessFacts;
  readonly upkeep: UpkeepState;
}

/** Whether the app may not browse a project, by whoever last found out. */
const isClosed = (id: ProjectId, { access, upkeep, backfill }: ProjectFacts): boolean => {
  const isNotLive = upkeep.indexed.includes(id) && !upkeep.live.includes(id);
  const isRefused = backfill.runs.some(({ projectId, problem }) => projectId === id && problem?.code === 'access');
  return access.get(id)?.kind === 'closed' || isNotLive || isRefused;
};

const statusOf = (id: ProjectId, facts: ProjectFacts): ProjectStatus => {
  const { browsed, counts, backfill, access, upkeep } = facts;
  const own = browsed.get(id);
  const reading = readingsOf(backfill).get(id);
  const leftAt = backfill.runs.find(({ projectId }) => projectId === id)?.leftAt;
  const fact = access.get(id);
  const mismatch = upkeep.mismatches[id];
  return {
    id,
    ...(own === undefined ? {} : { named: { key: own.key, name: own.name } }),
    entries: counts.get(id) ?? 0,
    ...(reading === undefined ? {} : { reading }),
    ...(leftAt === undefined ? {} : { leftAt }),
    ...(fact === undefined ? {} : { visibility: { kind: fact.kind, readAt: fact.readAt } }),
    lacksAccess: own !== undefined && isClosed(id, facts),
    ...(mismatch === undefined ? {} : { mismatch }),
  };
};

/** Those that have a name first, by their keys; then the others by their ids. */
const byName = (a: ProjectStatus, b: ProjectStatus): number =>
  Number(a.named === undefined) - Number(b.named === undefined) ||
  (a.named?.key ?? '').localeCompare(b.named?.key ?? '', 'en') ||
  Number(a.id) - Number(b.id);

const quotaOf = (stored: HourBudget | undefined, pause: JiraPause | undefined, now: EpochMs): QuotaStatus => {
  const { resetAt, granted, remaining, limit } = openHour(stored, now);
  return {
    resetAt,
    granted,
    ...(remaining === undefined ? {} : { remaining }),
    ...(limit === undefined ? {} : { limit }),
    ...(pause === undefined ? {} : { pausedUntil: pause.until }),
  };
};

const counted = (record: Readonly<Record<string, number>>): readonly (readonly [string, number])[] =>
  Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1));

const eventsOf = ({ seen, waiting, oldest, lastRun, errors }: SyncState): Status['events'] => ({
  seen: counted(seen),
  waiting,
  ...(oldest === undefined ? {} : { oldest }),
  ...(lastRun === undefined ? {} : { lastRun }),
  errors: counted(errors),
});

const instant = <Name extends string>(name: Name, at: EpochMs): { readonly [N in Name]?: EpochMs } =>
  // A single member of that name.
  (at === 0 ? {} : { [name]: at }) as { readonly [N in Name]?: EpochMs };

const reconciliationOf = (upkeep: UpkeepState): Status['reconciliation'] => ({
  ...instant('lookedAt', upkeep.lookedAt),
  ...instant('hourAt', upkeep.hourAt),
  ...instant('dayAt', upkeep.dayAt),
  repaired: upkeep.repaired,
  missed: upkeep.missed,
  ...(upkeep.lastRun === undefined ? {} : { lastRun: upkeep.lastRun }),
  ...(upkeep.asked === undefined
    ? {}
    : { asked: { at: upkeep.asked.at, ...instant('startedAt', upkeep.asked.startedAt ?? 0) } }),
});

const stoppedOf = ({ stopped }: Registry): Pick<Status, 'stopped'> =>
  stopped === undefined
    ? {}
    : { stopped: { at: stopped.at, ...(stopped.removedAt === undefined ? {} : { removedAt: stopped.removedAt }) } };

/**
 * How the app fares on this site: for who administers Jira, which the caller has to make sure of. Counts are the app's; names of
 * projects, programs and teams are only of those that `user` browses. Four rounds of calls, one of them to Jira.
 */
export const loadStatus = async (user: JiraClient, now: EpochMs): Promise<Status> => {
  const [registry, programs, view, backfill, upkeep, sync] = await Promise.all([
    readRegistry(),
    listPrograms(),
    openIndex(),
    readBackfill(),
    readUpkeepState(),
    readSyncState(),
  ]);
  const [access, selfTest, pause, hour, site, personalData, counts] = await Promise.all([
    readAccessFacts(),
    findSelfTest(),
    findPause(now),
    findHour(),
    loadSite(),
    findLastReport(),
    countEntries(view),
  ]);
  const named = [...programs.flatMap(projectsOf), ...backfill.runs.map(({ projectId }) => projectId), ...counts.keys()];
  const ids = [...new Set(named)];
  const browsed = new Map((await listBrowsedProjects(user, ids)).map((project) => [project.id, project]));
  const facts = { browsed, counts, backfill, access, upkeep };
  const rest = backfill.rest !== undefined && backfill.rest.until > now ? { rest: backfill.rest } : {};
  return {
    now,
    ...stoppedOf(registry),
    programs: programs.length,
    projects: ids.map((id) => statusOf(id, facts)).sort(byName),
    backfill: { isGoing: hasWork(backfill, now), ...rest },
    events: eventsOf(sync),
    reconciliation: reconciliationOf(upkeep),
    quota: quotaOf(hour, pause, now),
    storage: storageTotals(view),
    ...(selfTest === undefined ? {} : { selfTest }),
    unusedRules: site === undefined ? [] : unusedRules(site, programs, (id) => browsed.has(id)),
    ...(site === undefined ? {} : { siteReadAt: site.readAt }),
    ...(personalData === undefined ? {} : { personalData }),
    formats: FORMATS,
  };
};
