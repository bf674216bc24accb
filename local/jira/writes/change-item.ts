import type { ChangeItem } from '../entities.ts';

/** One side of a change: the id and the text that Jira shows for it. */
export type Side = readonly [id: string | null, text: string | null];

export const textSide = (text: string | null): Side => [null, text];

/** An item of a system field; `fieldId` is absent where Jira gives none (links, parents, keys). */
export const jiraItem = (
  field: string,
  fieldId: string | undefined,
  [from, to]: readonly [Side, Side],
): ChangeItem => ({
  field,
  fieldtype: 'jira',
  ...(fieldId === undefined ? {} : { fieldId }),
  from: from[0],
  fromString: from[1],
  to: to[0],
  toString: to[1],
});

/** An item of a custom field. */
export const customItem = (field: string, fieldId: string, sides: readonly [Side, Side]): ChangeItem => ({
  ...jiraItem(field, fieldId, sides),
  fieldtype: 'custom',
});
