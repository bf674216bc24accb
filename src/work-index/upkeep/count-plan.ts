import type { EpochMs, ProjectId } from '../../core/ids.ts';
import type { Mismatch, UpkeepState } from '../../storage/upkeep.ts';

/** A difference that listing did not explain is not looked into again before. */
const DRILL_AGAIN_MS = 24 * 3_600_000;

export interface Counts {
  readonly jira: ReadonlyMap<ProjectId, number>;
  readonly index: ReadonlyMap<ProjectId, number>;
}
export interface CountPlan {
  /** What is remembered until the next comparison. */
  readonly mismatches: Readonly<Record<ProjectId, Mismatch>>;
  /** Projects whose items are to be listed now. */
  readonly drill: readonly ProjectId[];
}

const isWorthIt = (before: Mismatch | undefined, { jira, index }: Mismatch, now: EpochMs): boolean => {
  if (before === undefined) return false;
  const isExplained = before.drilledAt > 0 && before.jira - before.index === jira - index;
  return !isExplained || now - before.drilledAt >= DRILL_AGAIN_MS;
};

/**
 * Compares counts with what was remembered. Jira's counts are approximate and lag, and the index may be just reading: a difference
 * counts once it is there at two comparisons in a row. Projects that were not counted stay as they were remembered.
 */
export const planCounts = (
  { jira, index }: Counts,
  { mismatches }: Pick<UpkeepState, 'mismatches'>,
  now: EpochMs,
): CountPlan => {
  const kept = Object.entries(mismatches).filter(([id]) => !jira.has(id));
  const drill: ProjectId[] = [];
  const found = [...jira].flatMap(([id, count]): [ProjectId, Mismatch][] => {
    const [has, before] = [index.get(id) ?? 0, mismatches[id]];
    if (has === count) return [];
    const mismatch = { jira: count, index: has, drilledAt: before?.drilledAt ?? 0 };
    if (!isWorthIt(before, mismatch, now)) return [[id, mismatch]];
    drill.push(id);
    return [[id, { ...mismatch, drilledAt: now }]];
  });
  return { mismatches: Object.fromEntries([...kept, ...found]), drill };
};

/** Whether a difference waits for another comparison: to be sure of it, or to see that it is gone. */
export const awaitsComparison = ({ mismatches, hourAt }: Pick<UpkeepState, 'mismatches' | 'hourAt'>): boolean =>
  Object.values(mismatches).some(({ drilledAt }) => drilledAt === 0 || drilledAt >= hourAt);
