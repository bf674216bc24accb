import type { LevelName } from '../program/program.ts';
import type { WorkItem } from '../work-item/work-item.ts';
import { countEach, groupBy } from './count.ts';

const DEFECT = /bug|defect|incident/i;

/** The levels in use, highest first, each with Jira's own name for most of its work. */
export const proposeLevels = (items: readonly WorkItem[]): readonly LevelName[] =>
  [...groupBy(items, (item) => item.type.level)]
    .filter(([level]) => level >= 0)
    .sort(([a], [b]) => b - a)
    .flatMap(([level, own]) => {
      const names = countEach(own.map((item) => item.type.name)).map(([name]) => name);
      // Bugs are often the most, but no site calls the level after them.
      const name =
        names.find((one) => /^(user )?story$/i.test(one)) ?? names.find((one) => !DEFECT.test(one)) ?? names[0];
      return name === undefined ? [] : [{ level, name }];
    });
