import { createHash } from 'node:crypto';
import { Collection, type Store } from '../../jira/store.ts';

const SAMPLE_EVERY = 97;

/** A short text that differs where a rebuilt site differs: a journal fits only the site that it was written over. */
export const fingerprint = (store: Store): string => {
  const hash = createHash('sha256').update(JSON.stringify(store.settings));
  for (const collection of Object.values(store)) {
    if (!(collection instanceof Collection)) continue;
    hash.update(`${collection.name}:${collection.size};`);
    let at = 0;
    for (const entity of collection.values()) if (at++ % SAMPLE_EVERY === 0) hash.update(JSON.stringify(entity));
  }
  return hash.digest('hex').slice(0, 16);
};
