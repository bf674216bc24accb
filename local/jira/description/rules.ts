import type { Operation } from '../operation.ts';
import described from './operations.json' with { type: 'json' };
import { softwareRules } from './software-rules.ts';

/** What an operation takes and what scopes it needs. */
export interface Rule {
  /** Query parameters that it knows. */
  readonly query: readonly string[];
  /** Top-level body fields; absent where the body is free (property values) or there is none. */
  readonly body?: readonly string[];
  /** Any one of these classic scopes... */
  readonly classic: readonly (readonly string[])[];
  /** ... or all of these granular ones. Both empty: no scope needed. */
  readonly granular: readonly string[];
}

/** Operation name -> rule: Atlassian's description of the platform API, and by hand what it does not hold. */
const rules: ReadonlyMap<string, Rule> = new Map<string, Rule>([
  ...Object.entries<Rule>(described),
  ...Object.entries(softwareRules),
]);

/** The rule of an operation; undefined for those that only say that they are gone (410). */
export const findRule = (operation: Pick<Operation, 'method' | 'path'>): Rule | undefined =>
  rules.get(`${operation.method} ${operation.path}`);

/** Whether scopes suffice: one whole set of classic scopes, or the whole granular set. */
export const scopesSuffice = (rule: Rule, held: readonly string[]): boolean => {
  const sets = [...rule.classic, ...(rule.granular.length > 0 ? [rule.granular] : [])];
  return sets.length === 0 || sets.some((set) => set.every((scope) => held.includes(scope)));
};
