import { badRequest } from '../errors.ts';
import type { Bean } from './bean.ts';

/** A whole number of the query, or the fallback where it is absent. Throws 400 for anything else. */
export const readInteger = (query: URLSearchParams, name: string, fallback: number): number => {
  const text = query.get(name);
  if (text === null || text === '') return fallback;
  const value = Number(text);
  if (!Number.isSafeInteger(value))
    throw badRequest(`The value '${text}' of the query parameter '${name}' is not a number.`);
  return value;
};

export interface PageLimits {
  /** Page size where the query names none; default: `max`. */
  readonly standard?: number;
  /** Larger wishes are cut to this, as Jira does. */
  readonly max: number;
}
/** Where a page starts and how many it may hold, from `startAt` and `maxResults`. */
export const readPage = (query: URLSearchParams, { max, standard = max }: PageLimits) => {
  const startAt = readInteger(query, 'startAt', 0);
  const maxResults = readInteger(query, 'maxResults', standard);
  if (startAt < 0) throw badRequest("The value of the query parameter 'startAt' must not be negative.");
  if (maxResults < 0) throw badRequest("The value of the query parameter 'maxResults' must not be negative.");
  return { startAt, maxResults: Math.min(maxResults, max) };
};

/** All values of a repeated query parameter that may also hold lists: `?id=1&id=2,3` gives 1, 2, 3. */
export const readList = (query: URLSearchParams, name: string): readonly string[] =>
  query
    .getAll(name)
    .flatMap((text) => text.split(','))
    .map((text) => text.trim())
    .filter((text) => text !== '');

/**
 * Jira's page envelope `{ self, nextPage, maxResults, startAt, total, isLast, values }`; `render` runs on the page's values
 * only. `url` is the resource's address without query.
 */
export const pageOf = <T>(
  values: readonly T[],
  query: URLSearchParams,
  options: PageLimits & { readonly url: string; readonly render: (value: T) => unknown },
): Bean & { readonly values: readonly unknown[] } => {
  const { startAt, maxResults } = readPage(query, options);
  const end = startAt + maxResults;
  const isLast = end >= values.length;
  const urlAt = (from: number): string => {
    const parameters = new URLSearchParams(query);
    parameters.set('startAt', String(from));
    parameters.set('maxResults', String(maxResults));
    return `${options.url}?${parameters}`;
  };
  return {
    self: urlAt(startAt),
    ...(isLast ? {} : { nextPage: urlAt(end) }),
    maxResults,
    startAt,
    total: values.length,
    isLast,
    values: values.slice(startAt, end).map((value) => options.render(value)),
  };
};
