import { z } from 'zod';
import { readHead, type HeadWrite } from './head.ts';
import { packText, unpackText } from './values.ts';

const KEY = 'site';
export const SITE_FORMAT = 1;
const times = z.record(z.string(), z.number());
const shape = z.object({
  /** When all was last read, and when single boards and projects were. */
  readAt: z.number(),
  boards: times,
  projects: times,
  /** When what the texts say last became other; 0: before this was noted. */
  changedAt: z.number().default(0),
  base: z.string(),
  recent: z.string(),
  old: z.array(z.string()),
});
const storedShape = z.object({ f: z.literal(SITE_FORMAT), packed: z.string() });

/** The small record that names the texts of a site's facts: their keys, and when what is in them was read. */
export type SiteHead = z.infer<typeof shape>;

/** `version` is what a write starts from; no head where nothing was read yet, or by another version of the app. */
export const readSiteHead = async (): Promise<{ readonly version: number; readonly head?: SiteHead }> => {
  const { version, value } = await readHead(KEY);
  const stored = storedShape.safeParse(value);
  const parsed = stored.success ? shape.safeParse(unpackText(stored.data.packed)) : undefined;
  return parsed?.success === true ? { version, head: parsed.data } : { version };
};

/** For `writeHeads`, with the texts that the head names. */
export const siteWrite = (baseVersion: number, head: SiteHead): HeadWrite => ({
  key: KEY,
  baseVersion,
  value: { f: SITE_FORMAT, packed: packText(head) },
});

/** For `writeHeads`: nothing is known of the site any more. */
export const emptySiteWrite = (baseVersion: number): HeadWrite => ({ key: KEY, baseVersion, value: {} });
