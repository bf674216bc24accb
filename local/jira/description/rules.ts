import type { Operation } from '../operation.ts';
import { handWrittenRules } from './hand-written-rules.ts';
import described from './operations.json' with { type: 'json' };
import type { Rule } from './rule.ts';

/** Operation name -> rule: Atlassian's descriptions, and by hand what they do not hold or hold no longer truly. */
const rules: ReadonlyMap<string, Rule> = new Map<string, Rule>([
  ...Object.entries<Rule>(described),
  ...Object.entries(handWrittenRules),
]);

/** The rule of an operation; undefined for those that are gone (410). */
export const findRule = (operation: Pick<Operation, 'method' | 'path'>): Rule | undefined =>
  rules.get(`${operation.method} ${operation.path}`);

/** Whether scopes suffice: all classic ones, or the whole granular set. */
export const scopesSuffice = (rule: Rule, held: readonly string[]): boolean => {
  const sets = [rule.classic, rule.granular].filter((set) => set.length > 0);
  return sets.length === 0 || sets.some((set) => set.every((scope) => held.includes(scope)));
};
