import { chunk } from '../../core/list/chunk.ts';
import type { AccountId, EpochMs, WorkItemId } from '../../core/ids.ts';
import { deleteByPrefix } from '../../storage/values.ts';
import { withoutAssignee, type Entry } from '../entry/entry.ts';
import { joinErased } from '../entry/merge.ts';
import { append, BATCH_IDS } from './append.ts';
import { eachEntry } from './each-entry.ts';
import { foldLog } from './fold.ts';
import { forgetLog } from './forget-log.ts';
import { openIndex } from './open-index.ts';
import { COPY_PREFIXES } from './copies.ts';
import { createTexts } from './texts.ts';

/** Every account that the index names. */
export const listAssignees = async (): Promise<ReadonlySet<AccountId>> => {
  const accounts = new Set<AccountId>();
  await eachEntry(
    await openIndex(),
    ({ item }) => void (item.assigneeId !== undefined && accounts.add(item.assigneeId)),
  );
  return accounts;
};

/**
 * Takes these accounts out of the index, of its log and of the copies made from it; values that nobody reads any more go with
 * the next sweep, an hour later. Whoever writes must drop them too (`writeEntries` does), or the next reading brings them back.
 */
export const eraseAssignees = async (accounts: ReadonlySet<AccountId>, now: EpochMs): Promise<void> => {
  const found = new Map<WorkItemId, Entry>();
  await eachEntry(await openIndex(), (entry) => {
    const { id, assigneeId } = entry.item;
    if (assigneeId !== undefined && accounts.has(assigneeId)) found.set(id, entry);
  });
  const texts = createTexts();
  for (const ids of chunk([...found.keys()], BATCH_IDS)) {
    const decide: Parameters<typeof append>[1] = (known) =>
      ids.flatMap((id) => {
        const entry = found.get(id);
        return entry === undefined ? [] : (joinErased(known.get(id), entry, withoutAssignee(entry)) ?? []);
      });
    await append(ids, decide, texts);
  }
  await foldLog(now);
  await forgetLog(now);
  for (const prefix of COPY_PREFIXES) await deleteByPrefix(prefix);
};
