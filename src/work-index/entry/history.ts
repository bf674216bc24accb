import type { EpochMs, StatusId } from '../../core/ids.ts';
import type { Category } from '../../core/work-item/work-item.ts';

/** One changed field of one changelog entry, ids as Jira gives them (`from`, `to`). */
export interface Change {
  readonly at: EpochMs;
  /** Jira's field id: `status`, `priority`, `fixVersions`, `duedate`, or the sprint field's. */
  readonly fieldId: string;
  readonly from: string | null;
  readonly to: string | null;
}

/** What planning asks of an item's past. Still running stretches are not in `spentMs`: add the time since `since`. */
export interface HistoryDigest {
  readonly firstStarted?: EpochMs;
  /** The last time it became done; absent while it is not. */
  readonly done?: EpochMs;
  /** Finished stretches by category. */
  readonly spentMs: Readonly<Record<Category, number>>;
  /** When it came into its category. */
  readonly since: EpochMs;
  /** When it came into its status. */
  readonly statusSince: EpochMs;
  /** Moves to an earlier category. */
  readonly backward: number;
  readonly priorityChanges: number;
  readonly sprintChanges: number;
  /** Changes of what places it in a period beside its sprint: fix version and due day. */
  readonly periodChanges: number;
}

export interface HistoryInput {
  readonly created: EpochMs;
  /** Its category now: what it was at first where the changelog tells nothing. */
  readonly category: Category;
  /** Of all statuses that the changelog may name; a status that no longer exists is absent. */
  readonly categories: ReadonlyMap<StatusId, Category>;
  readonly sprintFieldId?: string;
  readonly changes: readonly Change[];
}

const STEP: Readonly<Record<Category, number>> = { todo: 0, inProgress: 1, done: 2 };

interface Walk {
  readonly category: Category;
  readonly since: EpochMs;
  readonly spentMs: Readonly<Record<Category, number>>;
  readonly firstStarted?: EpochMs;
  readonly done?: EpochMs;
  readonly backward: number;
}

const enter = (walk: Walk, category: Category, at: EpochMs): Walk => {
  if (category === walk.category) return walk;
  const { done: _, ...rest } = walk;
  const spent = walk.spentMs[walk.category] + Math.max(0, at - walk.since);
  return {
    ...rest,
    category,
    since: at,
    spentMs: { ...walk.spentMs, [walk.category]: spent },
    ...(walk.firstStarted === undefined && category === 'inProgress' ? { firstStarted: at } : {}),
    ...(category === 'done' ? { done: at } : {}),
    backward: walk.backward + (STEP[category] < STEP[walk.category] ? 1 : 0),
  };
};

const count = (changes: readonly Change[], ...fieldIds: readonly (string | undefined)[]): number =>
  changes.filter((change) => change.from !== change.to && fieldIds.includes(change.fieldId)).length;

/**
 * Digests a changelog, whatever its order. A status without a category (it was deleted) leaves the item in the category it
 * was in. An item done without ever being in progress has no `firstStarted`.
 */
export const digestHistory = (input: HistoryInput): HistoryDigest => {
  const changes = [...input.changes].sort((a, b) => a.at - b.at);
  const moves = changes.filter((change) => change.fieldId === 'status');
  const categoryOf = (id: StatusId | null | undefined): Category | undefined =>
    id === null || id === undefined ? undefined : input.categories.get(id);
  const first = moves.length === 0 ? input.category : (categoryOf(moves[0]?.from) ?? 'todo');
  const { created } = input;
  const start: Walk = {
    category: first,
    since: created,
    spentMs: { todo: 0, inProgress: 0, done: 0 },
    ...(first === 'inProgress' ? { firstStarted: created } : {}),
    ...(first === 'done' ? { done: created } : {}),
    backward: 0,
  };
  const walk = moves.reduce((so, move) => enter(so, categoryOf(move.to) ?? so.category, move.at), start);
  const { category: _, ...digest } = walk;
  return {
    ...digest,
    statusSince: moves.at(-1)?.at ?? created,
    priorityChanges: count(changes, 'priority'),
    sprintChanges: input.sprintFieldId === undefined ? 0 : count(changes, input.sprintFieldId),
    periodChanges: count(changes, 'fixVersions', 'duedate'),
  };
};
