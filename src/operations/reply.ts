import type { Finding } from '../core/program/validate.ts';

export type { Finding } from '../core/program/validate.ts';

/** Every way in which an operation can refuse; the UI switches over these. */
export type ErrorCode =
  /** The payload is not what the operation takes. */
  | 'BAD_PAYLOAD'
  /** Understood, but it breaks a rule: `findings` says which. */
  | 'INVALID'
  | 'FORBIDDEN'
  /** Absent, or not visible to this person: on purpose the same. */
  | 'NOT_FOUND'
  /** Someone saved in between: load again. */
  | 'CONFLICT'
  | 'RATE_LIMITED'
  /** An administrator stopped the app to remove it; nothing is shown until it is started again. */
  | 'STOPPED'
  /** Jira did not answer, or answered with an error of its own. */
  | 'JIRA_UNAVAILABLE'
  /** Forge storage did not answer; nothing was lost, and the same can be asked again. */
  | 'STORAGE_UNAVAILABLE'
  /** A bug; `message` carries the log reference and nothing else. */
  | 'INTERNAL';

export interface ReplyError {
  readonly code: ErrorCode;
  readonly message: string;
  readonly retryAfterMs?: number;
  readonly findings?: readonly Finding[];
}
/** What every `invoke` answers. */
export type Reply<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: ReplyError };
