import type { Bean } from '../wire/bean.ts';
import { readPage } from '../wire/page.ts';

/** Jira Software's lists give at most 50 a page (platform.md 3.5, 9). */
export const AGILE_PAGE_MAX = 50;

/** Jira Software's page envelope: `{ maxResults, startAt, total, isLast, values }`; `render` runs on the page's values only. */
export const agilePage = <T>(values: readonly T[], query: URLSearchParams, render: (value: T) => unknown): Bean => {
  const { startAt, maxResults } = readPage(query, { max: AGILE_PAGE_MAX });
  const end = startAt + maxResults;
  return {
    maxResults,
    startAt,
    total: values.length,
    isLast: end >= values.length,
    values: values.slice(startAt, end).map(render),
  };
};

/** How many values a page holds, for what the read costs. */
export const pageCount = (page: Bean): number => (Array.isArray(page['values']) ? page['values'].length : 0);
