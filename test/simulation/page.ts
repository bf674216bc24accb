import { packIds } from '../../src/core/columns/columns.ts';
import { applyChanges, type BoardSource } from '../../src/core/board/source.ts';
import { unpackChanges, unpackSource } from '../../src/core/board/pack-source.ts';
import { compareIds } from '../../src/core/work-item/compare-ids.ts';
import type { Value } from '../../src/operations/operations.ts';
import type { Reply } from '../../src/operations/reply.ts';
import { findWrongs } from './judge-reply.ts';
import type { Past } from './past.ts';
import { askAs } from './storm.ts';
import type { World } from './world.ts';

/** What a page may be told instead of what it asked for: the closed codes, without the one that means a bug. */
const CODES = new Set([
  'INVALID',
  'FORBIDDEN',
  'NOT_FOUND',
  'CONFLICT',
  'RATE_LIMITED',
  'JIRA_UNAVAILABLE',
  'STORAGE_UNAVAILABLE',
]);

interface Held {
  readonly source: BoardSource;
  readonly state: string;
}

/** Somebody's open board: loads, refreshes, and holds every reply against Jira's past. */
export class Page {
  readonly #world: World;
  readonly #past: Past;
  readonly #who: string;
  readonly #programId: string;
  #held: Held | undefined;
  /** How many replies there were, by kind. */
  readonly told = new Map<string, number>();
  readonly wrongs: string[] = [];

  constructor(world: World, past: Past, who: string, programId: string) {
    this.#world = world;
    this.#past = past;
    this.#who = who;
    this.#programId = programId;
  }
  get source(): BoardSource | undefined {
    return this.#held?.source;
  }

  async load(): Promise<void> {
    const from = this.#world.clock.now();
    const value = await this.#ask('board.load', { programId: this.#programId });
    if (value === undefined || value.kind !== 'source') return;
    this.#held = { source: unpackSource(value.source), state: value.state };
    const { items, thin, asOf } = this.#held.source;
    this.#judge('load', { from, items, thin, asOf });
  }
  async refresh(): Promise<void> {
    if (this.#held === undefined) return this.load();
    const { source, state } = this.#held;
    const from = this.#world.clock.now();
    const ids = [...source.items, ...source.thin].map(({ id }) => id).toSorted(compareIds);
    const asked = { programId: this.#programId, periodId: source.periodId, state, held: packIds(ids) };
    const value = await this.#ask('index.refresh', asked);
    if (value === undefined) return;
    this.#count(value.kind);
    if (value.kind === 'reload') {
      this.#held = undefined;
    } else if (value.kind === 'unchanged') {
      this.#held = { source, state: value.state };
    } else {
      const changes = unpackChanges(value.changes);
      this.#held = { source: applyChanges(source, changes), state: value.state };
      this.#judge('changes', { from, items: changes.items, thin: [], asOf: changes.asOf });
    }
  }

  #count(kind: string): void {
    this.told.set(kind, (this.told.get(kind) ?? 0) + 1);
  }
  #judge(
    kind: string,
    { asOf, ...shown }: Pick<BoardSource, 'items' | 'thin' | 'asOf'> & { readonly from: number },
  ): void {
    this.#count(kind);
    const { clock, lagMs } = this.#world;
    const to = clock.now();
    const wrongs = findWrongs(this.#past, { ...shown, who: this.#who, to, asOf: Date.parse(asOf) }, lagMs);
    this.wrongs.push(...wrongs.map((wrong) => `${kind}: ${wrong}`));
  }
  async #ask<Name extends 'board.load' | 'index.refresh'>(
    name: Name,
    payload: unknown,
  ): Promise<Value<Name> | undefined> {
    // The app's own types say what it answers.
    const reply = (await askAs(this.#world, name, payload, this.#who)) as Reply<Value<Name>> | undefined;
    if (reply === undefined) return undefined;
    if (reply.ok) return reply.value;
    this.#count(reply.error.code);
    if (!CODES.has(reply.error.code))
      this.wrongs.push(`${name} as ${this.#who}: ${reply.error.code} ${reply.error.message}`);
    return undefined;
  }
}
