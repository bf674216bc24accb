import { route } from '@forge/api';
import { z } from 'zod';
import type { WorkItemId } from '../core/ids.ts';
import { historiesShape, type FieldChange } from './changelogs.ts';
import type { JiraClient } from './client.ts';
import type { FieldIds } from './fields.ts';
import { fieldsToRead, issueShape, toWorkItem, type MappedItem } from './map-work-item.ts';
import { parseAnswer } from './wire.ts';

/** What the index keeps of an issue comes from this. */
export interface ReadIssue extends MappedItem {
  /** In Atlassian's document format; to be looked at, not kept. */
  readonly description: unknown;
  readonly securityLevelId?: string;
  /** Absent unless asked for. */
  readonly changelog?: {
    readonly changes: readonly FieldChange[];
    /** Whether Jira left out older ones. */
    readonly isCut: boolean;
  };
}
export interface ReadIssues {
  /** Those that exist and that this client's user may see. */
  readonly issues: readonly ReadIssue[];
  /** Jira had trouble with these; it says nothing about whether they exist. */
  readonly failedIds: readonly WorkItemId[];
}

/**
 * Issues of one call: Jira takes 1,000 where fields are named and nothing heavy is expanded (platform.md 3.2), which are 5 MB of answer,
 * as much as Forge carries elsewhere (1.1). The second call of a thousand costs a point.
 */
export const READ_SIZE = 500;
export const READ_SIZE_WITH_CHANGELOG = 100;

const BULKFETCH = '/rest/api/3/issue/bulkfetch';
const shape = z.looseObject({
  issues: z.array(
    issueShape.extend({
      changelog: z.looseObject({ total: z.number(), histories: z.array(z.unknown()) }).nullish(),
    }),
  ),
  issueErrors: z.array(z.looseObject({ id: z.string().nullish() })).nullish(),
});
type WireIssue = z.infer<typeof shape>['issues'][number];

const level = z.looseObject({ id: z.string() }).nullish().catch(undefined);

const toReadIssue = (issue: WireIssue, fieldIds: FieldIds): ReadIssue => {
  const securityLevelId = level.parse(issue.fields['security'])?.id;
  const { changelog } = issue;
  return {
    ...toWorkItem(issue, fieldIds),
    description: issue.fields['description'],
    ...(securityLevelId === undefined ? {} : { securityLevelId }),
    ...(changelog
      ? {
          changelog: {
            changes: parseAnswer(historiesShape, changelog.histories, BULKFETCH),
            isCut: changelog.histories.length < changelog.total,
          },
        }
      : {}),
  };
};

/**
 * Reads issues by id or key from Jira's own store (no search lag), with what the index computes from description, security level
 * and, on demand, the newest changelog entries. At most `READ_SIZE`, with changelog `READ_SIZE_WITH_CHANGELOG`.
 */
export const readIssues = async (
  client: JiraClient,
  idsOrKeys: readonly string[],
  fieldIds: FieldIds,
  { withChangelog }: { readonly withChangelog: boolean },
): Promise<ReadIssues> => {
  const body = {
    issueIdsOrKeys: idsOrKeys,
    fields: [...fieldsToRead(fieldIds), 'description', 'security'],
    ...(withChangelog ? { expand: ['changelog'] } : {}),
  };
  const request = { method: 'POST', route: route`/rest/api/3/issue/bulkfetch`, operation: BULKFETCH } as const;
  const { issues, issueErrors } = parseAnswer(shape, await client({ ...request, body, isSafe: true }), BULKFETCH);
  return {
    issues: issues.map((issue) => toReadIssue(issue, fieldIds)),
    failedIds: (issueErrors ?? []).flatMap(({ id }) => id ?? []),
  };
};
