import type { ProjectId } from '../core/ids.ts';

/** A JQL string literal: backslashes and quotes escaped (support.atlassian.com, JQL operators: reserved characters). */
export const quote = (text: string): string => `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;

/** `project in (10000, 10001)`; undefined for no values, which JQL cannot say. Ids are digits, anything else is quoted. */
export const isIn = (field: string, values: Iterable<string>): string | undefined => {
  const list = [...values].map((value) => (/^\d+$/.test(value) ? value : quote(value)));
  return list.length === 0 ? undefined : `${field} in (${list.join(', ')})`;
};

/** `project = 10000`: by its id, which Jira never gives to another one. */
export const isProject = (id: ProjectId): string => `project = ${/^\d+$/.test(id) ? id : quote(id)}`;

/** Joins the clauses that are there; undefined where none is. */
export const anyOf = (clauses: readonly (string | undefined)[]): string | undefined => {
  const present = clauses.filter((clause) => clause !== undefined);
  return present.length === 0 ? undefined : `(${present.join(' OR ')})`;
};
