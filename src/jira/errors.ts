import { z } from 'zod';

/** Jira refused. A 404 means absent, or not visible to this user: Jira does not tell which. */
export class JiraError extends Error {
  readonly status: number;
  readonly messages: readonly string[];
  readonly fieldErrors: Readonly<Record<string, string>>;

  constructor(status: number, messages: readonly string[], fieldErrors: Readonly<Record<string, string>> = {}) {
    super(`Jira answered ${status}: ${[...messages, ...Object.values(fieldErrors)].join(' ')}`);
    this.name = 'JiraError';
    this.status = status;
    this.messages = messages;
    this.fieldErrors = fieldErrors;
  }
}

/** Jira asks to wait longer than this invocation lasts. `reason` is its RateLimit-Reason. */
export class RateLimitedError extends Error {
  readonly reason: string;
  readonly retryAfterMs: number;

  constructor(reason: string, retryAfterMs: number) {
    super(`Jira limits requests (${reason}); try again in ${Math.ceil(retryAfterMs / 1000)} s.`);
    this.name = 'RateLimitedError';
    this.reason = reason;
    this.retryAfterMs = retryAfterMs;
  }
}

/** The call would cost more points than this invocation may spend: a step ends here and goes on later. */
export class BudgetSpentError extends Error {
  readonly operation: string;

  constructor(operation: string) {
    super(`This invocation's points do not suffice for ${operation}.`);
    this.name = 'BudgetSpentError';
    this.operation = operation;
  }
}

/** No answer at all: the connection failed, or the time was over. */
export class NetworkError extends Error {
  constructor(cause: unknown) {
    super('Jira could not be reached, or did not answer in time. Try again in a moment.', { cause });
    this.name = 'NetworkError';
  }
}

/** Jira answered something else than its description says. */
export class UnexpectedAnswerError extends Error {
  constructor(what: string, cause: unknown) {
    super(`Jira's answer to ${what} is none that Interlock knows. Try again in a moment.`, { cause });
    this.name = 'UnexpectedAnswerError';
  }
}

const problem = z.looseObject({
  errorMessages: z.array(z.string()).catch([]),
  errors: z.record(z.string(), z.string()).catch({}),
  message: z.string().optional().catch(undefined),
});

/** Reads Jira's error shape, `{ errorMessages, errors }`, and its gateway's, `{ code, message }`; a body in any other shape counts as no message. */
export const toJiraError = (status: number, body: unknown): JiraError => {
  const parsed = problem.safeParse(body);
  if (!parsed.success) return new JiraError(status, []);
  const { errorMessages, errors, message } = parsed.data;
  return new JiraError(status, [...errorMessages, ...(message === undefined ? [] : [message])], errors);
};
