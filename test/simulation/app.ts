// The app as it is deployed, and beside it what a simulation asks: what the index holds, and what a fresh reading gives.
import { createAppClient } from '../../src/jira/forge-client.ts';
import type { ProgramDraft } from '../../src/core/program/program.ts';
import { hashText } from '../../src/core/text/hash-text.ts';
import { resolver as ofApp } from '../../src/index.ts';
import { listPrograms, saveProgram } from '../../src/storage/programs.ts';
import { readBackfill } from '../../src/storage/backfill.ts';
import { cancelBackfill, indexedProjects, rebuild, resumeBackfill } from '../../src/work-index/backfill/request.ts';
import type { Entry } from '../../src/work-index/entry/entry.ts';
import { thinOf, type ThinRow } from '../../src/work-index/entry/thin-block.ts';
import { openReading } from '../../src/work-index/reading/reading.ts';
import { readBatch } from '../../src/work-index/reading/read-batch.ts';
import { loadSite } from '../../src/work-index/site/load-site.ts';
import { refreshSite } from '../../src/work-index/site/refresh-site.ts';
import type { SiteFacts } from '../../src/work-index/site/site-facts.ts';
import { foldLog } from '../../src/work-index/store/fold.ts';
import { openIndex } from '../../src/work-index/store/open-index.ts';
import { refreshFromJira } from '../../src/work-index/upkeep/refresh-from-jira.ts';
import { createJob } from '../../src/background/job.ts';
import { countEntries } from '../../src/work-index/store/totals.ts';

export * from '../../src/index.ts';

/** What an index holds of the programs' projects, or what a reading gives: in one shape, in one order. */
export interface Content {
  readonly entries: Readonly<Record<string, Entry>>;
  readonly thin: Readonly<Record<string, ThinRow>>;
  readonly counts: Readonly<Record<string, number>>;
  readonly site: unknown;
}

const byId = <T>(rows: Iterable<readonly [string, T]>): Record<string, T> =>
  Object.fromEntries([...rows].sort(([a], [b]) => Number(a) - Number(b)));

/** Times of reading apart: what a site has. */
const siteOf = (site: SiteFacts): unknown => {
  const { readAt: _, boards, sprints, sprintIdsByBoard, versions, statuses, judged, ...rest } = site;
  return {
    ...rest,
    statuses: byId(statuses.map((one) => [one.id, one])),
    boards: byId(boards.map((one) => [one.id, one])),
    sprints: byId(sprints.map((one) => [one.id, one])),
    sprintIdsByBoard: byId(sprintIdsByBoard),
    versions: byId(versions.map((one) => [one.id, one])),
    judged: Object.fromEntries([...judged].map(([jql, why]) => [jql, why ?? 'fine']).sort()),
  };
};

/** Names of versions are laid over entries as they are read: the site's facts have them. */
const withoutNames = (entry: Entry): Entry => ({
  ...entry,
  item: { ...entry.item, fixVersions: entry.item.fixVersions.map(({ id }) => ({ id, name: '', released: false })) },
});

const readIndexed = async (): Promise<Content> => {
  const projectIds = new Set(await indexedProjects());
  const view = await openIndex();
  const entries = await view.readDetail({ projectIds, doneFrom: '1970-01-01', withBacklog: true });
  const counts = [...(await countEntries(view))].filter(([id]) => projectIds.has(id));
  const site = await loadSite({ withOld: true });
  return {
    entries: byId([...entries].map(([id, entry]) => [id, withoutNames(entry)])),
    thin: byId(await view.readStructure(projectIds)),
    counts: byId(counts),
    site: site === undefined ? undefined : siteOf(site),
  };
};

/** JSON that does not depend on the order of members. */
const toText = (value: unknown): string =>
  JSON.stringify(value, (_, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );

const digest = <T>(rows: Readonly<Record<string, T>>): Record<string, number> =>
  Object.fromEntries(Object.entries(rows).map(([id, row]) => [id, hashText(toText(row))]));
/** As `Content`, of a site whose content does not fit into a reply: a short text for each entry. */
const digested = (content: Content): unknown => ({
  ...content,
  entries: digest(content.entries),
  thin: digest(content.thin),
});

interface Question {
  readonly ids: readonly string[];
  readonly drafts: readonly ProgramDraft[];
}
/** For an installation of its own over the same Jira, with nothing in its storage. */
const readFresh = async ({ ids, drafts }: Question): Promise<Content> => {
  for (const draft of drafts) {
    const stored = (await listPrograms()).find(({ id }) => id === draft.id);
    await saveProgram(draft, stored?.version ?? 0);
  }
  const [app, now] = [createAppClient(), Date.now()];
  const site = await refreshSite(app, now);
  const projectIds = new Set(await indexedProjects());
  const batch = await readBatch(openReading(app, site, await listPrograms()), ids, { withHistory: true });
  const found = batch.entries.filter(({ item }) => projectIds.has(item.projectId));
  const counts = Map.groupBy(found, ({ item }) => item.projectId);
  return {
    entries: byId(found.map((entry) => [entry.item.id, withoutNames(entry)])),
    thin: byId(found.map((entry) => [entry.item.id, thinOf(entry)])),
    counts: byId([...counts].map(([id, some]) => [id, some.length] as const)),
    site: siteOf(site),
  };
};

const OWN: Readonly<Record<string, (payload: never) => Promise<unknown>>> = {
  'sim.index': readIndexed,
  'sim.fresh': readFresh,
  'sim.index.digest': () => readIndexed().then(digested),
  'sim.fresh.digest': (question: Question) => readFresh(question).then(digested),
  'sim.backfill': readBackfill,
  'sim.refresh': () => refreshFromJira(createJob({ points: 5_000 }), Date.now()),
  'sim.fold': () => foldLog(Date.now()).then(() => 'done'),
  'sim.cancel': (ids: readonly string[]) => cancelBackfill(ids).then(() => 'done'),
  'sim.resume': (ids: readonly string[]) => resumeBackfill(ids, Date.now()).then(() => 'done'),
  'sim.rebuild': (ids: readonly string[]) => rebuild(ids, Date.now()).then(() => 'done'),
};

interface Request {
  readonly call: { readonly functionKey: string; readonly payload: unknown };
}
type Resolver = (request: Request, backend: unknown) => Promise<unknown>;

export const resolver: Resolver = (request, backend) => {
  const own = OWN[request.call.functionKey];
  // Only the simulation calls these, and it knows what they take; the app's resolver is what makeResolver gives.
  return own === undefined ? (ofApp as Resolver)(request, backend) : own(request.call.payload as never);
};
