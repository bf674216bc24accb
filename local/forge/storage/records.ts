import type { Clock } from '../../clock.ts';
import type { Json } from '../../jira/entities.ts';
import { KVS_EXPIRED_READABLE_MS, KVS_QUERY_LAG_MS } from '../limits.ts';

/** One stored value; instants are epoch ms. */
export interface KvsRecord {
  readonly key: string;
  readonly value: Json;
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly expiresAt?: number;
}
interface Version {
  readonly at: number;
  readonly record: KvsRecord | undefined;
}
/** A record as the API shows it: instants as epoch ms, `expireTime` as ISO text. */
export const wireRecord = ({ key, value, createdAt, updatedAt, expiresAt }: KvsRecord) => ({
  key,
  value,
  createdAt,
  updatedAt,
  ...(expiresAt === undefined ? {} : { expireTime: new Date(expiresAt).toISOString() }),
});

/** The record that a write leaves: created once, updated now; a write without ttl takes an earlier expiry away. */
export const buildRecord = (
  before: KvsRecord | undefined,
  { key, value, now, ttlMs }: { key: string; value: KvsRecord['value']; now: number; ttlMs: number | undefined },
): KvsRecord => {
  const record = { key, value, createdAt: before?.createdAt ?? now, updatedAt: now };
  return ttlMs === undefined ? record : { ...record, expiresAt: now + ttlMs };
};

/** Told of every write; undefined for a deletion. */
export type RecordListener = (space: string, key: string, record: KvsRecord | undefined) => void;

/** The space of plain keys, of secrets, and of an entity type. */
export const PLAIN_SPACE = 'plain';
export const SECRET_SPACE = 'secret';
export const entitySpace = (entityName: string): string => `entity/${entityName}`;

/** Everything an installation stores: strongly consistent by key, and as it was some seconds ago for queries. */
export class Records {
  readonly #clock: Clock;
  readonly #spaces = new Map<string, Map<string, Version[]>>();
  readonly #listeners: RecordListener[] = [];

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  onChange(listener: RecordListener): void {
    this.#listeners.push(listener);
  }

  /** The value now; an expired one is still there until it is swept, at the latest 48 hours on (platform.md 1.2). */
  get(space: string, key: string): KvsRecord | undefined {
    return this.#alive(this.#spaces.get(space)?.get(key)?.at(-1)?.record);
  }

  /** What a query sees: the state of five seconds ago (platform.md 9). */
  *lagging(space: string): Generator<KvsRecord> {
    const seen = this.#clock.now() - KVS_QUERY_LAG_MS;
    for (const versions of this.#spaces.get(space)?.values() ?? []) {
      const record = this.#alive(versions.findLast(({ at }) => at <= seen)?.record);
      if (record !== undefined) yield record;
    }
  }

  put(space: string, record: KvsRecord): void {
    this.#write(space, record.key, record);
  }
  delete(space: string, key: string): void {
    this.#write(space, key, undefined);
  }

  /** Removes expired values now, as the platform does at some time within 48 hours; gives how many. */
  sweep(): number {
    const now = this.#clock.now();
    const expired = [...this.export()].filter(
      ([, record]) => record.expiresAt !== undefined && record.expiresAt <= now,
    );
    for (const [space, record] of expired) this.delete(space, record.key);
    return expired.length;
  }

  /** Everything stored, as plain data: `[space, record]`. */
  *export(): Generator<readonly [space: string, record: KvsRecord]> {
    for (const [space, records] of this.#spaces) {
      for (const versions of records.values()) {
        const record = this.#alive(versions.at(-1)?.record);
        if (record !== undefined) yield [space, record];
      }
    }
  }
  /** Puts a value back as it was written, or removes it, without telling listeners (replay of a journal). */
  restore(space: string, key: string, record: KvsRecord | undefined): void {
    this.#append(space, key, { at: record?.updatedAt ?? 0, record });
  }

  #alive(record: KvsRecord | undefined): KvsRecord | undefined {
    const gone = record?.expiresAt !== undefined && record.expiresAt + KVS_EXPIRED_READABLE_MS <= this.#clock.now();
    return gone ? undefined : record;
  }
  #write(space: string, key: string, record: KvsRecord | undefined): void {
    this.#append(space, key, { at: this.#clock.now(), record });
    for (const listener of this.#listeners) listener(space, key, record);
  }
  #append(space: string, key: string, version: Version): void {
    let records = this.#spaces.get(space);
    if (records === undefined) this.#spaces.set(space, (records = new Map()));
    const versions = records.get(key) ?? [];
    // Versions older than the one that a query sees now will never be seen again.
    const seen = this.#clock.now() - KVS_QUERY_LAG_MS;
    const first = versions.findLastIndex(({ at }) => at <= seen);
    records.set(key, [...versions.slice(Math.max(first, 0)), version]);
  }
}
