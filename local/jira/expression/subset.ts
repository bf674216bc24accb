/**
 * Which part of Jira expressions this site evaluates; anything else is a 400 that names it. The language is Atlassian's
 * (developer.atlassian.com/cloud/jira/platform/jira-expressions): this is the part that workflow rules and scripts mostly use.
 */
export const EXPRESSION_SUBSET = {
  literals: ['numbers', 'strings', 'true', 'false', 'null', '[lists]', '{ objects: literals }'],
  operators: ['==', '!=', '<', '<=', '>', '>=', '&&', '||', '!', '+', '-', '*', '/', '%', '? :'],
  access: ['value.property and value?.property', "value['property']", 'list[index]'],
  functions: 'x => expression, (x, index) => expression: as an argument of a list method only',
  listMembers: ['length', 'map', 'filter', 'includes', 'some', 'every'],
  stringMembers: ['length', 'includes'],
  variables: ['user', 'issue', 'issues', 'project', 'sprint', 'board', 'custom variables'],
} as const;

/** Atlassian's limits, as the example of `expression/evaluate` shows them (platform.md 3.2). */
export const COMPLEXITY_LIMITS = {
  steps: 10_000,
  expensiveOperations: 10,
  beans: 1000,
  primitiveValues: 10_000,
} as const;

export type Complexity = Record<keyof typeof COMPLEXITY_LIMITS, number>;
