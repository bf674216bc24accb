import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { SiteClock } from '../local/clock.ts';
import { parseManifest } from '../local/forge/manifest.ts';
import { ForgeStorage } from '../local/forge/storage/storage.ts';
import type { History } from '../local/jira/entities.ts';
import type { Jira } from '../local/jira/jira.ts';
import { APP_ACCOUNT_ID } from '../local/seeds/defaults.ts';
import type { Category } from '../src/core/work-item/work-item.ts';
import { findFieldIds, type FieldIds, type WireField } from '../src/jira/fields.ts';
import { fieldsToRead, issueShape, toWorkItem, type WireIssue } from '../src/jira/map-work-item.ts';
import type { Entry } from '../src/work-index/entry/entry.ts';
import { factsOf } from '../src/work-index/entry/facts.ts';
import { digestHistory } from '../src/work-index/entry/history.ts';
import { openIndex } from '../src/work-index/store/open-index.ts';
import { readEntries } from '../src/work-index/store/read-entries.ts';
import { settleParts } from '../src/work-index/store/settle.ts';
import { writeEntries } from '../src/work-index/store/write-entries.ts';
import { keyOf } from '../src/work-index/store/root.ts';
import { foldLog } from '../src/work-index/store/fold.ts';
import { readTexts } from '../src/storage/values.ts';
import { medianMs, type Table } from './table.ts';

const ROOT = path.resolve(import.meta.dirname, '..');
const BATCH = 1_000;
const APP = { accountId: APP_ACCOUNT_ID };
/** Of design.md 4: what an entry was measured to take, compressed. */
const ENTRY_BYTES = 105;
/** Of issue 3. */
const VIEW_UNITS = { small: 60, medium: 60, large: 300 } as const;
const CHANGED_BYTES = 5_000;
/** A batch of changes in the window of one wake-up at 500 a minute. */
const CHANGED = 125;
/** Items that are read by their ids, wherever they are. */
const SCATTERED = 20;
const REST_MS = 3_600_000;
/** The board's period: this quarter so far. */
const DONE_FROM = '2026-10-05';

interface Used {
  readUnits: number;
  writeUnits: number;
  writeBytes: number;
}

/** The real @forge/kvs of this process over a storage of its own, counted. */
const openStorage = (clock: SiteClock): Used => {
  const manifest = parseManifest(readFileSync(path.join(ROOT, 'manifest.yml'), 'utf8'));
  const storage = new ForgeStorage(manifest, clock, () => false);
  const used: Used = { readUnits: 0, writeUnits: 0, writeBytes: 0 };
  Object.assign(globalThis, {
    __forge_fetch__: (_target: unknown, url: string, { body }: { body: string }): Promise<Response> => {
      const answer = storage.handle(url, body);
      used.readUnits += answer.readUnits;
      used.writeUnits += answer.writeUnits;
      if (answer.writeUnits > 0) used.writeBytes += Buffer.byteLength(body);
      const text = answer.body === undefined ? null : JSON.stringify(answer.body);
      return Promise.resolve(new Response(text, { status: answer.status }));
    },
  });
  return used;
};

