import type { History } from '../entities.ts';
import type { Store } from '../store.ts';
import type { Bean } from './bean.ts';
import { zonedTime } from './time.ts';
import type { Viewer } from './viewer.ts';

/** One changelog entry. `created` is text with the site's offset; `changelog/bulkfetch` gives epoch ms instead. */
export const renderHistory = (viewer: Viewer, history: History, created: 'text' | 'epoch' = 'text'): Bean => ({
  id: history.id,
  author: viewer.user(history.authorId) ?? undefined,
  created: created === 'epoch' ? history.created : zonedTime(viewer.store.settings.timeZone, history.created),
  items: history.items.map(({ field, fieldtype, fieldId, from, fromString, to, toString }) => ({
    field,
    fieldtype,
    fieldId,
    from,
    fromString,
    to,
    toString,
  })),
});

/** An issue's changelog, oldest first. */
export const historiesOf = (store: Store, issueId: string): readonly History[] =>
  [...store.historiesByIssue.of(issueId)].sort((a, b) => a.created - b.created || Number(a.id) - Number(b.id));

const EXPANDED_HISTORIES = 100;

/** The `changelog` that `expand=changelog` puts on an issue: the newest entries (100 unless told otherwise), newest first. */
export const renderChangelog = (viewer: Viewer, issueId: string, limit = EXPANDED_HISTORIES): Bean => {
  const histories = [...historiesOf(viewer.store, issueId)].reverse();
  return {
    startAt: 0,
    maxResults: Math.min(histories.length, limit),
    total: histories.length,
    histories: histories.slice(0, limit).map((history) => renderHistory(viewer, history)),
  };
};
