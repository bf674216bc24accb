import type { ChangeItem, Field, Issue, Json } from '../entities.ts';
import type { Store } from '../store.ts';
import { adfToText } from '../wire/adf.ts';
import { customItem, type Side } from './change-item.ts';

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
/** A day as the changelog writes it: `2024-02-03` -> `3/Feb/24`. */
const shortDay = (day: string): string =>
  `${Number(day.slice(8, 10))}/${MONTHS[Number(day.slice(5, 7)) - 1] ?? ''}/${day.slice(2, 4)}`;

const nameOf = (store: Store, field: Field, type: string, id: string): string => {
  switch (type) {
    case 'option':
      return field.options?.find((option) => option.id === id)?.value ?? id;
    case 'user':
      return store.users.get(id)?.displayName ?? id;
    case 'group':
      return store.groups.get(id)?.name ?? id;
    case 'version':
      return store.versions.get(id)?.name ?? id;
    default:
      return id;
  }
};

const listSide = (store: Store, field: Field, value: readonly Json[]): Side => {
  const items = field.schema?.items ?? 'string';
  const ids = value.map((one) => (typeof one === 'string' ? one : JSON.stringify(one)));
  if (items === 'string') return [null, ids.join(' ')];
  return [`[${ids.join(', ')}]`, ids.map((id) => nameOf(store, field, items, id)).join(', ')];
};

const sideOf = (store: Store, field: Field, value: Json | undefined): Side => {
  if (value === undefined || value === null) return [null, null];
  if (Array.isArray(value)) return listSide(store, field, value);
  const type = field.schema?.type ?? 'any';
  if (typeof value === 'string') {
    if (type === 'date') return [value, shortDay(value)];
    // Jira leaves the team's id out (JRACLOUD-84120).
    if (field.id === store.settings.fields.team || type === 'team')
      return [null, store.teams.get(value)?.name ?? value];
    if (type === 'string' || type === 'datetime' || type === 'any') return [null, value];
    return [value, nameOf(store, field, type, value)];
  }
  return [null, typeof value === 'object' ? adfToText(value) : String(value)];
};

const sprintSide = (store: Store, issue: Issue): Side => [
  issue.sprintIds.join(', '),
  issue.sprintIds.map((id) => store.sprints.get(id)?.name ?? id).join(', '),
];

const flagSide = (field: Field | undefined, issue: Issue): Side => {
  const option = field?.options?.[0];
  return issue.flagged === true ? [`[${option?.id ?? ''}]`, option?.value ?? ''] : ['', ''];
};

const differs = (a: Json | undefined, b: Json | undefined): boolean =>
  a !== b && JSON.stringify(a) !== JSON.stringify(b);

/** Jira writes empty texts, not nulls, for a value that was taken away. */
const cleared = (from: Side): Side => [from[0] === null ? null : '', ''];

/** Items of the custom fields that changed, `fieldtype` custom and with their `fieldId`; sprint ids joined by ", ". */
export const customItems = (store: Store, before: Issue, after: Issue): readonly ChangeItem[] => {
  const { sprint, flagged } = store.settings.fields;
  const items: ChangeItem[] = [];
  if (before.sprintIds.join() !== after.sprintIds.join()) {
    const name = store.fields.get(sprint)?.name ?? 'Sprint';
    items.push(customItem(name, sprint, [sprintSide(store, before), sprintSide(store, after)]));
  }
  if ((before.flagged === true) !== (after.flagged === true)) {
    const field = store.fields.get(flagged);
    items.push(customItem(field?.name ?? 'Flagged', flagged, [flagSide(field, before), flagSide(field, after)]));
  }
  for (const id of new Set([...Object.keys(before.custom), ...Object.keys(after.custom)])) {
    const field = store.fields.get(id);
    const [was, is] = [before.custom[id], after.custom[id]];
    if (field?.custom !== true || !differs(was, is)) continue;
    const from = sideOf(store, field, was);
    const to = is === undefined ? cleared(from) : sideOf(store, field, is);
    items.push(customItem(field.name, id, [from, to]));
  }
  return items;
};
