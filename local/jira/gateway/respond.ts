import type { Answer } from '../operation.ts';
import { JiraProblem } from '../errors.ts';

/** Where the detail of an unexpected error goes; the caller only sees a reference. */
export interface Logger {
  error(message: string, detail: unknown): void;
}

const JSON_TYPE = 'application/json;charset=UTF-8';

/** An answer as a Response; `null` bodies and 204 have no content. */
export const toResponse = (answer: Answer, headers: Readonly<Record<string, string>>): Response => {
  const all = { ...headers, ...answer.headers };
  if (answer.body === undefined || answer.status === 204)
    return new Response(null, { status: answer.status, headers: all });
  // A text of another type than JSON (a picture) goes out as it is.
  const raw = typeof answer.body === 'string' && answer.headers?.['content-type'] !== undefined;
  return new Response(raw ? answer.body : JSON.stringify(answer.body), {
    status: answer.status,
    headers: { 'content-type': JSON_TYPE, ...all },
  });
};

/** A thrown error as an answer: Jira's own shape for a JiraProblem, an opaque 500 with a reference for anything else. */
export const toProblemAnswer = (error: unknown, reference: string, logger: Logger): Answer => {
  if (error instanceof JiraProblem) {
    return { status: error.status, body: { errorMessages: error.errorMessages, errors: error.errors } };
  }
  logger.error(`Unexpected error in the local Jira, reference ${reference}`, error);
  return {
    status: 500,
    body: { errorMessages: [`Internal server error. Reference: ${reference}`], errors: {} },
  };
};

export const unknownRoute = (method: string, path: string): Answer => ({
  status: 404,
  body: {
    errorMessages: [`The local Jira site does not have ${method} ${path}. Real Jira may: see docs/local-jira.md.`],
    errors: {},
  },
});

export const wrongMethod = (method: string, path: string, allowed: readonly string[]): Answer => ({
  status: 405,
  headers: { allow: allowed.join(', ') },
  body: { errorMessages: [`${method} is not allowed on ${path}; allowed: ${allowed.join(', ')}.`], errors: {} },
});

/** A missing scope: Jira's gateway answers this before the operation runs (platform.md 9, Errors). */
export const scopeMismatch = (): Answer => ({
  status: 401,
  body: { code: 401, message: 'Unauthorized; scope does not match' },
});
