import { whyNotOwnJql } from '../../core/team/judge-jql.ts';
import type { JiraClient } from '../../jira/client.ts';
import type { FieldIds } from '../../jira/fields.ts';
import { parseJqls, type ParsedJql } from '../../jira/parse-jql.ts';

/** How a reason begins that goes on in Jira's words, which quote what the JQL names. */
export const REFUSED = 'is refused by Jira where Interlock itself asks';

const whyNot = (parsed: ParsedJql, { parentLink, epicLink }: FieldIds): string | undefined =>
  parsed.kind === 'refused'
    ? `${REFUSED}: ${parsed.problem.replace(/\.$/, '')}`
    : whyNotOwnJql(parsed.use, [parentLink, epicLink]);

/** For each JQL why it cannot decide an item's team when the app asks, as half a sentence; undefined where it can. */
export const judgeJqls = async (
  app: JiraClient,
  jqls: readonly string[],
  fieldIds: FieldIds,
): Promise<ReadonlyMap<string, string | undefined>> =>
  new Map([...(await parseJqls(app, jqls))].map(([jql, parsed]) => [jql, whyNot(parsed, fieldIds)]));
