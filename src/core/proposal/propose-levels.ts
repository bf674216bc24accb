import type { LevelName } from '../program/program.ts';
import type { WorkItem } from '../work-item/work-item.ts';
import { countEach, groupBy } from './count.ts';

/** The levels in use, highest first, each with Jira's own name for most of its work. */
export const proposeLevels = (items: readonly WorkItem[]): readonly LevelName[] =>
  [...groupBy(items, (item) => item.type.level)]
    .filter(([level]) => level >= 0)
    .sort(([a], [b]) => b - a)
    .flatMap(([level, own]) => {
      const name = countEach(own.map((item) => item.type.name))[0]?.[0];
      return name === undefined ? [] : [{ level, name }];
    });
