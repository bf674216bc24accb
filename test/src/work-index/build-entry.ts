import type { WorkItem } from '../../../src/core/work-item/work-item.ts';
import { NO_FACTS } from '../../../src/work-index/entry/facts.ts';
import type { Entry } from '../../../src/work-index/entry/entry.ts';
import { buildItem } from '../../core/build.ts';

/** An entry of a story to do in project 10 without any carrier: it lies in the backlog. */
export const buildEntry = (id: string, item: Partial<WorkItem> = {}, changes: Partial<Entry> = {}): Entry => ({
  item: buildItem(id, item),
  facts: NO_FACTS,
  ...changes,
});
