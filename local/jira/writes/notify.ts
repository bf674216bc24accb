import type { Caller } from '../caller.ts';
import { badRequest } from '../errors.ts';
import { findVisibleIssue } from '../permissions.ts';
import type { Site } from '../site.ts';
import type { Store } from '../store.ts';
import { isObject, type JsonObject, readId } from './write.ts';

/** A mail that Jira would have sent. */
export interface Mail {
  readonly issueKey: string;
  readonly subject: string;
  readonly textBody: string;
  /** Account ids. */
  readonly to: readonly string[];
}

const mailsOf = new WeakMap<Store, Mail[]>();

/** The mails of this process, oldest first. */
export const sentMails = (store: Store): readonly Mail[] => mailsOf.get(store) ?? [];

/** POST issue/{k}/notify: nothing leaves the machine, the mail is kept in memory. 400 where nobody would get it. */
export const notify = ({ store }: Site, caller: Caller, { issue, body }: { issue: string; body: JsonObject }): void => {
  const found = findVisibleIssue(store, caller.accountId, issue);
  const to = isObject(body['to']) ? body['to'] : {};
  const users = Array.isArray(to['users']) ? to['users'] : [];
  const people = users.map((user: unknown) => (isObject(user) ? readId(user['accountId']) : undefined));
  if (to['assignee'] === true) people.push(found.assigneeId);
  if (to['reporter'] === true) people.push(found.reporterId);
  const groups = Array.isArray(to['groups']) ? to['groups'] : [];
  for (const group of groups) {
    const named = [...store.groups.values()].find((one) => isObject(group) && one.name === group['name']);
    people.push(...(named?.memberIds ?? []));
  }
  const known = [...new Set(people)].filter((id) => id !== undefined && id !== caller.accountId);
  const recipients = known.filter((id) => id !== undefined && store.users.get(id) !== undefined);
  if (recipients.length === 0) throw badRequest('No recipients were defined for notification.');
  const mails = mailsOf.get(store) ?? [];
  mailsOf.set(store, mails);
  mails.push({
    issueKey: found.key,
    subject: readId(body['subject']) ?? found.key,
    textBody: readId(body['textBody']) ?? readId(body['htmlBody']) ?? '',
    to: recipients.filter((id) => id !== undefined),
  });
};
