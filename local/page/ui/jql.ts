export type Column = 'key' | 'summary' | 'status' | 'priority' | 'assignee' | 'due' | 'parent';
export interface Order {
  readonly column: Column;
  readonly descending: boolean;
}

/** An ORDER BY clause; newest first where none is chosen. Columns are called as in JQL, but for the due date. */
export const toOrderBy = (order: Order | undefined): string => {
  if (order === undefined) return 'ORDER BY created DESC';
  return `ORDER BY ${order.column === 'due' ? 'duedate' : order.column} ${order.descending ? 'DESC' : 'ASC'}`;
};

export const splitOrder = (jql: string): { readonly where: string; readonly orderBy: string | undefined } => {
  const at = jql.search(/\border\s+by\b/i);
  return at < 0
    ? { where: jql.trim(), orderBy: undefined }
    : { where: jql.slice(0, at).trim(), orderBy: jql.slice(at) };
};

/** The JQL that is sent: the fixed scope, what was typed, and the order of the table's head or the typed one. */
export const buildJql = (scope: string | undefined, typed: string, order: Order | undefined): string => {
  const { where, orderBy } = splitOrder(typed);
  const parts = [scope, where].filter((part) => part !== undefined && part !== '');
  const both = parts.length === 2 ? `${parts[0]} AND (${parts[1]})` : (parts[0] ?? '');
  return `${both} ${order === undefined ? (orderBy ?? toOrderBy(undefined)) : toOrderBy(order)}`.trim();
};
