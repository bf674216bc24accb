import { chunk } from '../../core/list/chunk.ts';
import { isDead } from '../entry/directory-block.ts';
import type { Entry } from '../entry/entry.ts';
import { mergeLog } from './log.ts';
import type { IndexView } from './open-index.ts';
import { pendingOf } from './root.ts';
import { createTexts } from './texts.ts';
import { ENTRY } from './tiers.ts';

/** Parts in memory at once: as many as one batch of storage gives. */
const PARTS_AT_ONCE = 25;

/** Visits every entry of the index once, as it stands, some parts at a time, so that the largest site fits into memory. */
export const eachEntry = async ({ root, texts }: IndexView, visit: (entry: Entry) => void): Promise<void> => {
  const pending = pendingOf(root);
  await texts.load(pending);
  const log = mergeLog(pending, texts);
  for (const parts of chunk(
    root.parts.filter((part) => part.tier === ENTRY.name),
    PARTS_AT_ONCE,
  )) {
    const some = createTexts();
    await some.load(parts);
    for (const part of parts) {
      for (const entry of ENTRY.unpack(some.get(part), part.scope)) {
        // What the log only says to have been read again is as its part has it.
        const logged = log.get(entry.item.id);
        if (logged === undefined || (logged.entry === undefined && !isDead(logged.row))) visit(entry);
      }
    }
  }
  for (const { row, entry } of log.values()) if (entry !== undefined && !isDead(row)) visit(entry);
};
