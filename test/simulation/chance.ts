import type { Random } from '../../local/random.ts';

/** Draws from one stream of chance. */
export interface Chance {
  readonly random: Random;
  /** 0 to `most`, whole. */
  readonly upTo: (most: number) => number;
  readonly isLucky: (chance: number) => boolean;
  /** One of a list; undefined for an empty one. */
  readonly pick: <T>(list: readonly T[]) => T | undefined;
  /** One of a list that is not empty. */
  readonly one: <const T>(list: readonly T[]) => T;
}

export const chanceOf = (random: Random): Chance => {
  const upTo = (most: number): number => Math.floor(random() * (most + 1));
  return {
    random,
    upTo,
    isLucky: (chance) => random() < chance,
    pick: (list) => list[Math.floor(random() * list.length)],
    one: (list) => {
      const [drawn] = list.slice(Math.floor(random() * list.length));
      if (drawn === undefined) throw new Error('There is nothing to draw from.');
      return drawn;
    },
  };
};