const ask = async (jira: Jira, route: string, body?: unknown): Promise<unknown> => {
  const init =
    body === undefined
      ? {}
      : { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
  return (await jira.fetch(new Request(`http://localhost:4180${route}`, init), APP)).json();
};

const CATEGORY: Readonly<Record<string, Category>> = { new: 'todo', indeterminate: 'inProgress', done: 'done' };

const entryOf = (
  issue: WireIssue,
  ids: FieldIds,
  histories: readonly History[],
  categories: ReadonlyMap<string, Category>,
): Entry => {
  const { item } = toWorkItem(issueShape.parse(issue), ids);
  const changes = histories.flatMap(({ created, items }) =>
    items.map(({ fieldId, field, from, to }) => ({ at: created, fieldId: fieldId ?? field, from, to })),
  );
  const sprint = ids.sprint === undefined ? {} : { sprintFieldId: ids.sprint };
  const { created, status } = item;
  const history = digestHistory({ created, category: status.category, categories, ...sprint, changes });
  const facts = factsOf(issue.fields['description']);
  return { item, facts, statusSince: history.statusSince, history };
};

/** All that the app may see, as it would be read: in bulk, with the changelogs. */
const readSite = async (jira: Jira): Promise<readonly Entry[]> => {
  const { store } = jira.site;
  // Jira's own answers.
  const ids = findFieldIds((await ask(jira, '/rest/api/3/field')) as readonly WireField[]);
  const categories = new Map(
    [...store.statuses.values()].map(({ id, category }) => [id, CATEGORY[category] ?? 'todo'] as const),
  );
  const histories = Map.groupBy(store.histories.values(), (history) => history.issueId);
  const all = [...store.issues.values()].map((issue) => issue.id);
  const entries: Entry[] = [];
  for (let at = 0; at < all.length; at += BATCH) {
    const body = { issueIdsOrKeys: all.slice(at, at + BATCH), fields: [...fieldsToRead(ids), 'description'] };
    const answer = (await ask(jira, '/rest/api/3/issue/bulkfetch', body)) as { issues: readonly WireIssue[] };
    entries.push(...answer.issues.map((issue) => entryOf(issue, ids, histories.get(issue.id) ?? [], categories)));
  }
  // A backfill goes from project to project.
  return entries.sort((a, b) =>
    a.item.projectId < b.item.projectId ? -1 : a.item.projectId > b.item.projectId ? 1 : 0,
  );
};

/** What the index takes to hold, to fill, to read for a view of a board over the whole site, and to change. */
export const measureIndexStore = async (
  size: keyof typeof VIEW_UNITS,
  jira: Jira,
  clock: SiteClock,
  table: Table,
): Promise<void> => {
  const { enforceLimits } = jira.site.tuning;
  jira.site.tuning.enforceLimits = false;
  const entries = await readSite(jira);
  jira.site.tuning.enforceLimits = enforceLimits;
  const used = openStorage(clock);
  const add = (figure: string, unit: string, ours: number, against: string, theirs: number): void =>
    table.add({ surface: 'index', site: size, figure, unit, ours, against, theirs });

  for (let at = 0; at < entries.length; at += BATCH) {
    await writeEntries({ readAt: clock.now(), entries: entries.slice(at, at + BATCH), goneIds: [] }, clock.now());
  }
  await foldLog(clock.now());
  add(
    'backfill, storage written an entry',
    'bytes',
    used.writeBytes / entries.length,
    'target of a change',
    CHANGED_BYTES,
  );

  const projectIds = new Set(entries.map(({ item }) => item.projectId));
  const scope = { projectIds, doneFrom: DONE_FROM, withBacklog: false };
  const readView = async (figure: string): Promise<ReadonlyMap<string, Entry>> => {
    used.readUnits = 0;
    const view = await openIndex();
    const [thin, detail] = await Promise.all([view.readStructure(projectIds), view.readDetail(scope)]);
    add(figure, 'units', used.readUnits, `target, ${detail.size} in detail of ${thin.size}`, VIEW_UNITS[size]);
    return detail;
  };
  await readView('storage read units, just filled');
  while ((await settleParts(Date.now() + REST_MS)) > 0);
  const detail = await readView('storage read units, at rest');
  const view = await openIndex();
  const parts = view.root.parts.filter((part) => part.tier === 'entry');
  const stored = [...(await readTexts(parts.map(keyOf))).values()].reduce((sum, text) => sum + text.length, 0);
  add('bytes an entry, stored', 'bytes', stored / entries.length, 'design.md 4, in base64', ENTRY_BYTES * (4 / 3));
  const readMs = await medianMs(3, async () => {
    const again = await openIndex();
    await again.readStructure(projectIds);
    await again.readDetail(scope);
  });
  add('reading a view', 'ms', readMs, 'cpu of a board view', 1_500);

  const ids = entries.filter((_, at) => at % Math.ceil(entries.length / SCATTERED) === 0).map(({ item }) => item.id);
  used.readUnits = 0;
  await readEntries(await openIndex(), ids);
  add(`storage read units, ${ids.length} items by id`, 'units', used.readUnits, 'a view', VIEW_UNITS[size]);

  await measureChanges([...detail.values()], { clock, used, add });
};

interface Measuring {
  readonly clock: SiteClock;
  readonly used: Used;
  readonly add: (figure: string, unit: string, ours: number, against: string, theirs: number) => void;
}

/** 500 changes within a minute, in four batches, folded at the end. */
const measureChanges = async (detail: readonly Entry[], { clock, used, add }: Measuring): Promise<void> => {
  used.writeBytes = 0;
  used.writeUnits = 0;
  const step = Math.max(1, Math.floor(detail.length / (4 * CHANGED)));
  for (let batch = 0; batch < 4; batch += 1) {
    clock.advance(15_000);
    const updated = clock.now();
    const changed = detail
      .filter((_, at) => at % step === 0)
      .slice(batch * CHANGED, (batch + 1) * CHANGED)
      .map((entry): Entry => ({ ...entry, item: { ...entry.item, updated, flagged: !entry.item.flagged } }));
    await writeEntries({ readAt: updated, entries: changed, goneIds: [] }, updated);
  }
  await foldLog(clock.now());
  const count = Math.min(4 * CHANGED, detail.length);
  add(
    'storage bytes written',
    'bytes',
    used.writeBytes / count,
    'target, a changed issue of 500 a minute',
    CHANGED_BYTES,
  );
  add('storage write units', 'units', used.writeUnits / count, 'target, a changed issue of 500 a minute', 3);
};
