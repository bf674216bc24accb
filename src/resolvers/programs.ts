import type { ProgramDraft } from '../core/program/program.ts';
import { cutSummary } from '../core/program/summary.ts';
import { validateProgram, type KnownSite } from '../core/program/validate.ts';
import { listBoards } from '../jira/boards.ts';
import type { JiraClient } from '../jira/client.ts';
import { listFields } from '../jira/fields.ts';
import { findJqlProblems } from '../jira/parse-jql.ts';
import { isJiraAdmin } from '../jira/permissions.ts';
import { listBrowsableProjectIds, listComponentIds } from '../jira/projects.ts';
import { listLinkTypes } from '../jira/site.ts';
import { listProgramRecords, saveProgram } from '../storage/programs.ts';
import type { Handler } from './define-resolver.ts';
import { Refusal } from './refusal.ts';

/** Programs of which this person sees at least one project; of others nothing is told, not even that they are. */
export const programList: Handler<'program.list'> = async ({ projectId }, { jira }) => {
  const [summaries, browsable, canSave] = await Promise.all([
    listProgramRecords(),
    listBrowsableProjectIds(jira),
    isJiraAdmin(jira),
  ]);
  const visible = summaries.flatMap((summary) => cutSummary(summary, browsable) ?? []);
  const programs = projectId === undefined ? visible : visible.filter((one) => one.projectIds.includes(projectId));
  return { programs, canSave };
};

const readKnownSite = async (client: JiraClient, draft: ProgramDraft): Promise<KnownSite> => {
  const browsing = listBrowsableProjectIds(client);
  const rules = draft.teams.flatMap((team) => team.rules);
  const jqls = [...new Set(rules.flatMap((rule) => (rule.kind === 'jql' ? rule.jql : [])))];
  const componentProjects = rules.some((rule) => rule.kind === 'component')
    ? [...new Set(draft.teams.flatMap((team) => team.projectIds))]
    : [];
  const [projectIds, boards, linkTypes, fields, refusedJql] = await Promise.all([
    browsing,
    listBoards(client),
    listLinkTypes(client),
    listFields(client),
    findJqlProblems(client, jqls),
  ]);
  const visible = componentProjects.filter((id) => projectIds.has(id));
  const components = await Promise.all(visible.map((id) => listComponentIds(client, id)));
  return {
    projectIds,
    boardIds: new Set(boards.map((board) => board.id)),
    linkTypeIds: new Set(linkTypes.map((type) => type.id)),
    fieldIds: new Set(fields.map((field) => field.id)),
    componentIds: new Set(components.flat()),
    refusedJql,
  };
};

/** Saves a program: for Jira administrators who may browse all that it names. */
export const programSave: Handler<'program.save'> = async ({ draft, baseVersion }, { jira }) => {
  if (!(await isJiraAdmin(jira))) {
    throw new Refusal('FORBIDDEN', 'Only Jira administrators may save programs. Ask one of yours.');
  }
  const findings = validateProgram(draft, await readKnownSite(jira, draft));
  if (findings.length > 0) {
    const first = findings[0]?.message ?? '';
    const more = findings.length > 1 ? ` (and ${findings.length - 1} more)` : '';
    throw new Refusal('INVALID', `The program was not saved. ${first}${more}`, findings);
  }
  return saveProgram(draft, baseVersion);
};
