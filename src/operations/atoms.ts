import { z } from 'zod';

export const id = z.string().min(1).max(255);
/** Control characters and those that turn the direction of text become spaces: names stand in sentences. */
export const name = z
  .string()
  .transform((text) => text.replace(/[\p{Cc}\u202A-\u202E\u2066-\u2069]+/gu, ' ').trim())
  .pipe(z.string().min(1).max(255));
export const day = z.iso.date().refine((text) => text >= '1970' && text < '2200', 'A day from 1970 to 2199.');
export const programId = z
  .string()
  .regex(/^[a-z0-9-]{1,60}$/, 'A program id is made of small letters, digits and "-".');
export const itemId = z.string().regex(/^\d{1,18}$/, 'A work item is named by its id, not its key.');
