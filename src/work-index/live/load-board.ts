import type { Coverage } from '../../core/board/board.ts';
import { withKnownEnds, type BoardSource } from '../../core/board/source.ts';
import { createDayOf } from '../../core/day/time-zone.ts';
import type { EpochMs, PeriodId, ProjectId } from '../../core/ids.ts';
import { choosePeriod, findCurrentPeriod, type ChosenPeriod } from '../../core/period/choose-period.ts';
import type { Period } from '../../core/period/period.ts';
import { cutProgram } from '../../core/program/cut-program.ts';
import type { Program } from '../../core/program/program.ts';
import { findOwnTeams } from '../../core/team/assign-teams.ts';
import type { JiraClient } from '../../jira/client.ts';
import { countApproximately, searchIds } from '../../jira/search.ts';
import { periodJql } from './period-jql.ts';
import { MAX_ITEMS, readInto, startReading, type Reader, type Reading } from './read-items.ts';
import { readQueryMatches } from './read-queries.ts';
import { readRelated } from './read-related.ts';
import { readSiteFacts, type SiteFacts } from './site-facts.ts';

/** Periods that are looked at for work, the latest first. */
const MAX_PERIODS_TO_PROBE = 12;

export interface LoadBoardInput {
  readonly client: JiraClient;
  readonly program: Program;
  readonly periodId?: PeriodId;
  /** Projects that the viewer may browse. */
  readonly browsable: ReadonlySet<ProjectId>;
  readonly now: EpochMs;
  readonly remainingMs: () => number;
}

const withoutOrder = (jql: string): string => jql.replace(/ ORDER BY .*$/, '');

const countPlaced = async (
  { client, program, browsable, now }: LoadBoardInput,
  facts: SiteFacts,
  period: Period,
): Promise<number> => {
  const jql = periodJql(program, period, { sprints: facts.sprints, browsable, now });
  return jql === undefined ? 0 : countApproximately(client, withoutOrder(jql.placed));
};

/** The period asked for, else the current one if it holds work, else the latest that does. */
const choose = async (input: LoadBoardInput, facts: SiteFacts): Promise<ChosenPeriod | undefined> => {
  const { periods, timeZone } = input.program;
  if (input.periodId !== undefined) {
    const period = periods.find(({ id }) => id === input.periodId);
    return period && { period, choice: { kind: 'asked', sentence: `${period.name}, as chosen.` } };
  }
  const today = createDayOf(timeZone)(input.now);
  const current = findCurrentPeriod(periods, today);
  if (current !== undefined && (await countPlaced(input, facts, current)) > 0) {
    return choosePeriod(periods, today, new Set([current.id]));
  }
  const latest = [...periods].sort((a, b) => (a.start < b.start ? 1 : -1)).slice(0, MAX_PERIODS_TO_PROBE);
  const counts = await Promise.all(
    latest.map(async (period) => [period.id, await countPlaced(input, facts, period)] as const),
  );
  return choosePeriod(periods, today, new Set(counts.filter(([, count]) => count > 0).map(([id]) => id)));
};

/** Reads what is placed in the period, then open work as far as there is room; gives how many there were to read. */
const readPeriod = async (
  input: LoadBoardInput,
  facts: SiteFacts,
  period: Period,
  reading: Reading,
  reader: Reader,
): Promise<number> => {
  const jql = periodJql(input.program, period, { ...input, sprints: facts.sprints });
  if (jql === undefined) return 0;
  const placed = await searchIds(input.client, jql.placed, MAX_ITEMS);
  const [open] = await Promise.all([
    searchIds(input.client, jql.open, MAX_ITEMS),
    readInto(placed.ids, reading, reader),
  ]);
  await readInto(open.ids, reading, reader);
  if (placed.isComplete && open.isComplete) return reading.asked.size;
  reading.stopped ??= `one board reads at most ${MAX_ITEMS} work items`;
  const [placedCount, openCount] = await Promise.all(
    [jql.placed, jql.open].map((one) => countApproximately(input.client, withoutOrder(one))),
  );
  return Math.max(placedCount ?? 0, openCount ?? 0, reading.asked.size);
};

const coverageOf = (reading: Reading, found: number): Coverage => {
  const read = reading.items.size;
  if (reading.stopped === undefined) return { read, of: read };
  return { read, of: Math.max(found, read), because: reading.stopped };
};

/**
 * What a board is built from, read live from Jira as the viewer: no index, no app rights. Undefined where the program has no such period. What
 * does not fit into the invocation is left out, and the board's coverage says so.
 */
export const loadBoard = async (input: LoadBoardInput): Promise<BoardSource | undefined> => {
  const { client, program, now, remainingMs } = input;
  const facts = await readSiteFacts(client, program);
  const chosen = await choose(input, facts);
  if (chosen === undefined) return undefined;
  const reading = startReading(facts.sprints);
  const reader = { client, fieldIds: facts.fieldIds, remainingMs };
  const found = await readPeriod(input, facts, chosen.period, reading, reader);
  await readRelated(program, reading, reader);
  const queries = await readQueryMatches(client, program, [...reading.items.keys()]);
  const items = withKnownEnds([...reading.items.values()], new Set(reading.items.keys()), program.dependencyTypes);
  const sprints = [...reading.sprints.values()];
  const own = findOwnTeams(items, program.teams, queries);
  const projectIds = new Set([...input.browsable, ...items.map((item) => item.projectId)]);
  return {
    asOf: new Date(now).toISOString(),
    now,
    program: cutProgram(program, { projectIds, own, sprints }),
    periodId: chosen.period.id,
    choice: chosen.choice,
    items,
    thin: [],
    own,
    sprints,
    priorities: facts.priorities,
    coverage: coverageOf(reading, Math.max(found, reading.asked.size)),
  };
};
