import type { ProjectId, SprintId } from '../../core/ids.ts';
import type { Sprint } from '../../core/sprint/sprint.ts';
import { seesBoard } from '../site/sees-board.ts';
import type { SiteFacts } from '../site/site-facts.ts';

/**
 * The sprints that a viewer may know of: those of visible items, and those of boards that whoever browses these projects sees; board
 * by board in the boards' own order.
 */
export const listVisibleSprints = (
  site: SiteFacts,
  joined: ReadonlySet<SprintId>,
  browsable: ReadonlySet<ProjectId>,
): readonly Sprint[] => {
  const open = new Set(site.boards.filter((board) => seesBoard(board, browsable)).map(({ id }) => id));
  const shown = new Set<SprintId>(joined);
  for (const [boardId, ids] of site.sprintIdsByBoard) if (open.has(boardId)) for (const id of ids) shown.add(id);
  const byId = new Map(site.sprints.map((sprint) => [sprint.id, sprint]));
  const ordered = new Set([...[...site.sprintIdsByBoard.values()].flat(), ...byId.keys()]);
  return [...ordered].flatMap((id) => (shown.has(id) ? (byId.get(id) ?? []) : []));
};
