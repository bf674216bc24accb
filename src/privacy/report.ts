import type { AccountId, EpochMs } from '../core/ids.ts';
import { findClosedAccounts } from '../jira/personal-data.ts';
import { findLastReport, saveReport, type PersonalDataReport } from '../storage/personal-data.ts';
import { ACCOUNT_STORES } from './register.ts';

/** Atlassian asks for a report every 7 days (platform.md 5); a daily schedule comes a little early rather than a day late. */
const CYCLE_MS = 7 * 24 * 3_600_000;
const EARLY_MS = 12 * 3_600_000;

/**
 * The personal-data report, when its cycle is due: tells Atlassian all accounts that are stored, and erases those that were
 * closed. Undefined where it was not due. It is noted only once all is done: cut off anywhere, the next run does all of it again.
 */
export const reportPersonalData = async (now: EpochMs): Promise<PersonalDataReport | undefined> => {
  const last = await findLastReport();
  if (last !== undefined && now - last.doneAt < CYCLE_MS - EARLY_MS) return undefined;
  const accounts = new Set<AccountId>();
  for (const store of ACCOUNT_STORES) for (const account of await store.list()) accounts.add(account);
  const closed = await findClosedAccounts([...accounts].sort(), now);
  if (closed.size > 0) for (const store of ACCOUNT_STORES) await store.erase(closed, now);
  const report = { doneAt: now, reported: accounts.size, erased: closed.size };
  await saveReport(report);
  return report;
};
