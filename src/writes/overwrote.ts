import type { FieldId } from '../core/ids.ts';
import type { Move, Seen } from '../core/move/move.ts';
import type { FieldChange } from '../jira/changelogs.ts';
import type { FieldIds } from '../jira/fields.ts';

const listOf = (text: string | null): readonly string[] => (text ?? '').split(/,\s*/).filter((id) => id !== '');
const dayOf = (text: string | null): string | null => (text === null || text === '' ? null : text.slice(0, 10));
const isSameSet = (a: readonly string[], b: readonly string[]): boolean => a.toSorted().join() === b.toSorted().join();

/** The newest change that made a field what it is now. */
const lastInto = (changes: readonly FieldChange[], field: FieldId | undefined, isNow: (to: string | null) => boolean) =>
  changes
    .filter(({ fieldId, to }) => fieldId === field && isNow(to))
    .reduce<FieldChange | undefined>((last, one) => (last === undefined || one.at >= last.at ? one : last), undefined);

/**
 * What a write replaced where that was not what the person saw: between looking and writing Jira knows no condition, so that two people
 * may meet there. Told by the item's own history.
 */
export const findOverwritten = (
  { wish, seen }: Move,
  now: Seen,
  { changes, fieldIds }: { readonly changes: readonly FieldChange[]; readonly fieldIds: FieldIds },
): Seen => {
  const sprint = lastInto(changes, fieldIds.sprint, (to) => isSameSet(listOf(to), now.sprintIds ?? []));
  const days = (
    [
      ['dueDay', 'duedate'],
      ['startDay', fieldIds.startDate],
    ] as const
  ).flatMap(([name, field]) => {
    if (wish[name] === undefined) return [];
    const last = lastInto(changes, field, (to) => dayOf(to) === (now[name] ?? null));
    const from = last === undefined ? undefined : dayOf(last.from);
    return from === undefined || from === (seen[name] ?? null) ? [] : [[name, from] as const];
  });
  const sprintIds = wish.sprintId === undefined || sprint === undefined ? undefined : listOf(sprint.from);
  return {
    ...(sprintIds === undefined || isSameSet(sprintIds, seen.sprintIds ?? []) ? {} : { sprintIds }),
    ...Object.fromEntries(days),
  };
};
