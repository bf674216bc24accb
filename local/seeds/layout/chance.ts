import type { Random } from '../../random.ts';

/** One of a list that is not empty. */
export const pick = <T>(random: Random, list: readonly T[]): T => {
  const found = list[Math.floor(random() * list.length)];
  if (found === undefined) throw new Error('nothing to pick from');
  return found;
};

/** Whether something of that probability happens. */
export const chance = (random: Random, probability: number): boolean => random() < probability;

/** A whole number from `low` to `high`, both included. */
export const between = (random: Random, low: number, high: number): number =>
  low + Math.floor(random() * (high - low + 1));

/** Splits `total` by weights into whole numbers that add up to it. */
export const apportion = (total: number, weights: readonly number[]): number[] => {
  const sum = weights.reduce((a, b) => a + b, 0);
  let seen = 0;
  let given = 0;
  return weights.map((weight) => {
    seen += weight;
    const share = Math.round((total * seen) / sum) - given;
    given += share;
    return share;
  });
};
