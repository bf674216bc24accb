import type { BoardId } from '../../core/ids.ts';
import type { Sprint } from '../../core/sprint/sprint.ts';
import { getBoardSetup, type BoardSetup, type SiteBoard } from '../../jira/boards.ts';
import type { JiraClient } from '../../jira/client.ts';
import { JiraError } from '../../jira/errors.ts';
import { listFilters } from '../../jira/filters.ts';
import { listSprints } from '../../jira/sprints.ts';
import type { BoardFact } from './site-facts.ts';

export const isRefusal = (error: unknown): boolean => error instanceof JiraError && error.status < 500;

/** Undefined where the app may not read it. */
const findSetup = async (app: JiraClient, id: BoardId): Promise<BoardSetup | undefined> => {
  try {
    return await getBoardSetup(app, id);
  } catch (error) {
    if (isRefusal(error)) return undefined;
    throw error;
  }
};

/** What these boards show, and to whom: a call for each, and one for 100 filters. */
export const readBoardFacts = async (app: JiraClient, boards: readonly SiteBoard[]): Promise<readonly BoardFact[]> => {
  const setups = await Promise.all(boards.map(({ id }) => findSetup(app, id)));
  const filterIds = setups.flatMap((setup) => setup?.filterId ?? []);
  const filters = new Map((await listFilters(app, filterIds)).map((filter) => [filter.id, filter]));
  return boards.map((board, at): BoardFact => {
    const setup = setups[at];
    const filter = filters.get(setup?.filterId ?? '');
    if (filter === undefined) return { ...board, share: 'unknown' };
    const subQuery = setup?.subQuery === undefined ? [] : [setup.subQuery];
    return { ...board, filterJql: [filter.jql, ...subQuery], share: filter.share };
  });
};

/** A board's sprints as read: all, or open ones, with closed ones as they are known. */
export interface SprintReading {
  readonly sprints: readonly Sprint[];
  readonly withClosed: boolean;
}

const isOpen = (sprint: Sprint): boolean => sprint.state !== 'closed';

/**
 * A board's sprints. Closed ones hardly change, and there are many: where `known` is given, they are read only if one that was open is
 * not open any more.
 */
export const readSprints = async (
  app: JiraClient,
  { id, type }: SiteBoard,
  known?: readonly Sprint[],
): Promise<SprintReading> => {
  if (type === 'kanban') return { sprints: [], withClosed: true };
  if (known !== undefined) {
    const open = await listSprints(app, id, ['active', 'future']);
    const ids = new Set(open.map((sprint) => sprint.id));
    if (known.filter(isOpen).every((sprint) => ids.has(sprint.id))) return { sprints: open, withClosed: false };
  }
  return { sprints: await listSprints(app, id), withClosed: true };
};
