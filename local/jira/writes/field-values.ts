import type { FieldOption, IsoDay, Issue, Json, User } from '../entities.ts';
import { badField } from '../errors.ts';
import { findIssue, canSeeIssue, hasPermission } from '../permissions.ts';
import type { Editing } from './draft.ts';
import { isObject, readId, toJson } from './write.ts';

/** A text; null and undefined are none. */
export const readText = (value: unknown, field: string): string | undefined => {
  if (value === null || value === undefined) return undefined;
  if (typeof value !== 'string') throw badField(field, 'Operation value must be a string');
  return value;
};

/** An Atlassian Document; a plain text is refused in API version 3 (platform.md 9). */
export const readDocument = (value: unknown, field: string): Json | undefined => {
  if (value === null || value === undefined) return undefined;
  if (isObject(value) && value['type'] === 'doc' && Array.isArray(value['content'])) return toJson(value);
  if (isObject(value)) throw badField(field, 'INVALID_INPUT');
  throw badField(field, 'Operation value must be an Atlassian Document (see the Atlassian Document Format)');
};

export const readNumber = (value: unknown, field: string): number | undefined => {
  if (value === null || value === undefined) return undefined;
  if (typeof value !== 'number') throw badField(field, 'Operation value must be a number');
  return value;
};

const isDay = (text: string): boolean =>
  /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text)) && new Date(text).toISOString().startsWith(text);

/** A day `yyyy-mm-dd`. */
export const readDay = (value: unknown, field: string): IsoDay | undefined => {
  const text = readText(value, field);
  if (text === undefined || text === '') return undefined;
  if (!isDay(text)) throw badField(field, `Error parsing date string: ${text}`);
  return text;
};

/** An instant in ISO 8601 with an offset, kept as it was given. */
export const readInstant = (value: unknown, field: string): string | undefined => {
  const text = readText(value, field);
  if (text === undefined || text === '') return undefined;
  const iso = text.replace(/([+-]\d{2})(\d{2})$/, '$1:$2');
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/.test(text) || Number.isNaN(Date.parse(iso))) {
    throw badField(field, `Error parsing date string: ${text}`);
  }
  return text;
};

/** The account id in `{ accountId }`, `{ id }` or a bare text; undefined for none. */
export const readAccountId = (value: unknown): string | undefined =>
  isObject(value) ? (readId(value['accountId']) ?? readId(value['id'])) : readId(value);

/** An active user by account id. */
export const readUser = ({ write }: Editing, value: unknown, field: string): User | undefined => {
  if (value === null || value === undefined) return undefined;
  const accountId = readAccountId(value);
  if (accountId === undefined) {
    if (isObject(value) && (value['accountId'] === null || value['id'] === null)) return undefined;
    throw badField(field, 'Specify a valid value for the user');
  }
  const user = write.store.users.get(accountId);
  if (user === undefined) throw badField(field, `User '${accountId}' does not exist.`);
  return user;
};

/** Whether somebody can be given work of a project (`ASSIGNABLE_USER`). */
export const isAssignable = ({ write, project }: Editing, user: User): boolean =>
  user.active && hasPermission(write.store, user.id, 'ASSIGNABLE_USER', { project });

/** The issue named by `{ id }`, `{ key }` or a bare text, if the caller may see it. */
export const readIssue = ({ write }: Editing, value: unknown, field: string): Issue | undefined => {
  if (value === null || value === undefined || value === '') return undefined;
  const named = isObject(value) ? (readId(value['id']) ?? readId(value['key'])) : readId(value);
  if (named === undefined && isObject(value) && (value['id'] === null || value['key'] === null)) return undefined;
  const issue = findIssue(write.store, named ?? '');
  if (issue === undefined || !canSeeIssue(write.store, write.caller.accountId, issue)) {
    throw badField(field, 'Could not find issue by id or key.');
  }
  return issue;
};

/** The id of an entity named by `{ id }` or `{ name }`; undefined where nothing fits. */
export const findNamed = <T extends { readonly id: string; readonly name: string }>(
  entities: Iterable<T>,
  value: unknown,
): T | undefined => {
  if (!isObject(value)) return undefined;
  const id = readId(value['id']);
  for (const entity of entities) {
    if (id === undefined ? entity.name === value['name'] : entity.id === id) return entity;
  }
  return undefined;
};

/** The id of the option named by `{ id }` or `{ value }`. */
export const readOption = (options: readonly FieldOption[], value: unknown, field: string): string => {
  const id = isObject(value) ? readId(value['id']) : undefined;
  const text = isObject(value) ? value['value'] : value;
  const option = options.find((one) => (id === undefined ? one.value === text : one.id === id));
  if (option !== undefined) return option.id;
  if (id !== undefined) throw badField(field, `Option id '${id}' is not valid`);
  throw badField(field, "Specify a valid 'id' or 'name' for " + field);
};

const UNITS = { w: 5 * 8 * 3600, d: 8 * 3600, h: 3600, m: 60 } as const;
const isUnit = (text: string): text is keyof typeof UNITS => text in UNITS;

/** Seconds of `2d 4h` with 8 hours a day and 5 days a week; a bare number is minutes. Undefined for none. */
export const readDuration = (value: unknown, field: string): number | undefined => {
  if (value === null || value === undefined || value === '') return undefined;
  const text = String(value).trim();
  let seconds = 0;
  for (const part of text.split(/\s+/)) {
    const match = /^(\d+(?:\.\d+)?)([wdhm]?)$/.exec(part);
    if (match === null) throw badField(field, `'${text}' is not a valid time duration, for example '4d 6h'.`);
    const unit = match[2] ?? '';
    seconds += Number(match[1]) * (isUnit(unit) ? UNITS[unit] : UNITS.m);
  }
  return Math.round(seconds);
};
