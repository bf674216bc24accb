import { BudgetSpentError, JiraError, NetworkError, RateLimitedError, UnexpectedAnswerError } from '../jira/errors.ts';
import { SnapshotGoneError } from '../work-index/store/texts.ts';
import type { ReplyError } from '../operations/reply.ts';
import { StorageError, ValueTooLargeError, VersionConflictError } from '../storage/errors.ts';
import { StoppedError } from '../work-index/store/seal.ts';
import { Refusal } from './refusal.ts';

const ofJira = (error: JiraError): ReplyError => {
  const words = [...error.messages, ...Object.values(error.fieldErrors)].join(' ');
  if (error.status === 401) {
    const what = `Jira does not let Interlock ask this${words === '' ? '' : ` (${words})`}.`;
    return { code: 'FORBIDDEN', message: `${what} A Jira administrator has to approve the app’s permissions.` };
  }
  if (error.status === 403) {
    return { code: 'FORBIDDEN', message: `Jira does not allow this: ${words || 'you lack a permission.'}` };
  }
  if (error.status === 400) {
    const message =
      'Jira refused a question of Interlock: something that the program names may have changed in Jira. A Jira administrator can save the program anew.';
    return { code: 'INVALID', message };
  }
  if (error.status === 404) return { code: 'NOT_FOUND', message: words || 'Absent, or you may not see it.' };
  return { code: 'JIRA_UNAVAILABLE', message: `Jira answered with an error (${error.status}). Try again later.` };
};

/** The budgets of Forge storage are by the minute (platform.md 1.2). */
const STORAGE_WAIT_MS = 60_000;

const ofStorage = (error: StorageError): ReplyError =>
  error.isRateLimit
    ? {
        code: 'RATE_LIMITED',
        message: 'Interlock’s storage asks to wait; try again in a minute.',
        retryAfterMs: STORAGE_WAIT_MS,
      }
    : { code: 'STORAGE_UNAVAILABLE', message: 'Interlock’s storage did not answer. Try again in a moment.' };

const STOPPED =
  'A Jira administrator stopped Interlock on this site and had its data removed. An administrator can start it again, under Apps > Interlock in Jira settings.';

/** An error as the UI gets it; undefined for one that nobody expected. */
export const toReplyError = (error: unknown): ReplyError | undefined => {
  if (error instanceof Refusal) {
    const findings = error.findings.length === 0 ? {} : { findings: error.findings };
    return { code: error.code, message: error.message, ...findings };
  }
  if (error instanceof VersionConflictError) {
    return {
      code: 'CONFLICT',
      message: 'Someone saved this program meanwhile. Load it again, then repeat your change.',
    };
  }
  if (error instanceof StoppedError) return { code: 'STOPPED', message: STOPPED };
  if (error instanceof ValueTooLargeError) {
    return { code: 'INVALID', message: 'This is more than Interlock can store. Use fewer teams, rules or periods.' };
  }
  if (error instanceof StorageError) return ofStorage(error);
  if (error instanceof SnapshotGoneError) {
    return { code: 'STORAGE_UNAVAILABLE', message: 'What Interlock read was replaced meanwhile. Load again.' };
  }
  if (error instanceof RateLimitedError) {
    return { code: 'RATE_LIMITED', message: error.message, retryAfterMs: error.retryAfterMs };
  }
  if (error instanceof BudgetSpentError) {
    return {
      code: 'RATE_LIMITED',
      message: 'Interlock spares Jira’s quota; try again in a minute.',
      retryAfterMs: 60_000,
    };
  }
  if (error instanceof JiraError) return ofJira(error);
  if (error instanceof NetworkError || error instanceof UnexpectedAnswerError) {
    return { code: 'JIRA_UNAVAILABLE', message: error.message };
  }
  return undefined;
};
