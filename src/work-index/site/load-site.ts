import { readTexts } from '../../storage/values.ts';
import { SnapshotGoneError } from '../store/texts.ts';
import type { SiteFacts } from './site-facts.ts';
import { readSiteHead, type SiteHead } from '../../storage/site.ts';
import { fromTexts } from './site-texts.ts';

export interface LoadOptions {
  /** Also sprints that closed and versions that were released long ago (200 days): work of now names none of them. */
  readonly withOld?: boolean;
}

/** The facts that a head names, in one round of calls. Throws SnapshotGoneError where it was read more than an hour ago. */
export const readSite = async (head: SiteHead, { withOld = false }: LoadOptions = {}): Promise<SiteFacts> => {
  const partKeys = [...(withOld ? head.old : []), head.recent];
  const texts = await readTexts([head.base, ...partKeys]);
  const textOf = (key: string): string => {
    const text = texts.get(key);
    if (text === undefined) throw new SnapshotGoneError(key);
    return text;
  };
  return fromTexts(textOf(head.base), partKeys.map(textOf), head.readAt);
};

/** What is kept of the site, in two rounds of calls; undefined where nothing was read yet. */
export const loadSite = async (options: LoadOptions = {}): Promise<SiteFacts | undefined> => {
  const { head } = await readSiteHead();
  return head === undefined ? undefined : readSite(head, options);
};
