import { badRequest } from '../errors.ts';
import { noContent, ok, type Operation } from '../operation.ts';
import { readObject, readText } from './body.ts';

const MAX_ACCOUNTS = 90;

const readAccount = (value: unknown): string => {
  const account = readObject(value);
  const accountId = readText(account, 'accountId');
  const updatedAt = readText(account, 'updatedAt');
  if (accountId === undefined) throw badRequest('accountId is required for each account.');
  if (updatedAt === undefined || Number.isNaN(Date.parse(updatedAt))) {
    throw badRequest('updatedAt is required for each account, as an ISO 8601 date and time.');
  }
  return accountId;
};

/**
 * Atlassian's personal data reporting: the app names the accounts that it stores (at most 90 a call) and learns which were
 * closed. `@forge/api`'s `privacy.reportPersonalData` calls this path; nothing to report is a 204. People of this site have
 * no date of change, so `updated` is never answered.
 */
const reportAccounts: Operation = {
  method: 'POST',
  path: '/app/report-accounts',
  handle: ({ site, body }) => {
    const { accounts } = readObject(body);
    if (!Array.isArray(accounts)) throw badRequest('accounts is required.');
    if (accounts.length > MAX_ACCOUNTS) throw badRequest(`At most ${MAX_ACCOUNTS} accounts can be reported at once.`);
    const isClosed = (accountId: string): boolean => {
      const user = site.store.users.get(accountId);
      return user === undefined || user.closed === true;
    };
    const closed = accounts.map(readAccount).filter(isClosed);
    if (closed.length === 0) return noContent();
    return ok({ accounts: closed.map((accountId) => ({ accountId, status: 'closed' })) });
  },
};

export const personalDataOperations: readonly Operation[] = [reportAccounts];
