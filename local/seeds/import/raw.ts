/** JSON as it came: nothing about it is known until it was looked at. */
export type Raw = Readonly<Record<string, unknown>>;

export const isRaw = (value: unknown): value is Raw =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The member as an object; undefined where it is something else. */
export const rawAt = (value: unknown, name: string): Raw | undefined => {
  const member = isRaw(value) ? value[name] : undefined;
  return isRaw(member) ? member : undefined;
};

/** The member as an array; empty where it is something else. */
export const listAt = (value: unknown, name: string): readonly unknown[] => {
  const member = isRaw(value) && Object.hasOwn(value, name) ? value[name] : undefined;
  return Array.isArray(member) ? member : [];
};

/** The member as text: texts that are not empty, and numbers (some exports give ids as numbers). Own members only. */
export const textAt = (value: unknown, name: string): string | undefined => {
  const member = isRaw(value) && Object.hasOwn(value, name) ? value[name] : undefined;
  if (typeof member === 'number') return String(member);
  return typeof member === 'string' && member !== '' ? member : undefined;
};

export const numberAt = (value: unknown, name: string): number | undefined => {
  const member = isRaw(value) ? value[name] : undefined;
  return typeof member === 'number' && Number.isFinite(member) ? member : undefined;
};

/** Epoch ms of a Jira timestamp (`2014-07-03T09:37:46.899-0500`), of a number, or undefined. */
export const toInstant = (value: unknown): number | undefined => {
  if (typeof value === 'number') return value;
  if (typeof value !== 'string') return undefined;
  const ms = Date.parse(value.replace(/([+-]\d{2})(\d{2})$/, '$1:$2'));
  return Number.isNaN(ms) ? undefined : ms;
};

/** The first ten characters where they are a day. */
export const toDayText = (value: unknown): string | undefined =>
  typeof value === 'string' && /^\d{4}-\d{2}-\d{2}/.test(value) ? value.slice(0, 10) : undefined;

/** Whether a value says nothing: absent, null, empty text, list or object. */
export const isEmpty = (value: unknown): boolean =>
  value === undefined ||
  value === null ||
  value === '' ||
  (Array.isArray(value) && value.length === 0) ||
  (isRaw(value) && Object.keys(value).length === 0);

/** An issue's changelog, be it a bare array, an object with `histories`, or a page of the changelog's own resource. */
export const historiesOf = (raw: Raw): readonly unknown[] => {
  if (Array.isArray(raw.changelog)) return raw.changelog;
  const histories = listAt(raw.changelog, 'histories');
  return histories.length > 0 ? histories : listAt(raw.changelog, 'values');
};
