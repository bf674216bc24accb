import { maskAccounts, whyNotOwnJql } from '../../core/team/judge-jql.ts';
import { hashText } from '../../core/text/hash-text.ts';
import type { JiraClient } from '../../jira/client.ts';
import type { FieldIds } from '../../jira/fields.ts';
import { parseJqls, type ParsedJql } from '../../jira/parse-jql.ts';
import type { BoardFact } from './site-facts.ts';

/** How a reason begins that goes on in Jira's words, which quote what the JQL names. */
export const REFUSED = 'is refused by Jira where Interlock itself asks';

const whyNot = (parsed: ParsedJql, { parentLink, epicLink }: FieldIds): string | undefined =>
  parsed.kind === 'refused'
    ? `${REFUSED}: ${maskAccounts(parsed.problem).replace(/\.$/, '')}`
    : whyNotOwnJql(parsed.use, [parentLink, epicLink]);

/** For each JQL why it cannot decide an item's team when the app asks, as half a sentence; undefined where it can. */
export const judgeJqls = async (
  app: JiraClient,
  jqls: readonly string[],
  fieldIds: FieldIds,
): Promise<ReadonlyMap<string, string | undefined>> =>
  new Map([...(await parseJqls(app, jqls))].map(([jql, parsed]) => [jql, whyNot(parsed, fieldIds)]));

const STAND_IN = 'unusable ';
/** A filter that decides nothing is stored by its number alone: nobody asks it, and it may name people. */
const standIn = (jql: string): string => `${STAND_IN}${hashText(jql).toString(36)}`;
export const isStandIn = (jql: string): boolean => jql.startsWith(STAND_IN);

/** Filters of boards and what was judged, as they are stored: without the words of filters that cannot decide a team. */
export const withoutUnusable = <Fact extends Pick<BoardFact, 'filterJql'>>(
  facts: readonly Fact[],
  judged: ReadonlyMap<string, string | undefined>,
): { readonly facts: readonly Fact[]; readonly judged: ReadonlyMap<string, string | undefined> } => {
  const isUnusable = (jql: string): boolean => !isStandIn(jql) && judged.get(jql) !== undefined;
  const unusable = facts.flatMap(({ filterJql }) => (filterJql ?? []).filter(isUnusable));
  return {
    facts: facts.map((fact) =>
      fact.filterJql === undefined
        ? fact
        : { ...fact, filterJql: fact.filterJql.map((jql) => (isUnusable(jql) ? standIn(jql) : jql)) },
    ),
    judged: new Map([...judged, ...unusable.map((jql) => [standIn(jql), judged.get(jql)] as const)]),
  };
};
