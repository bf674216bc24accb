import { z } from 'zod';
import type { EpochMs } from '../../core/ids.ts';
import { readHead, writeHeads, type FreshText } from '../../storage/head.ts';
import { packText, unpackText } from '../../storage/values.ts';
import { retire } from '../store/retired.ts';
import type { SiteTexts } from './site-texts.ts';

const KEY = 'site';
const FORMAT = 1;
const times = z.record(z.string(), z.number());
const shape = z.object({
  /** When all was last read, and when single boards and projects were. */
  readAt: z.number(),
  boards: times,
  projects: times,
  base: z.string(),
  recent: z.string(),
  old: z.array(z.string()),
});

/** The small record that names the texts of a site's facts. */
export interface SiteHead extends z.infer<typeof shape> {
  readonly version: number;
}

/** Undefined where nothing was read yet, or by another version of the app; `version` is what a write starts from. */
export const readSiteHead = async (): Promise<{ readonly version: number; readonly head?: SiteHead }> => {
  const { version, value } = await readHead(KEY);
  // Written by writeSite.
  const stored = z.object({ f: z.literal(FORMAT), packed: z.string() }).safeParse(value);
  const parsed = stored.success ? shape.safeParse(unpackText(stored.data.packed)) : undefined;
  return parsed?.success === true ? { version, head: { ...parsed.data, version } } : { version };
};

export const keysOf = ({ base, recent, old }: Pick<SiteHead, 'base' | 'recent' | 'old'>): readonly string[] => [
  base,
  recent,
  ...old,
];

export interface SiteWrite {
  /** What was read before: its head, where there was one, and its texts as they were read. */
  readonly version: number;
  readonly head?: SiteHead | undefined;
  readonly known: ReadonlyMap<string, string>;
  readonly texts: SiteTexts;
  readonly times: Pick<SiteHead, 'readAt' | 'boards' | 'projects'>;
  readonly now: EpochMs;
}

/**
 * Swaps a site's facts in: texts that are as before keep their keys, the others get new ones, and what no head names any more is listed
 * for deletion, in one transaction. Throws VersionConflictError, having written nothing, where another writer was first.
 */
export const writeSite = async ({ version, head, known, texts, times: read, now }: SiteWrite): Promise<void> => {
  const before = head === undefined ? [] : keysOf(head);
  const keyByText = new Map(before.flatMap((key) => (known.has(key) ? [[known.get(key) ?? '', key] as const] : [])));
  const fresh: FreshText[] = [];
  const keyFor = (text: string): string => {
    const key = keyByText.get(text) ?? `site:${version + 1}.${fresh.length}`;
    if (!keyByText.has(text)) fresh.push({ key, text });
    keyByText.set(text, key);
    return key;
  };
  const named = { base: keyFor(texts.base), recent: keyFor(texts.recent), old: texts.old.map(keyFor) };
  const kept = new Set(keysOf(named));
  const gone = before.filter((key) => !kept.has(key));
  const list = gone.length === 0 ? [] : [retire(`site.${version + 1}`, gone, now)];
  const value = { f: FORMAT, packed: packText({ ...read, ...named }) };
  await writeHeads([{ key: KEY, baseVersion: version, value }], [...fresh, ...list]);
};
