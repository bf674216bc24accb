/** Letters that Jira's ranks are made of, in order. */
const LOW = '0'.charCodeAt(0);
const HIGH = 'z'.charCodeAt(0);

/**
 * A rank between two of Jira's, for showing an order before Jira has said its own: `rankBetween('a', 'c')` is `'b'`. Undefined ends
 * are open.
 */
export const rankBetween = (after: string | undefined, before: string | undefined): string => {
  const low = after ?? '';
  let limit = before;
  let made = '';
  for (let at = 0; ; at += 1) {
    const from = at < low.length ? low.charCodeAt(at) : LOW - 1;
    const to = limit !== undefined && at < limit.length ? limit.charCodeAt(at) : HIGH + 1;
    if (to - from > 1) return made + String.fromCharCode(from + Math.ceil((to - from) / 2));
    made += String.fromCharCode(Math.max(from, LOW));
    if (to > from) limit = undefined;
  }
};
