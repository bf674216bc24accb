import type { User } from '../../jira/entities.ts';
import { addToGroup, addUser } from '../adders.ts';
import { GROUP_IDS } from '../ids.ts';
import type { ImportContext } from './context.ts';
import { historiesOf, isRaw, listAt, textAt } from './raw.ts';
import type { Raw } from './raw.ts';

export const ADMIN_EMAIL = 'admin@example.invalid';

/** The account id of a person's bean: Jira Server's `key` or `name` where there is none, else what else tells people apart. */
export const accountIdOf = (value: unknown): string | undefined =>
  ['accountId', 'key', 'name', 'emailAddress', 'displayName'].flatMap((name) => textAt(value, name) ?? [])[0];

const isPerson = (value: unknown): value is Raw =>
  isRaw(value) && accountIdOf(value) !== undefined && ('displayName' in value || 'accountId' in value);

/** Every person's bean in an issue: its people, those of custom fields, comments and histories. */
function* peopleOf(context: ImportContext): Generator<Raw> {
  for (const { raw, fields } of context.issues) {
    for (const name of ['assignee', 'reporter', 'creator']) {
      const bean = fields[name];
      if (isRaw(bean) && accountIdOf(bean) !== undefined) yield bean;
    }
    for (const value of Object.values(fields)) {
      for (const each of Array.isArray(value) ? value : [value]) if (isPerson(each)) yield each;
    }
    for (const comment of listAt(fields.comment, 'comments')) {
      if (isRaw(comment) && isPerson(comment.author)) yield comment.author;
    }
    for (const history of historiesOf(raw)) if (isRaw(history) && isPerson(history.author)) yield history.author;
  }
}

const toUser = (context: ImportContext, id: string, raw: Raw): User => {
  const name = textAt(raw, 'displayName') ?? id;
  const slug = id.toLowerCase().replace(/[^a-z0-9]+/g, '-');
  return {
    id,
    accountType: raw.accountType === 'app' || raw.accountType === 'customer' ? raw.accountType : 'atlassian',
    displayName: name,
    emailAddress: textAt(raw, 'emailAddress') ?? `${slug}@example.invalid`,
    active: raw.active !== false,
    timeZone: textAt(raw, 'timeZone') ?? context.store.settings.timeZone,
    locale: 'en_US',
  };
};

const countAssigned = (context: ImportContext): Map<string, number> => {
  const counts = new Map<string, number>();
  for (const { fields } of context.issues) {
    const id = accountIdOf(fields.assignee);
    if (id !== undefined) counts.set(id, (counts.get(id) ?? 0) + 1);
  }
  return counts;
};

const INTRODUCED = 8;

/** Adds everybody whom the export names, an administrator of our own, and lines about those with most work. */
export const importPeople = (context: ImportContext): void => {
  const { store, report } = context;
  const found = new Map<string, Raw>();
  for (const raw of peopleOf(context)) {
    const id = accountIdOf(raw) ?? '';
    if (!found.has(id)) found.set(id, raw);
  }
  addUser(store, {
    name: 'Site administrator',
    email: ADMIN_EMAIL,
    admin: true,
    about: 'Jira administrator: sees everything',
  });
  const assigned = countAssigned(context);
  const ranked = [...found.keys()].sort((a, b) => (assigned.get(b) ?? 0) - (assigned.get(a) ?? 0));
  const introduced = new Set(ranked.slice(0, INTRODUCED));
  for (const [id, raw] of found) {
    const user = toUser(context, id, raw);
    const count = assigned.get(id) ?? 0;
    store.users.put(introduced.has(id) && count > 0 ? { ...user, about: `Has ${count} work items assigned` } : user);
  }
  addToGroup(store, GROUP_IDS.jiraUsers, [...found.keys()]);
  report.count('people', found.size);
};
