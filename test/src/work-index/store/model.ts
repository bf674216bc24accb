import { isDeepStrictEqual } from 'node:util';
import type { Random } from '../../../../local/random.ts';
import type { WorkItem } from '../../../../src/core/work-item/work-item.ts';
import { compareIds, placeOf, type Entry } from '../../../../src/work-index/entry/entry.ts';
import { thinOf, type ThinRow } from '../../../../src/work-index/entry/thin-block.ts';
import { openIndex, type IndexView } from '../../../../src/work-index/store/open-index.ts';
import { countEntries } from '../../../../src/work-index/store/totals.ts';
import type { Batch } from '../../../../src/work-index/store/write-entries.ts';
import { DOING, DONE, EPIC, STORY, TODO } from '../../../core/build.ts';
import { buildEntry } from '../build-entry.ts';

export const NOW = Date.UTC(2026, 10, 22, 9);
export const PROJECTS = ['10', '11', '12'];
const pick = <T>(random: Random, list: readonly [T, ...T[]]): T => list[Math.floor(random() * list.length)] ?? list[0];
const upTo = (random: Random, most: number): number => Math.floor(random() * (most + 1));

/** The same id read with the same `updated` is the same, except for what Jira changes without touching `updated`. */
const entryOf = (id: number, updated: number, side: number): Entry => {
  const seed = id * 31 + updated * 7;
  const projectId = PROJECTS[updated % 4 === 0 ? (seed + 1) % 3 : id % 3] ?? '10';
  const status = [TODO, DOING, DONE][seed % 3] ?? TODO;
  const parent = (seed + side) % 5;
  const item: Partial<WorkItem> = {
    key: `P${projectId}-${id}`,
    projectId,
    status,
    type: id % 4 === 0 ? EPIC : STORY,
    summary: `Summary ${id} as of ${updated}, ${side}`,
    updated: updated * 1_000,
    created: 500,
    ...(parent === 0 || id % 4 === 0 ? {} : { parentId: String(1_000 + parent * 4) }),
    ...(status === DONE ? { resolved: Date.UTC(2026, (seed + side) % 12, 5) } : {}),
    ...(seed % 2 === 0 ? { sprintIds: [String(seed % 6)] } : {}),
    ...(seed % 4 === 0 ? { componentIds: [String(seed % 3)], teamFieldId: `team-${seed % 2}` } : {}),
  };
  return buildEntry(String(1_000 + id), item, seed % 3 === 0 ? { matches: ['b12', `j${side}`] } : {});
};

/** A reading of some of 16 items at some instant, of which some were not found. */
export const randomBatch = (random: Random): Batch => {
  const readAt = NOW + upTo(random, 30);
  const ids = Array.from({ length: 16 }, (_, id) => id).filter(() => random() < 0.3);
  const found = ids.filter(() => random() < 0.8);
  return {
    readAt,
    entries: found.map((id) => entryOf(id, 1 + upTo(random, 9), readAt % 2)),
    goneIds: ids.filter((id) => !found.includes(id)).map((id) => String(1_000 + id)),
  };
};
export const killedAfter = (random: Random): number => pick(random, [1, 1, 2, 3, 5]);

export type Content = ReadonlyMap<string, Entry>;

/** What the index must hold: for each id the newest of all readings, unless one started later (or then) missed it. */
export const modelOf = (batches: readonly Batch[]): Content => {
  const best = new Map<string, { entry: Entry; readAt: number }>();
  const gone = new Map<string, number>();
  for (const { readAt, entries, goneIds } of batches) {
    for (const entry of entries) {
      const { id, updated } = entry.item;
      const old = best.get(id);
      const isOlder =
        old !== undefined &&
        (old.entry.item.updated > updated || (old.entry.item.updated === updated && old.readAt >= readAt));
      if (!isOlder) best.set(id, { entry, readAt });
    }
    for (const id of goneIds) gone.set(id, Math.max(gone.get(id) ?? 0, readAt));
  }
  const alive = [...best].filter(([id, { readAt }]) => readAt > (gone.get(id) ?? 0));
  return new Map(alive.map(([id, { entry }]): [string, Entry] => [id, entry]).sort(([a], [b]) => compareIds(a, b)));
};

export const thinModel = (content: Content): ReadonlyMap<string, ThinRow> =>
  new Map([...content].map(([id, entry]) => [id, thinOf(entry)]));

const sorted = <T>(rows: ReadonlyMap<string, T>): ReadonlyMap<string, T> =>
  new Map([...rows].sort(([a], [b]) => compareIds(a, b)));

export interface Seen {
  readonly view: IndexView;
  readonly content: Content;
  readonly thin: ReadonlyMap<string, ThinRow>;
}

const countsOf = (content: Content): ReadonlyMap<string, number> => {
  const byProject = Map.groupBy(content.values(), (entry) => entry.item.projectId);
  return new Map([...byProject].map(([project, entries]) => [project, entries.length]));
};
const byName = (counts: ReadonlyMap<string, number>): readonly (readonly [string, number])[] => [...counts].sort();

/** All that the index holds, read project by project: what is kept in two of them would be seen to differ. */
export const readAll = async (projects: readonly string[] = PROJECTS): Promise<Seen> => {
  const view = await openIndex();
  const content = new Map<string, Entry>();
  const thin = new Map<string, ThinRow>();
  for (const project of projects) {
    const projectIds = new Set([project]);
    for (const [id, entry] of await view.readDetail({ projectIds, doneFrom: '2000-01-01', withBacklog: true })) {
      if (content.has(id)) throw new Error(`${id} is in two projects.`);
      if (placeOf(entry).projectId !== project) throw new Error(`${id} is not where it belongs.`);
      content.set(id, entry);
    }
    for (const [id, row] of await view.readStructure(projectIds)) {
      if (thin.has(id)) throw new Error(`${id} is in the structure of two projects.`);
      thin.set(id, row);
    }
  }
  const counted = byName(await countEntries(view));
  if (!isDeepStrictEqual(counted, byName(countsOf(content)))) throw new Error(`Counted ${JSON.stringify(counted)}.`);
  return { view, content: sorted(content), thin: sorted(thin) };
};
