import { route } from '@forge/api';
import { z } from 'zod';
import type { EpochMs, FieldId, WorkItemId } from '../core/ids.ts';
import { chunk } from '../core/list/chunk.ts';
import type { JiraClient } from './client.ts';
import { parseAnswer, wireInstant } from './wire.ts';

/** One changed field of one changelog entry, ids as Jira gives them. */
export interface FieldChange {
  readonly at: EpochMs;
  /** Jira's field id; the field's name where the changelog has none (parent, link). */
  readonly fieldId: FieldId;
  readonly from: string | null;
  readonly to: string | null;
}

/** `created` is epoch milliseconds in bulk (platform.md 9), text elsewhere. */
const historyShape = z
  .looseObject({
    created: z.union([z.number(), wireInstant]),
    items: z.array(
      z.looseObject({
        field: z.string(),
        fieldId: z.string().nullish(),
        from: z.string().nullish(),
        to: z.string().nullish(),
      }),
    ),
  })
  .transform(({ created, items }): readonly FieldChange[] =>
    items.map(({ field, fieldId, from, to }) => ({
      at: created,
      fieldId: fieldId ?? field,
      from: from ?? null,
      to: to ?? null,
    })),
  );
/** Changelog entries as changes, in whatever order Jira gives them. */
export const historiesShape = z.array(historyShape).transform((histories) => histories.flat());

const CHANGELOGS = '/rest/api/3/changelog/bulkfetch';
/** platform.md 3.2. */
const ISSUES_PER_CALL = 1_000;
const ENTRIES_PER_PAGE = 10_000;
const answerShape = z.looseObject({
  issueChangeLogs: z.array(z.looseObject({ issueId: z.string(), changeHistories: historiesShape })),
  nextPageToken: z.string().nullish(),
});

const fetchPart = async (
  client: JiraClient,
  ids: readonly WorkItemId[],
  fieldIds: readonly FieldId[],
  found: Map<WorkItemId, readonly FieldChange[]>,
): Promise<void> => {
  let nextPageToken: string | undefined;
  do {
    const token = nextPageToken === undefined ? {} : { nextPageToken };
    const body = { issueIdsOrKeys: ids, fieldIds, maxResults: ENTRIES_PER_PAGE, ...token };
    const request = { method: 'POST', route: route`/rest/api/3/changelog/bulkfetch`, operation: CHANGELOGS } as const;
    const page = parseAnswer(answerShape, await client({ ...request, body, isSafe: true }), CHANGELOGS);
    for (const { issueId, changeHistories } of page.issueChangeLogs) {
      found.set(issueId, [...(found.get(issueId) ?? []), ...changeHistories]);
    }
    nextPageToken = page.nextPageToken ?? undefined;
  } while (nextPageToken !== undefined);
};

/**
 * All changes of these fields (at most 10) of these work items, as far as this client's user sees them; an item without any is
 * absent.
 */
export const fetchChangelogs = async (
  client: JiraClient,
  ids: readonly WorkItemId[],
  fieldIds: readonly FieldId[],
): Promise<ReadonlyMap<WorkItemId, readonly FieldChange[]>> => {
  const found = new Map<WorkItemId, readonly FieldChange[]>();
  await Promise.all(chunk(ids, ISSUES_PER_CALL).map((part) => fetchPart(client, part, fieldIds, found)));
  return found;
};
