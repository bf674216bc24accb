import { existsSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { lockSite, SiteInUse } from './site-lock.ts';

/** How long a site that is stopping just now may take to let its folder go. */
const STOPPING_MAX_MS = 1_000;
const TRY_EVERY_MS = 100;

const lockSoon = async (folder: string): Promise<() => void> => {
  for (let waitedMs = 0; ; waitedMs += TRY_EVERY_MS) {
    try {
      return await lockSite(folder);
    } catch (error) {
      if (!(error instanceof SiteInUse) || waitedMs >= STOPPING_MAX_MS) throw error;
    }
    await wait(TRY_EVERY_MS);
  }
};

export interface HeldFolder {
  readonly folder: string;
  /** Lets it go. */
  readonly unlock: () => void;
  /** Why it is not the site's usual folder; undefined where it is. */
  readonly why?: string;
}

/**
 * Holds the folder under `root` that a site is kept in: `NAME`, or, where another process has that one open, `NAME-PORT`:
 * two sites side by side share nothing. A port that has a folder of its own keeps it. Rejects with SiteInUse.
 */
export const holdFolder = async (root: string, name: string, port: number): Promise<HeldFolder> => {
  const usual = path.join(root, name);
  const own = `${usual}-${port}`;
  if (!existsSync(own)) {
    try {
      return { folder: usual, unlock: await lockSoon(usual) };
    } catch (error) {
      if (!(error instanceof SiteInUse)) throw error;
    }
  }
  const why = `A site of its own for port ${port}, kept in ${own}: another npm start had the usual one open.`;
  return { folder: own, unlock: await lockSoon(own), why };
};
