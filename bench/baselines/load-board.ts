import { withKnownEnds, type BoardSource } from '../../src/core/board/source.ts';
import type { EpochMs, PeriodId, WorkItemId } from '../../src/core/ids.ts';
import { chunk } from '../../src/core/list/chunk.ts';
import { cutProgram } from '../../src/core/program/cut-program.ts';
import type { Program } from '../../src/core/program/program.ts';
import { findOwnTeams } from '../../src/core/team/assign-teams.ts';
import type { JiraClient } from '../../src/jira/client.ts';
import type { FieldIds } from '../../src/jira/fields.ts';
import { isIn } from '../../src/jira/jql.ts';
import { listBrowsableProjectIds } from '../../src/jira/projects.ts';
import { periodJql, type PeriodJql } from '../../src/work-index/live/period-jql.ts';
import { readQueryMatches } from '../../src/work-index/live/read-queries.ts';
import { readSiteFacts } from '../../src/work-index/live/site-facts.ts';
import type { Read, Way } from './reading.ts';

/** Theme, initiative, epic, story: three steps up or down reach everything. */
const ROUNDS = 3;
const PARENTS_PER_JQL = 500;
const ORDER = / ORDER BY .*$/;

export interface LiveBoard {
  readonly client: JiraClient;
  readonly program: Program;
  readonly periodId: PeriodId;
  readonly now: EpochMs;
  readonly wayOf: (client: JiraClient, fields: FieldIds, read: Read) => Way;
}

/** Parents and other ends of dependency links that were not read yet. */
const missing = ({ items, asked }: Read, linkTypes: ReadonlySet<string>): ReadonlySet<WorkItemId> => {
  const ids = [...items.values()].flatMap((item) => [
    ...(item.parentId === undefined ? [] : [item.parentId]),
    ...item.links.filter((link) => linkTypes.has(link.typeId)).map((link) => link.otherId),
  ]);
  return new Set(ids.filter((id) => !asked.has(id)));
};

/** Parents, other ends of dependencies, and the done children that rollups count, until nothing is missing. */
const readRelated = async (program: Program, read: Read, way: Way): Promise<void> => {
  let linkTypes = new Set(program.dependencyTypes.map((type) => type.linkTypeId));
  const searched = new Set<WorkItemId>();
  for (let round = 0; round < ROUNDS; round += 1) {
    const before = read.asked.size;
    const neighbours = missing(read, linkTypes);
    linkTypes = new Set();
    const features = [...read.items.values()].filter((item) => item.type.level >= 1 && !searched.has(item.id));
    for (const { id } of features) searched.add(id);
    const parents = chunk(
      features.map(({ id }) => id),
      PARENTS_PER_JQL,
    );
    await Promise.all([
      way.name(neighbours),
      ...parents.map((part) => way.find(`${isIn('parent', part) ?? ''} AND statusCategory = Done`)),
    ]);
    if (read.asked.size === before) return;
  }
};

/** What is placed in the period, and the open work beside it, in one search: nothing is read twice. */
const eitherOf = ({ placed, open }: PeriodJql): string =>
  `(${[placed, open].map((jql) => jql.replace(ORDER, '')).join(') OR (')}) ORDER BY updated DESC`;

/** What a period's board is built from, read live as the viewer, whole: as the app's first version read it, without its limits of size. */
export const readLiveSource = async ({ client, program, periodId, now, wayOf }: LiveBoard): Promise<BoardSource> => {
  const period = program.periods.find(({ id }) => id === periodId);
  if (period === undefined) throw new Error(`The program has no period ${periodId}.`);
  const [browsable, facts] = await Promise.all([listBrowsableProjectIds(client), readSiteFacts(client, program)]);
  const sprints = new Map(facts.sprints.map((sprint) => [sprint.id, sprint]));
  const read: Read = { items: new Map(), sprints, asked: new Set() };
  const way = wayOf(client, facts.fieldIds, read);
  const jql = periodJql(program, period, { sprints: facts.sprints, browsable, now });
  if (jql !== undefined) await way.find(eitherOf(jql));
  await readRelated(program, read, way);
  const queries = await readQueryMatches(client, program, [...read.items.keys()]);
  const items = withKnownEnds([...read.items.values()], new Set(read.items.keys()), program.dependencyTypes);
  const own = findOwnTeams(items, program.teams, queries);
  const projectIds = new Set([...browsable, ...items.map((item) => item.projectId)]);
  return {
    asOf: new Date(now).toISOString(),
    now,
    program: cutProgram(program, { projectIds, own, sprints: [...read.sprints.values()] }),
    periodId,
    choice: { kind: 'asked', sentence: `${period.name}, as chosen.` },
    items,
    thin: [],
    own,
    sprints: [...read.sprints.values()],
    priorities: facts.priorities,
    coverage: { read: items.length, of: items.length },
  };
};
