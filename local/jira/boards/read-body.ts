import { badField, badRequest } from '../errors.ts';

type Fields = Readonly<Record<string, unknown>>;

/** A JSON object of the request; 400 for anything else. */
export const objectBody = (value: unknown): Fields => {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw badRequest('Invalid request payload. Refer to the REST API documentation and try again.');
  }
  // Checked above: an object that is neither null nor an array.
  return value as Fields;
};

/** A text, or undefined where it is absent or null; 400 under its name for another type. */
export const optionalText = (fields: Fields, name: string): string | undefined => {
  const value = fields[name];
  if (value === undefined || value === null) return undefined;
  if (typeof value !== 'string') throw badField(name, `'${name}' must be a string.`);
  return value;
};

/** A text with something in it, trimmed. */
export const requiredText = (fields: Fields, name: string): string => {
  const value = optionalText(fields, name)?.trim();
  if (value === undefined || value === '') throw badField(name, `'${name}' is required.`);
  return value;
};

/** An id, given as number or text. */
export const optionalId = (fields: Fields, name: string): string | undefined => {
  const value = fields[name];
  if (value === undefined || value === null) return undefined;
  if (typeof value !== 'number' && typeof value !== 'string') throw badField(name, `'${name}' must be an id.`);
  return String(value);
};
export const requiredId = (fields: Fields, name: string): string => {
  const value = optionalId(fields, name);
  if (value === undefined || value === '') throw badField(name, `'${name}' is required.`);
  return value;
};

/** Agile moves take at most 50 issues (platform.md 3.5). */
const MOVED_ISSUES_MAX = 50;

/** `issues` of an agile move: ids or keys; 400 for none, for more than 50, for anything else. */
export const issuesOf = (fields: Fields): readonly string[] => {
  const issues = fields['issues'];
  if (!Array.isArray(issues) || issues.length === 0) throw badField('issues', 'A list of issues is required.');
  if (issues.length > MOVED_ISSUES_MAX) {
    throw badField('issues', `The maximum number of issues that can be moved in one operation is ${MOVED_ISSUES_MAX}.`);
  }
  return issues.map((issue: unknown) => {
    if (typeof issue !== 'string' && typeof issue !== 'number') throw badField('issues', 'Issues are ids or keys.');
    return String(issue);
  });
};

/** `rankBeforeIssue` and `rankAfterIssue` of a move, as they are given. */
export const placeOf = (fields: Fields): { readonly rankBeforeIssue?: string; readonly rankAfterIssue?: string } => {
  const rankBeforeIssue = optionalId(fields, 'rankBeforeIssue');
  const rankAfterIssue = optionalId(fields, 'rankAfterIssue');
  return {
    ...(rankBeforeIssue === undefined ? {} : { rankBeforeIssue }),
    ...(rankAfterIssue === undefined ? {} : { rankAfterIssue }),
  };
};
