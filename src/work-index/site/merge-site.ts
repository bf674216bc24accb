import type { BoardId, ProjectId, SprintId } from '../../core/ids.ts';
import type { Program } from '../../core/program/program.ts';
import { projectsOf } from '../../core/program/summary.ts';
import type { Sprint } from '../../core/sprint/sprint.ts';
import { namedBoards, namedJqls, type SiteReading } from './read-site.ts';
import type { BoardFact, SiteFacts } from './site-facts.ts';
import type { SiteHead } from '../../storage/site.ts';

type Times = Pick<SiteHead, 'readAt' | 'boards' | 'projects'>;
/** Facts with the times at which their parts were read. */
export interface TimedSite {
  readonly facts: SiteFacts;
  readonly times: Times;
}

/** Boards and projects that were looked at, whether the app sees them or not. */
export const lookedAtOf = (times: Pick<Times, 'boards' | 'projects'> | undefined) => ({
  boards: new Set(Object.keys(times?.boards ?? {})),
  projects: new Set(Object.entries(times?.projects ?? {}).flatMap(([id, at]) => (at > 0 ? [id] : []))),
});

const NOTHING: TimedSite = {
  facts: {
    readAt: 0,
    fieldIds: { estimates: [] },
    priorities: [],
    statuses: [],
    types: [],
    boards: [],
    sprints: [],
    sprintIdsByBoard: new Map(),
    versions: [],
    judged: new Map(),
  },
  times: { readAt: 0, boards: {}, projects: {} },
};

interface BoardState {
  readonly fact: BoardFact;
  readonly sprints: readonly Sprint[];
  readonly at: number;
}

const boardsOf = ({ facts, times }: TimedSite): ReadonlyMap<BoardId, BoardState> => {
  const byId = new Map(facts.sprints.map((sprint) => [sprint.id, sprint]));
  return new Map(
    facts.boards.map((fact) => {
      const ids = facts.sprintIdsByBoard.get(fact.id) ?? [];
      return [fact.id, { fact, sprints: ids.flatMap((id) => byId.get(id) ?? []), at: times.boards[fact.id] ?? 0 }];
    }),
  );
};

/** Boards as known, under those that were read later. */
const mergeBoards = (stored: TimedSite, reading: SiteReading, named: ReadonlySet<BoardId>): readonly BoardState[] => {
  const boards = new Map([...boardsOf(stored)].filter(([id]) => named.has(id)));
  for (const [id, read] of reading.boards) {
    const before = boards.get(id);
    if ((stored.times.boards[id] ?? 0) > reading.at) continue;
    if (read === undefined) {
      boards.delete(id);
      continue;
    }
    const { sprints, withClosed } = read.sprints;
    const closed = withClosed ? [] : (before?.sprints ?? []).filter(({ state }) => state === 'closed');
    const open = new Set(sprints.map((sprint) => sprint.id));
    boards.set(id, {
      fact: read.fact,
      sprints: [...closed.filter((sprint) => !open.has(sprint.id)), ...sprints],
      at: reading.at,
    });
  }
  return [...boards.values()].sort((a, b) => Number(a.fact.id) - Number(b.fact.id));
};

/** Each sprint once: as the board says that was read last, its own board between equals. */
const mergeSprints = (boards: readonly BoardState[]): readonly Sprint[] => {
  const found = new Map<SprintId, { readonly sprint: Sprint; readonly at: number; readonly isOwn: boolean }>();
  for (const { fact, sprints, at } of boards) {
    for (const sprint of sprints) {
      const before = found.get(sprint.id);
      const isOwn = sprint.boardId === fact.id;
      const isBetter = before === undefined || at > before.at || (at === before.at && isOwn && !before.isOwn);
      if (isBetter) found.set(sprint.id, { sprint, at, isOwn });
    }
  }
  return [...found.values()].map(({ sprint }) => sprint);
};

/** When each board was looked at, those that the app does not see included. */
const boardTimes = (stored: TimedSite, reading: SiteReading, named: ReadonlySet<BoardId>): Times['boards'] =>
  Object.fromEntries(
    [...named].flatMap((id) => {
      const [before, at] = [stored.times.boards[id], reading.boards.has(id) ? reading.at : undefined];
      return before === undefined && at === undefined ? [] : [[id, Math.max(before ?? 0, at ?? 0)]];
    }),
  );

/**
 * Lays a reading over what is stored: of each board, each project's versions and the lists the one that began later counts, so that
 * writers may come in any order. What no program names any more is left out.
 */
export const mergeSite = (
  known: TimedSite | undefined,
  reading: SiteReading,
  programs: readonly Program[],
): TimedSite => {
  const stored = known ?? NOTHING;
  const isNews = reading.lists !== undefined && reading.at >= stored.times.readAt;
  const named = namedBoards(programs);
  const boards = mergeBoards(stored, reading, named);
  const projects = [...new Set(programs.flatMap(projectsOf))].sort((a, b) => Number(a) - Number(b));
  const isLater = (id: ProjectId): boolean =>
    reading.versions.has(id) && reading.at >= (stored.times.projects[id] ?? 0);
  const storedVersions = Map.groupBy(stored.facts.versions, (version) => version.projectId);
  const versions = projects.flatMap((id) => (isLater(id) ? reading.versions.get(id) : storedVersions.get(id)) ?? []);
  const facts = boards.map(({ fact }) => fact);
  const jqls = namedJqls(programs, facts);
  const judged = new Map([...stored.facts.judged, ...reading.judged].filter(([jql]) => jqls.has(jql)));
  const readAt = isNews ? reading.at : stored.times.readAt;
  return {
    facts: {
      ...stored.facts,
      ...(isNews ? reading.lists : {}),
      readAt,
      boards: facts,
      sprints: mergeSprints(boards),
      sprintIdsByBoard: new Map(boards.map(({ fact, sprints }) => [fact.id, sprints.map((sprint) => sprint.id)])),
      versions,
      judged,
    },
    times: {
      readAt,
      boards: boardTimes(stored, reading, named),
      projects: Object.fromEntries(
        projects.map((id) => [id, isLater(id) ? reading.at : (stored.times.projects[id] ?? 0)]),
      ),
    },
  };
};
