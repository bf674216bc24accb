import { invoke } from '@forge/bridge';
import type { OperationName, Payload, Value } from '../../../src/operations/operations.ts';
import type { ErrorCode, Finding, Reply } from '../../../src/operations/reply.ts';

/** A refusal of our own backend, with its code; `message` says what happened and what to do. */
export class OperationError extends Error {
  readonly code: ErrorCode;
  readonly retryAfterMs: number | undefined;
  readonly findings: readonly Finding[];

  constructor(code: ErrorCode, message: string, more: { retryAfterMs?: number; findings?: readonly Finding[] } = {}) {
    super(message);
    this.name = 'OperationError';
    this.code = code;
    this.retryAfterMs = more.retryAfterMs;
    this.findings = more.findings ?? [];
  }
}

/** What went wrong, in the words that the page knows; what is no refusal of ours is a reply that this page does not understand. */
export const toOperationError = (cause: unknown): OperationError =>
  cause instanceof OperationError
    ? cause
    : new OperationError(
        'INTERNAL',
        `This page could not use what Interlock answered (${cause instanceof Error ? cause.message : String(cause)}). Open the page anew.`,
      );

/** Calls an operation of the resolver; gives its value or throws `OperationError`. The only place that uses `invoke`. */
export const call = async <Name extends OperationName>(name: Name, payload: Payload<Name>): Promise<Value<Name>> => {
  const reply = await invokeReply<Value<Name>>(name, payload);
  if (reply.ok) return reply.value;
  throw new OperationError(reply.error.code, reply.error.message, reply.error);
};

const invokeReply = async <T>(name: string, payload: unknown): Promise<Reply<T>> => {
  try {
    // The resolver answers this type for this name (src/operations): the wire itself carries no types.
    return (await invoke(name, payload as Record<string, unknown>)) as Reply<T>;
  } catch (cause) {
    throw new OperationError(
      'JIRA_UNAVAILABLE',
      `Interlock did not answer (${cause instanceof Error ? cause.message : String(cause)}). Try again in a moment.`,
    );
  }
};
