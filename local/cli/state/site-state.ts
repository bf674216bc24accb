import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import type { Entity } from '../../jira/entities.ts';
import type { Store } from '../../jira/store.ts';
import type { WaitingEvent } from '../../forge/events/event-queue.ts';
import type { Installation } from '../../forge/installation.ts';
import type { KvsRecord } from '../../forge/storage/records.ts';
import { fingerprint } from './fingerprint.ts';
import { Journal, readJournal, type Entry } from './journal.ts';

const FORMAT = 1;
const CLOCK_DRIFT_MS = 2_000;
const metaSchema = z.object({
  format: z.number(),
  /** The day around which a seeded site is laid out; absent for an import. */
  day: z.string().optional(),
  fingerprint: z.string(),
});
type Meta = z.infer<typeof metaSchema>;

/** Saved state that this version cannot continue; the message says what to do. */
export class IncompatibleState extends Error {
  constructor(why: string) {
    super(`${why} Start with --fresh to forget the changes made so far and begin anew.`);
    this.name = 'IncompatibleState';
  }
}

const FILES = { meta: 'meta.json', journal: 'journal.jsonl' } as const;

/** What was kept of a site since its seed or import: a journal of everything written after it. */
export class SiteState {
  readonly #folder: string;
  readonly #entries: readonly Entry[];
  /** What the site was made of; undefined where nothing is kept yet. */
  readonly meta: Meta | undefined;
  #journal: Journal | undefined;
  #keptOffsetMs: number;

  constructor(folder: string, { fresh }: { readonly fresh: boolean }) {
    this.#folder = folder;
    if (fresh) rmSync(folder, { recursive: true, force: true });
    const metaFile = path.join(folder, FILES.meta);
    this.meta = existsSync(metaFile) ? parseMeta(metaFile) : undefined;
    this.#entries = this.meta === undefined ? [] : readEntries(path.join(folder, FILES.journal));
    this.#keptOffsetMs = this.clockOffsetMs ?? 0;
  }

  /** How far the site's clock was from the machine's when it last stopped or was set; undefined where that is not known. */
  get clockOffsetMs(): number | undefined {
    const last = this.#entries.findLast(([kind]) => kind === 'clock')?.[1];
    return typeof last === 'number' ? last : undefined;
  }

  /** Writes the kept changes over the rebuilt site; throws IncompatibleState where it is not the same site. */
  replayStore(store: Store, day: string | undefined): void {
    const print = fingerprint(store);
    if (this.meta === undefined) {
      mkdirSync(this.#folder, { recursive: true });
      const meta: Meta =
        day === undefined ? { format: FORMAT, fingerprint: print } : { format: FORMAT, day, fingerprint: print };
      writeFileSync(path.join(this.#folder, FILES.meta), `${JSON.stringify(meta, null, 2)}\n`);
    } else if (this.meta.fingerprint !== print) {
      throw new IncompatibleState(
        `The site kept in ${this.#folder} was built by another version of the seeds or the importer.`,
      );
    }
    for (const [kind, name, third] of this.#entries) {
      if (kind === 'put')
        store.collection(String(name))?.put(third as Entity); // written by `keepStore`
      else if (kind === 'del') store.collection(String(name))?.delete(String(third));
      else if (kind === 'seq') store.sequences.set(String(name), Number(third));
    }
  }
  /** Puts storage and waiting events of the app's installation back. */
  replayInstallation({ storage, queue, openWebTriggers }: Installation): void {
    const events = new Map<string, WaitingEvent>();
    for (const [kind, first, second, third] of this.#entries) {
      if (kind === 'kvs')
        storage.records.restore(String(first), String(second), (third ?? undefined) as KvsRecord | undefined);
      else if (kind === 'event' && second === null) events.delete(String(first));
      else if (kind === 'event') events.set(String(first), second as WaitingEvent);
      else if (kind === 'webtrigger') openWebTriggers.restore(String(first), second === true);
    }
    for (const event of events.values()) queue.restore(event);
  }

  /** Keeps what is written from now on. */
  keep(store: Store, { storage, queue, openWebTriggers }: Installation): void {
    const known = new Map(store.sequences);
    const journal = new Journal(path.join(this.#folder, FILES.journal), () => {
      const moved = [...store.sequences].filter(([name, value]) => known.get(name) !== value);
      for (const [name, value] of moved) known.set(name, value);
      return moved.map(([name, value]) => ['seq', name, value]);
    });
    this.#journal = journal;
    store.onChange(({ collection, id, after }) =>
      journal.append(after === undefined ? ['del', collection, id] : ['put', collection, after]),
    );
    storage.records.onChange((space, key, record) => journal.append(['kvs', space, key, record ?? null]));
    queue.onChange((id, event) => journal.append(['event', id, event ?? null]));
    openWebTriggers.onChange((key, isOpen) => journal.append(['webtrigger', key, isOpen]));
  }
  /** Keeps how far the site's clock is from the machine's; drift is not worth a line. */
  keepClock(offsetMs: number): void {
    if (Math.abs(offsetMs - this.#keptOffsetMs) < CLOCK_DRIFT_MS) return;
    this.#keptOffsetMs = offsetMs;
    this.#journal?.append(['clock', offsetMs]);
  }
  close(): void {
    this.#journal?.close();
    this.#journal = undefined;
  }
}

const parseMeta = (file: string): Meta => {
  const parsed = metaSchema.safeParse(readJson(file));
  if (!parsed.success) throw new IncompatibleState(`${file} is not what this version writes.`);
  if (parsed.data.format !== FORMAT) {
    throw new IncompatibleState(`${file} has format ${parsed.data.format}; this version knows ${FORMAT}.`);
  }
  return parsed.data;
};
const readJson = (file: string): unknown => {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
};
const readEntries = (file: string): readonly Entry[] => {
  try {
    return readJournal(file);
  } catch (error) {
    throw new IncompatibleState(error instanceof Error ? error.message : String(error));
  }
};
