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

const boardsOf = (program: Program): readonly BoardId[] => [
  ...new Set(program.teams.filter((team) => team.mode === 'scrum').flatMap((team) => team.boardIds)),
];

/** Reads them all at once, as this client's user. */
export const readSiteFacts = async (client: JiraClient, program: Program): Promise<SiteFacts> => {
  const [fields, priorities, sprints] = await Promise.all([
    listFields(client),
    listPriorities(client),
    Promise.all(boardsOf(program).map((id) => listSprints(client, id))),
  ]);
  const fieldIds = findFieldIds(fields);
  const unitFields = program.teams.flatMap(({ unit }) =>
    unit.kind === 'count' ? [] : [{ id: unit.fieldId, name: unit.name, kind: unit.kind }],
  );
  const unique = new Map(sprints.flat().map((sprint) => [sprint.id, sprint]));
  return {
    fieldIds: { ...fieldIds, estimates: [...fieldIds.estimates, ...unitFields] },
    priorities,
    sprints: [...unique.values()],
  };
};
