import type { ProgramDraft } from '../core/program/program.ts';
import type { KnownSite } from '../core/program/validate.ts';
import { listBoards, type SiteBoard } from '../jira/boards.ts';
import type { JiraClient } from '../jira/client.ts';
import { findFieldIds, listFields, type WireField } from '../jira/fields.ts';
import { parseJqls } from '../jira/parse-jql.ts';
import { listBrowsableProjectIds, listComponentIds } from '../jira/projects.ts';
import { listLinkTypes } from '../jira/site.ts';
import { judgeJqls } from '../work-index/site/judge-jqls.ts';
import { readBoardFacts } from '../work-index/site/read-boards.ts';
import type { Invocation } from './invocation.ts';

const ruleJqls = (draft: ProgramDraft): readonly string[] =>
  draft.teams.flatMap(({ rules }) => rules.flatMap((rule) => (rule.kind === 'jql' ? rule.jql : [])));

/** What Jira says to this person about their JQL. */
const readRefusedJql = async (
  client: JiraClient,
  draft: ProgramDraft,
): Promise<readonly (readonly [string, string])[]> =>
  [...(await parseJqls(client, ruleJqls(draft)))].flatMap(([jql, parsed]) =>
    parsed.kind === 'refused' ? [[jql, parsed.problem] as const] : [],
  );

/**
 * Which of these JQL and boards cannot decide a team, and what to do: rules are asked as the app, so that all viewers see one
 * team for each item.
 */
const readUnusable = async (
  app: JiraClient,
  fields: readonly WireField[],
  { jqls, boards }: { readonly jqls: readonly string[]; readonly boards: readonly SiteBoard[] },
): Promise<Pick<KnownSite, 'refusedJql' | 'refusedBoards'>> => {
  const facts = await readBoardFacts(app, boards);
  const all = [...jqls, ...facts.flatMap((board) => board.filterJql ?? [])];
  const judged = await judgeJqls(app, all, findFieldIds(fields));
  const remedy = 'Use JQL over the work item\u2019s own fields, or another kind of rule.';
  const refusedBoards = facts.flatMap(({ id, name, filterJql }): readonly (readonly [string, string])[] => {
    if (filterJql === undefined) {
      return [[id, `Interlock itself cannot read the filter of ${name}: share it with everyone who is logged in.`]];
    }
    const because = filterJql.map((jql) => judged.get(jql)).find((one) => one !== undefined);
    return because === undefined ? [] : [[id, `The filter of ${name} ${because}. ${remedy}`]];
  });
  const refusedJql = jqls.flatMap((jql): readonly (readonly [string, string])[] => {
    const because = judged.get(jql);
    return because === undefined ? [] : [[jql, `This JQL ${because}. ${remedy}`]];
  });
  return { refusedJql: new Map(refusedJql), refusedBoards: new Map(refusedBoards) };
};

/** What exists for the person who saves a program, and which of its rules Interlock can use. */
export const readKnownSite = async ({ jira, app }: Invocation, draft: ProgramDraft): Promise<KnownSite> => {
  const browsing = listBrowsableProjectIds(jira);
  const rules = draft.teams.flatMap((team) => team.rules);
  const componentProjects = rules.some((rule) => rule.kind === 'component')
    ? [...new Set(draft.teams.flatMap((team) => team.projectIds))]
    : [];
  const [projectIds, boards, linkTypes, fields, refused] = await Promise.all([
    browsing,
    listBoards(jira),
    listLinkTypes(jira),
    listFields(jira),
    readRefusedJql(jira, draft),
  ]);
  const visible = componentProjects.filter((id) => projectIds.has(id));
  const ruleBoards = new Set(rules.flatMap((rule) => (rule.kind === 'board' ? rule.boardId : [])));
  const wrong = new Map(refused);
  const [components, unusable] = await Promise.all([
    Promise.all(visible.map((id) => listComponentIds(jira, id))),
    readUnusable(app, fields, {
      // What this person may not ask about is not asked for them.
      jqls: ruleJqls(draft).filter((jql) => !wrong.has(jql)),
      boards: boards.filter(({ id }) => ruleBoards.has(id)),
    }),
  ]);
  return {
    projectIds,
    boardIds: new Set(boards.map((board) => board.id)),
    linkTypeIds: new Set(linkTypes.map((type) => type.id)),
    fieldIds: new Set(fields.map((field) => field.id)),
    componentIds: new Set(components.flat()),
    refusedJql: new Map([...unusable.refusedJql, ...refused]),
    refusedBoards: unusable.refusedBoards,
  };
};
