import { badRequest } from '../errors.ts';

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The body as an object; throws Jira's 400 for anything else. */
export const readObject = (body: unknown): Readonly<Record<string, unknown>> => {
  if (!isObject(body)) throw badRequest('Invalid request payload. Refer to the REST API documentation and try again.');
  return body;
};

/** A member that lists texts or numbers, as texts; empty where it is absent or null. Nulls in it are ignored. Throws 400. */
export const readIds = (body: Readonly<Record<string, unknown>>, name: string): readonly string[] => {
  const value = body[name];
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value)) throw badRequest(`The value of '${name}' must be a list.`);
  return value.flatMap((item: unknown) => {
    if (item === null) return [];
    if (typeof item !== 'string' && typeof item !== 'number') {
      throw badRequest(`The values of '${name}' must be texts or numbers.`);
    }
    return [String(item)];
  });
};

/** A text member; undefined where it is absent or null. Throws 400 for another type. */
export const readText = (body: Readonly<Record<string, unknown>>, name: string): string | undefined => {
  const value = body[name];
  if (value === undefined || value === null) return undefined;
  if (typeof value !== 'string') throw badRequest(`The value of '${name}' must be a text.`);
  return value;
};
