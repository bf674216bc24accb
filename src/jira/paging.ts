import { z } from 'zod';
import type { JiraClient, JiraRequest } from './client.ts';
import { parseAnswer } from './wire.ts';

/** Agile lists give at most 50 a page (platform.md 9). */
export const AGILE_PAGE = 50;

/** Ids alone come 5,000 a page (platform.md 3.1, 9). */
export const ID_PAGE = 5_000;
/** A page of a search, or of a board's list, that asked for ids. */
export const idPage = z.looseObject({
  issues: z.array(z.looseObject({ id: z.string() })),
  nextPageToken: z.string().nullish(),
});

/** Reads a list paged by `startAt` to its end. `pageOf` makes the request of one page. */
export const readAllPages = async <T>(
  client: JiraClient,
  pageOf: (startAt: number) => JiraRequest,
  value: z.ZodType<T>,
): Promise<readonly T[]> => {
  const page = z.looseObject({ values: z.array(value), isLast: z.boolean().optional(), total: z.number().optional() });
  const all: T[] = [];
  for (;;) {
    const request = pageOf(all.length);
    const { values, isLast, total } = parseAnswer(page, await client(request), request.operation);
    all.push(...values);
    const isEnd = isLast ?? (total === undefined || all.length >= total);
    if (isEnd || values.length === 0) return all;
  }
};
