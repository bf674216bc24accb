import type { EpochMs } from '../../core/ids.ts';
import { writeHeads, type FreshText } from '../../storage/head.ts';
import { siteWrite, type SiteHead } from '../../storage/site.ts';
import { retire } from '../store/retired.ts';
import type { SiteTexts } from './site-texts.ts';

export const keysOf = ({ base, recent, old }: Pick<SiteHead, 'base' | 'recent' | 'old'>): readonly string[] => [
  base,
  recent,
  ...old,
];

export const SITE_PREFIX = 'site:';

/** Names a swap of the site's head in the lists of obsolete texts. */
export const swapOf = (version: number): string => `site.${version}`;

export interface SiteWrite {
  /** What was read before: its version, its head, where there was one, and its texts by their keys. */
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
export const writeSite = async ({ version, head, known, texts, times, now }: SiteWrite): Promise<void> => {
  const before = head === undefined ? [] : keysOf(head);
  const keyByText = new Map(before.flatMap((key) => (known.has(key) ? [[known.get(key) ?? '', key] as const] : [])));
  const fresh: FreshText[] = [];
  const keyFor = (text: string): string => {
    const key = keyByText.get(text) ?? `${SITE_PREFIX}${version + 1}.${fresh.length}`;
    if (!keyByText.has(text)) fresh.push({ key, text });
    keyByText.set(text, key);
    return key;
  };
  const named = { base: keyFor(texts.base), recent: keyFor(texts.recent), old: texts.old.map(keyFor) };
  const kept = new Set(keysOf(named));
  const gone = before.filter((key) => !kept.has(key));
  const list = gone.length === 0 ? [] : [retire(swapOf(version + 1), gone, now)];
  const isSame = fresh.length === 0 && gone.length === 0;
  const changedAt = isSame ? (head?.changedAt ?? 0) : Math.max(Date.now(), head?.changedAt ?? 0);
  await writeHeads([siteWrite(version, { ...times, changedAt, ...named })], [...fresh, ...list]);
};
