import { createDayOf } from '../../core/day/time-zone.ts';
import type { EpochMs, WorkItemId } from '../../core/ids.ts';
import { viewItem, type ItemView } from '../../core/item-view/item-view.ts';
import { findCurrentPeriod } from '../../core/period/choose-period.ts';
import type { Period } from '../../core/period/period.ts';
import type { Program } from '../../core/program/program.ts';
import { projectsOf } from '../../core/program/summary.ts';
import { findOwnTeams } from '../../core/team/assign-teams.ts';
import type { JiraClient } from '../../jira/client.ts';
import { isIn } from '../../jira/jql.ts';
import { searchIds } from '../../jira/search.ts';
import { readNamed, startReading, type Reader, type Reading } from './read-items.ts';
import { readQueryMatches } from './read-queries.ts';
import { readFieldFacts, readTeamSprints } from './site-facts.ts';

/** Steps along links, parents and children; a longer circle of dependencies is found on the board only. */
const MAX_ROUNDS = 6;
/** Neighbours of one item that a panel reads. */
const MAX_NEIGHBOURS = 600;

export interface LoadItemInput {
  readonly client: JiraClient;
  readonly program: Program;
  readonly itemId: WorkItemId;
  readonly now: EpochMs;
  readonly remainingMs: () => number;
}

/** Ids beside what was read: other ends of dependency links, parents, and children of what is not placed by itself. */
const neighboursOf = async (reading: Reading, from: ReadonlySet<WorkItemId>, input: LoadItemInput) => {
  const linkTypes = new Set(input.program.dependencyTypes.map((type) => type.linkTypeId));
  const items = [...from].flatMap((id) => reading.items.get(id) ?? []);
  const links = items.flatMap((item) => item.links.filter((link) => linkTypes.has(link.typeId)));
  const parents = items.flatMap((item) => item.parentId ?? []);
  const jql = isIn(
    'parent',
    items.filter((item) => item.type.level >= 0).map((item) => item.id),
  );
  const children = jql === undefined ? [] : (await searchIds(input.client, jql, MAX_NEIGHBOURS)).ids;
  return [...links.map((link) => link.otherId), ...parents, ...children];
};

const readAround = async (reading: Reading, reader: Reader, input: LoadItemInput): Promise<void> => {
  let fresh: ReadonlySet<WorkItemId> = new Set([input.itemId]);
  for (let round = 0; round < MAX_ROUNDS && fresh.size > 0; round += 1) {
    const before = new Set(reading.asked);
    const found = await neighboursOf(reading, fresh, input);
    await readNamed(found.slice(0, Math.max(0, MAX_NEIGHBOURS - before.size)), reading, reader);
    fresh = new Set([...reading.asked].filter((id) => !before.has(id)));
  }
};

const periodAround = (periods: readonly Period[], today: string): Period | undefined =>
  findCurrentPeriod(periods, today) ?? periods.toSorted((a, b) => (a.start < b.start ? 1 : -1))[0];

/**
 * Where one item stands in one program, read live as the viewer: the item, its neighbours, and the sprints of the teams
 * that work in their projects. Undefined where the viewer cannot see it, or no team of the program works in its project.
 */
export const loadItem = async (input: LoadItemInput): Promise<ItemView | undefined> => {
  const { client, program, now, remainingMs } = input;
  const period = periodAround(program.periods, createDayOf(program.timeZone)(now));
  if (period === undefined) return undefined;
  const { fieldIds, priorities } = await readFieldFacts(client, program);
  const reading = startReading([]);
  const reader = { client, fieldIds, remainingMs };
  await readNamed([input.itemId], reading, reader);
  const asked = reading.items.get(input.itemId);
  if (asked === undefined || !projectsOf(program).includes(asked.projectId)) return undefined;
  await readAround(reading, reader, input);
  const projects = new Set([...reading.items.values()].map((item) => item.projectId));
  const teams = program.teams.filter((team) => team.projectIds.some((id) => projects.has(id)));
  const [boardSprints, queries] = await Promise.all([
    readTeamSprints(client, teams),
    readQueryMatches(client, { teams }, [...reading.items.keys()]),
  ]);
  const sprints = new Map([...reading.sprints.values(), ...boardSprints].map((sprint) => [sprint.id, sprint]));
  const items = [...reading.items.values()];
  const own = findOwnTeams(items, program.teams, queries);
  return viewItem({ program, period, items, sprints: [...sprints.values()], priorities, own, now }, input.itemId);
};
