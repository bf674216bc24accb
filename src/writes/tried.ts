import type { WorkItemId } from '../core/ids.ts';
import { BudgetSpentError, JiraError, NetworkError, RateLimitedError, UnexpectedAnswerError } from '../jira/errors.ts';
import type { JiraClient } from '../jira/client.ts';
import { checkItems } from '../jira/permissions-check.ts';

/** What became of writing one item. `pending`: not tried, or it may have come through; doing it again does no harm. */
export type Tried =
  | { readonly kind: 'written' }
  | { readonly kind: 'refused'; readonly sentence: string }
  | { readonly kind: 'pending'; readonly sentence: string; readonly retryAfterMs?: number };
export type TriedItems = Map<WorkItemId, Tried>;

const WRITTEN: Tried = { kind: 'written' };
/** Left for reading again what was written, and for answering. */
const RESERVE_MS = 8_000;

export const refusedInWords = (words: string): Tried => ({
  kind: 'refused',
  sentence: words === '' ? 'Jira does not allow this.' : `Jira does not allow this: ${words}`,
});

/** An error of the Jira door as an outcome; throws anything else. */
export const toTried = (error: unknown): Tried => {
  if (error instanceof RateLimitedError) {
    return { kind: 'pending', sentence: error.message, retryAfterMs: error.retryAfterMs };
  }
  if (error instanceof JiraError && error.status < 500) {
    return refusedInWords([...error.messages, ...Object.values(error.fieldErrors)].join(' '));
  }
  const isPassing = [JiraError, NetworkError, UnexpectedAnswerError, BudgetSpentError].some(
    (one) => error instanceof one,
  );
  if (!isPassing) throw error;
  return { kind: 'pending', sentence: 'Jira did not answer. Try again in a moment.' };
};

export interface WriterNeeds {
  readonly user: JiraClient;
  readonly remainingMs: () => number;
  readonly keyOf: (id: WorkItemId) => string;
}
/** Writes items, in order; gives those that Jira refused one by one, throws where it refused all. */
export type Write = (ids: readonly WorkItemId[]) => Promise<ReadonlyMap<WorkItemId, Tried> | void>;
/** A permission that a write needs. */
export interface Needed {
  /** Jira's key, and its name on the screens. */
  readonly permission: string;
  readonly name: string;
}
/** Tries writes as one person; after one that met a limit, or when the time is over, it tries no more. */
export interface Writer {
  readonly together: (ids: readonly WorkItemId[], write: Write, needed: readonly Needed[]) => Promise<TriedItems>;
}

/** Who lacks a permission spoils the call for all others: Jira refuses such a call whole and names one of them. */
const findLacking = async ({ user, keyOf }: WriterNeeds, ids: readonly WorkItemId[], needed: readonly Needed[]) => {
  const found: TriedItems = new Map();
  const held = await Promise.all(needed.map(({ permission }) => checkItems(user, permission, ids)));
  for (const id of ids) {
    const lacking = needed.find((_, at) => held[at]?.has(id) !== true);
    if (lacking === undefined) continue;
    const sentence = `Jira does not let you move ${keyOf(id)}: you lack its permission "${lacking.name}" there.`;
    found.set(id, { kind: 'refused', sentence });
  }
  return found;
};

export const createWriter = (needs: WriterNeeds): Writer => {
  let halted: Tried | undefined;
  const halt = (): Tried | undefined => {
    if (halted === undefined && needs.remainingMs() < RESERVE_MS) {
      halted = { kind: 'pending', sentence: 'There was no time left for this one.', retryAfterMs: 0 };
    }
    return halted;
  };
  const all = (ids: readonly WorkItemId[], tried: Tried): TriedItems => new Map(ids.map((id) => [id, tried]));

  const together = async (ids: readonly WorkItemId[], write: Write, needed: readonly Needed[]): Promise<TriedItems> => {
    if (ids.length === 0) return new Map();
    const stop = halt();
    if (stop !== undefined) return all(ids, stop);
    try {
      const refused = await write(ids);
      return new Map([...all(ids, WRITTEN), ...(refused ?? [])]);
    } catch (error) {
      const tried = toTried(error);
      if (tried.kind === 'pending') halted = tried;
      return tried.kind === 'pending' || ids.length === 1 ? all(ids, tried) : apart(ids, write, needed);
    }
  };

  /** Jira refused them together: without those who lack a permission, else by halves, so that each hears of itself. */
  const apart = async (ids: readonly WorkItemId[], write: Write, needed: readonly Needed[]): Promise<TriedItems> => {
    const lacking = needed.length === 0 ? new Map() : await findLacking(needs, ids, needed);
    const rest = ids.filter((id) => !lacking.has(id));
    if (lacking.size > 0) return new Map([...lacking, ...(await together(rest, write, []))]);
    const middle = Math.ceil(rest.length / 2);
    const first = await together(rest.slice(0, middle), write, []);
    return new Map([...first, ...(await together(rest.slice(middle), write, []))]);
  };
  return { together };
};
