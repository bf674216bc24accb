import { z } from 'zod';
import { UnexpectedAnswerError } from './errors.ts';

/** Checks an answer; throws UnexpectedAnswerError that names the operation. */
export const parseAnswer = <T>(shape: z.ZodType<T>, answer: unknown, operation: string): T => {
  const parsed = shape.safeParse(answer);
  if (!parsed.success) throw new UnexpectedAnswerError(operation, parsed.error);
  return parsed.data;
};

/** Jira writes some ids as numbers (boards, sprints) and others as strings. */
export const wireId = z.union([z.string(), z.number()]).transform(String);

/** An instant in any form Jira uses: `2026-11-22T11:05:06.000+0100`, `...Z`. */
export const wireInstant = z.string().transform((text, context) => {
  const instant = Date.parse(text);
  if (!Number.isNaN(instant)) return instant;
  context.addIssue({ code: 'custom', message: `Not an instant: ${text}` });
  return z.NEVER;
});
