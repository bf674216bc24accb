import type { ThrownError } from './messages.ts';

interface Errorlike {
  readonly name: string;
  readonly message: string;
  readonly stack?: string;
  readonly code?: string;
}
/** An error of another thread, or of another realm (jest's): `instanceof Error` would not know it. */
export const isErrorlike = (value: unknown): value is Errorlike =>
  typeof value === 'object' && value !== null && 'message' in value && 'name' in value;
/** What crosses from thread to thread of an error. */
export const toThrown = (error: unknown): ThrownError => {
  const { name, message, stack } = isErrorlike(error) ? error : new Error(String(error));
  return stack === undefined ? { name, message } : { name, message, stack };
};
