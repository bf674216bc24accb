import type { BoardId, ProgramId, ProjectId, SprintId, TeamId, WorkItemId } from '../ids.ts';
import type { Seen } from './verdict.ts';

export interface Containers {
  readonly sprints: readonly {
    readonly id: SprintId;
    readonly itemIds: readonly WorkItemId[];
    readonly boardIds: readonly BoardId[];
  }[];
  readonly teams: readonly { readonly id: TeamId; readonly projectIds: readonly ProjectId[] }[];
  readonly programs: readonly { readonly id: ProgramId; readonly projectIds: readonly ProjectId[] }[];
}
export interface SeenContainers {
  readonly sprints: ReadonlySet<SprintId>;
  readonly teams: ReadonlySet<TeamId>;
  readonly programs: ReadonlySet<ProgramId>;
}

const idsOf = <T extends string>(found: readonly { readonly id: T }[]): ReadonlySet<T> =>
  new Set(found.map(({ id }) => id));

/**
 * Containers are cut too (design.md 5): a sprint needs a visible item or a board that Jira shows this viewer (`boards`), a
 * team or a program a project of its own that the viewer sees.
 */
export const cutContainers = (
  containers: Containers,
  seen: Seen & { readonly boards: ReadonlySet<BoardId> },
): SeenContainers => {
  const hasProject = ({ projectIds }: { readonly projectIds: readonly ProjectId[] }): boolean =>
    projectIds.some((id) => seen.projects.has(id));
  const sprints = containers.sprints.filter(
    ({ itemIds, boardIds }) => itemIds.some((id) => seen.items.has(id)) || boardIds.some((id) => seen.boards.has(id)),
  );
  return {
    sprints: idsOf(sprints),
    teams: idsOf(containers.teams.filter(hasProject)),
    programs: idsOf(containers.programs.filter(hasProject)),
  };
};
