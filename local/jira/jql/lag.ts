import type { Issue } from '../entities.ts';
import type { Site } from '../site.ts';
import type { Change } from '../store.ts';

interface Write {
  readonly issueId: string;
  readonly at: number;
  /** What search still sees: the issue before this write; undefined for a created issue. */
  readonly before: Issue | undefined;
}

/**
 * Jira's search is eventually consistent (platform.md 3.1): for `tuning.searchLagMs` after a write it sees the issue as
 * it was before. Kept as the recent writes; whatever is older than the lag is forgotten at the next look.
 */
export class SearchLag {
  readonly #site: Site;
  #writes: Write[] = [];

  constructor(site: Site) {
    this.#site = site;
  }

  heard({ collection, id, before }: Change): void {
    if (collection !== 'issues') return;
    const lagMs = this.#site.tuning.searchLagMs;
    if (lagMs <= 0 && this.#writes.length === 0) return;
    // The collection is `issues`, so what it held is an issue.
    this.#writes.push({ issueId: id, at: this.#site.clock.now(), before: before as Issue | undefined });
    // A long run of writes that nobody searches among must not pile up.
    if (this.#writes.length % 4096 === 0) this.#forget();
  }

  /** Issue id -> the issue as search sees it (undefined: not at all), for those that differ from the store. */
  seen(): ReadonlyMap<string, Issue | undefined> {
    this.#forget();
    const seen = new Map<string, Issue | undefined>();
    for (const { issueId, before } of this.#writes) if (!seen.has(issueId)) seen.set(issueId, before);
    return seen;
  }

  #forget(): void {
    const since = this.#site.clock.now() - this.#site.tuning.searchLagMs;
    const firstRecent = this.#writes.findIndex((write) => write.at > since);
    this.#writes = firstRecent < 0 ? [] : this.#writes.slice(firstRecent);
  }
}
