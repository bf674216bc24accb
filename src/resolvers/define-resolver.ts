import type { OperationName, Payload, Value } from '../operations/operations.ts';
import { parsePayload } from '../operations/payloads.ts';
import type { Reply } from '../operations/reply.ts';
import { readTogether } from '../storage/together.ts';
import { createInvocation, type Invocation } from './invocation.ts';
import { logFailure } from './log.ts';
import { Refusal } from './refusal.ts';
import { toReplyError } from './to-reply-error.ts';

export type Handler<Name extends OperationName> = (
  payload: Payload<Name>,
  invocation: Invocation,
) => Promise<Value<Name>>;

const answer = async <Name extends OperationName>(
  name: Name,
  handler: Handler<Name>,
  raw: unknown,
  accountId: unknown,
): Promise<Reply<Value<Name>>> => {
  try {
    if (typeof accountId !== 'string') throw new Refusal('FORBIDDEN', 'Log in to Jira first.');
    const parsed = parsePayload(name, raw);
    if (!parsed.ok) {
      const [first] = parsed.findings;
      const where = first === undefined ? '' : ` ${first.path === '' ? 'payload' : first.path}: ${first.message}`;
      throw new Refusal('BAD_PAYLOAD', `${name} does not take this.${where}`, parsed.findings);
    }
    return { ok: true, value: await readTogether(() => handler(parsed.value, createInvocation(accountId))) };
  } catch (error) {
    const expected = toReplyError(error);
    if (expected !== undefined) return { ok: false, error: expected };
    const reference = crypto.randomUUID();
    logFailure(reference, name, error);
    return {
      ok: false,
      error: { code: 'INTERNAL', message: `Something went wrong in Interlock. Reference: ${reference}` },
    };
  }
};

/** What a resolver function is given: the payload as it came, the context as the platform made it. */
interface ResolverCall {
  readonly payload: unknown;
  readonly context: Readonly<Record<string, unknown>>;
}

/**
 * One operation as a resolver function: parses the payload, takes the person from the platform's context alone, and answers
 * every outcome as a `Reply`. The handler authorises: everyone who can open a page can call everything.
 */
export const defineResolver =
  <Name extends OperationName>(name: Name, handler: Handler<Name>) =>
  ({ payload, context }: ResolverCall): Promise<Reply<Value<Name>>> =>
    answer(name, handler, payload, context['accountId']);
