import { JiraError, NetworkError, RateLimitedError, UnexpectedAnswerError } from '../jira/errors.ts';
import type { ReplyError } from '../operations/reply.ts';
import { VersionConflictError } from '../storage/head.ts';
import { Refusal } from './refusal.ts';

const ofJira = (error: JiraError): ReplyError => {
  const words = [...error.messages, ...Object.values(error.fieldErrors)].join(' ');
  if (error.status === 401 || error.status === 403) {
    return { code: 'FORBIDDEN', message: `Jira does not allow this: ${words || 'no permission'}` };
  }
  if (error.status === 404) return { code: 'NOT_FOUND', message: words || 'Absent, or you may not see it.' };
  return { code: 'JIRA_UNAVAILABLE', message: `Jira answered with an error (${error.status}). Try again later.` };
};

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
  if (error instanceof RateLimitedError) {
    return { code: 'RATE_LIMITED', message: error.message, retryAfterMs: error.retryAfterMs };
  }
  if (error instanceof JiraError) return ofJira(error);
  if (error instanceof NetworkError || error instanceof UnexpectedAnswerError) {
    return { code: 'JIRA_UNAVAILABLE', message: error.message };
  }
  return undefined;
};
