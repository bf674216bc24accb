import type { BoardId } from '../../core/ids.ts';
import type { Program } from '../../core/program/program.ts';
import type { Sprint } from '../../core/sprint/sprint.ts';
import type { Priority } from '../../core/work-item/work-item.ts';
import type { JiraClient } from '../../jira/client.ts';
import { findFieldIds, listFields, type FieldIds } from '../../jira/fields.ts';
import { listPriorities } from '../../jira/site.ts';
import { listSprints } from '../../jira/sprints.ts';

/** What a reading needs to know of the site before it can ask for work. */
export interface SiteFacts {
  readonly fieldIds: FieldIds;
  readonly priorities: readonly Priority[];
  /** Of the program's boards, in each board's own order, each once. */
  readonly sprints: readonly Sprint[];
}

/** Sprints of these teams' boards, in each board's own order, each once. Kanban teams have none. */
export const readTeamSprints = async (
  client: JiraClient,
  teams: Pick<Program, 'teams'>['teams'],
): Promise<readonly Sprint[]> => {
  const boardIds = new Set<BoardId>(teams.filter((team) => team.mode === 'scrum').flatMap((team) => team.boardIds));
  const sprints = await Promise.all([...boardIds].map((id) => listSprints(client, id)));
  return [...new Map(sprints.flat().map((sprint) => [sprint.id, sprint])).values()];
};

/** What estimates may stand in: the site's own fields, and what the program's teams name. */
const withUnits = (fieldIds: FieldIds, program: Program): FieldIds => {
  const units = program.teams.flatMap(({ unit }) =>
    unit.kind === 'count' ? [] : [{ id: unit.fieldId, name: unit.name, kind: unit.kind }],
  );
  return { ...fieldIds, estimates: [...fieldIds.estimates, ...units] };
};

/** Fields and priorities, without sprints. */
export const readFieldFacts = async (client: JiraClient, program: Program): Promise<Omit<SiteFacts, 'sprints'>> => {
  const [fields, priorities] = await Promise.all([listFields(client), listPriorities(client)]);
  return { fieldIds: withUnits(findFieldIds(fields), program), priorities };
};

/** Reads them all at once, as this client's user. */
export const readSiteFacts = async (client: JiraClient, program: Program): Promise<SiteFacts> => {
  const [facts, sprints] = await Promise.all([readFieldFacts(client, program), readTeamSprints(client, program.teams)]);
  return { ...facts, sprints };
};
