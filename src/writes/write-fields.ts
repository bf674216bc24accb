import type { FieldId, WorkItemId } from '../core/ids.ts';
import type { Wish } from '../core/move/move.ts';
import type { JiraClient } from '../jira/client.ts';
import { editItem } from '../jira/edit-item.ts';
import type { FieldIds } from '../jira/fields.ts';
import type { TriedItems, Writer } from './tried.ts';

type FieldWish = Pick<Wish, 'dueDay' | 'startDay' | 'teamFieldId' | 'componentIds'>;
export interface FieldWrite {
  readonly itemId: WorkItemId;
  readonly wish: FieldWish;
}

/** The fields of Jira that a wish sets; undefined where this site has no such field. */
const fieldsOf = (wish: FieldWish, fieldIds: FieldIds): Readonly<Record<FieldId, unknown>> | undefined => {
  if (wish.startDay !== undefined && fieldIds.startDate === undefined) return undefined;
  if (wish.teamFieldId !== undefined && fieldIds.team === undefined) return undefined;
  return {
    ...(wish.dueDay === undefined ? {} : { duedate: wish.dueDay }),
    ...(wish.startDay === undefined ? {} : { [fieldIds.startDate ?? '']: wish.startDay }),
    ...(wish.teamFieldId === undefined ? {} : { [fieldIds.team ?? '']: wish.teamFieldId }),
    ...(wish.componentIds === undefined ? {} : { components: wish.componentIds.map((id) => ({ id })) }),
  };
};

/** Writes days and team fields, an item a call, side by side. */
export const writeFields = async (
  user: JiraClient,
  writer: Writer,
  { writes, fieldIds }: { readonly writes: readonly FieldWrite[]; readonly fieldIds: FieldIds },
): Promise<TriedItems> => {
  const tried = await Promise.all(
    writes.map(({ itemId, wish }) => {
      const fields = fieldsOf(wish, fieldIds);
      if (fields === undefined) {
        const sentence = 'This Jira site has no such field any more: load the board again.';
        return new Map([[itemId, { kind: 'refused' as const, sentence }]]);
      }
      return writer.together([itemId], async () => editItem(user, itemId, fields), []);
    }),
  );
  return new Map(tried.flatMap((one) => [...one]));
};
