import { z } from 'zod';
import { isInstant, parseInstant } from '../../instant.ts';

// What scripts send to the control API. An unknown member is a mistake (a mistyped `installation` would run on `main`).
const installation = z.string().min(1).nullish();

export const invokeBody = z.strictObject({
  module: z.string(),
  functionKey: z.string(),
  payload: z.unknown().optional(),
  extension: z.record(z.string(), z.unknown()).nullish(),
  installation,
});
export const drainBody = z.strictObject({ advance: z.boolean().optional(), installation }).default({});

const now = z.union([z.string().transform((text) => parseInstant(text) ?? Number.NaN), z.number()]);
const clockBody = z.union([z.strictObject({ now }), z.strictObject({ advanceMs: z.number() })], {
  error: 'clock takes { now } (ISO or epoch ms) or { advanceMs }.',
});

/** The instant that `{ now }` or `{ advanceMs }` means, epoch ms; throws a TypeError or ZodError where that is none. */
export const parseClock = (body: unknown, nowMs: number): number => {
  const asked = clockBody.parse(body);
  const ms = 'now' in asked ? asked.now : nowMs + asked.advanceMs;
  if (!isInstant(ms)) throw new TypeError('clock takes instants between 1970 and 9999, as ISO 8601 or epoch ms.');
  return ms;
};
