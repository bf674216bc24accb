import type { Issue } from './entities.ts';
import { bucketOf, RANK_LENGTH_LIMIT, ranksBetween, rebalancedRanks } from './rank.ts';
import type { Store } from './store.ts';

/** An issue's place as a sortable text: its rank, then its id where ranks are equal. */
const placeOf = (issue: Issue): string => `${issue.rank} ${issue.id}`;
const rankIn = (place: string): string => place.slice(0, place.lastIndexOf(' '));
const idIn = (place: string): string => place.slice(place.lastIndexOf(' ') + 1);

/** All issues of a site in rank order; follows the store's writes, so that a rank call sorts nothing. */
class RankOrder {
  readonly #store: Store;
  readonly #placeById = new Map<string, string>();
  #places: string[] = [];
  #following = true;

  constructor(store: Store) {
    this.#store = store;
    this.#read();
    store.onChange(({ collection, id }) => {
      if (collection === 'issues' && this.#following) this.#follow(id, store.issues.get(id));
    });
  }

  #read(): void {
    this.#placeById.clear();
    for (const issue of this.#store.issues.values()) this.#placeById.set(issue.id, placeOf(issue));
    this.#places = [...this.#placeById.values()].sort();
  }

  #follow(id: string, issue: Issue | undefined): void {
    const before = this.#placeById.get(id);
    const after = issue === undefined ? undefined : placeOf(issue);
    if (before === after) return;
    if (before !== undefined) this.#places.splice(this.#indexOf(before), 1);
    this.#placeById.delete(id);
    if (after === undefined) return;
    this.#places.splice(this.#indexOf(after), 0, after);
    this.#placeById.set(id, after);
  }

  #indexOf(place: string): number {
    let low = 0;
    let high = this.#places.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#places[middle] ?? '') < place) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** Writes a new rank for every issue; reads the order anew at the end instead of following each write. */
  rewrite(ranksFor: (count: number) => readonly string[]): void {
    const ids = this.#places.map(idIn);
    const ranks = ranksFor(ids.length);
    this.#following = false;
    ids.forEach((id, i) => {
      const issue = this.#store.issues.get(id);
      const rank = ranks[i];
      if (issue !== undefined && rank !== undefined) this.#store.issues.put({ ...issue, rank });
    });
    this.#following = true;
    this.#read();
  }
  lastRank(): string | undefined {
    const last = this.#places.at(-1);
    return last === undefined ? undefined : rankIn(last);
  }
  /** The rank of the nearest issue before (-1) or after (1) one, passing over `except`. */
  neighbour(id: string, direction: -1 | 1, except: ReadonlySet<string>): string | undefined {
    let index = this.#indexOf(this.#placeById.get(id) ?? '') + direction;
    for (; index >= 0 && index < this.#places.length; index += direction) {
      const place = this.#places[index] ?? '';
      if (!except.has(idIn(place))) return rankIn(place);
    }
    return undefined;
  }
}

const orders = new WeakMap<Store, RankOrder>();
const orderOf = (store: Store): RankOrder => {
  let order = orders.get(store);
  if (order === undefined) orders.set(store, (order = new RankOrder(store)));
  return order;
};

/**
 * Gives every issue of the site a short new rank in the next bucket, in the order they have. Like Jira's rebalancing it
 * writes no history and leaves `updated` alone.
 */
export const rebalance = (store: Store): void => {
  const order = orderOf(store);
  const bucket = (bucketOf(order.lastRank() ?? '') + 1) % 3;
  order.rewrite((count) => rebalancedRanks(bucket, count));
};

const usable = (ranks: readonly string[] | undefined): ranks is readonly string[] =>
  ranks !== undefined && ranks.every((rank) => rank.length <= RANK_LENGTH_LIMIT);

const retryRebalanced = (store: Store, find: () => readonly string[] | undefined): readonly string[] => {
  const found = find();
  if (usable(found)) return found;
  rebalance(store);
  const again = find();
  if (again === undefined) throw new Error('A rebalanced order has room between any two ranks.');
  return again;
};

/** The rank of a new issue: after all others. */
export const rankAtEnd = (store: Store): string => {
  const [rank = ''] = retryRebalanced(store, () => ranksBetween(orderOf(store).lastRank(), undefined, 1));
  return rank;
};

/** Where issues go: directly before or after another issue (by id). */
export type RankTarget = { readonly before: string } | { readonly after: string };

/** Ranks, in order, that put `ids` directly before or after the target; rebalances the site where there is no room. */
export const ranksAt = (store: Store, target: RankTarget, ids: readonly string[]): readonly string[] => {
  const moving = new Set(ids);
  return retryRebalanced(store, () => {
    const order = orderOf(store);
    if ('before' in target) {
      const high = store.issues.get(target.before)?.rank;
      return ranksBetween(order.neighbour(target.before, -1, moving), high, ids.length);
    }
    const low = store.issues.get(target.after)?.rank;
    return ranksBetween(low, order.neighbour(target.after, 1, moving), ids.length);
  });
};
