import { canSeeBoard } from '../../../local/jira/boards/visible-boards.ts';
import { searchIssues } from '../../../local/jira/jql/index.ts';
import { canBrowseProject } from '../../../local/jira/permissions.ts';
import { APP_ACCOUNT_ID } from '../../../local/seeds/defaults.ts';
import type { Site } from '../../../local/jira/site.ts';

/** What Jira shows one person, by Jira's own search and lists. */
export interface Visible {
  readonly issues: ReadonlySet<string>;
  readonly projects: ReadonlySet<string>;
  readonly boards: ReadonlySet<string>;
  readonly sprints: ReadonlySet<string>;
}

const idsOf = (list: Iterable<{ readonly id: string }>): ReadonlySet<string> => new Set([...list].map(({ id }) => id));

export const whatIsVisible = (site: Site, accountId: string): Visible => {
  const { store } = site;
  const issues = searchIssues(site, accountId, '');
  const joined = new Set(issues.flatMap((issue) => issue.sprintIds));
  const boards = [...store.boards.values()].filter((board) => canSeeBoard(store, accountId, board));
  return {
    issues: idsOf(issues),
    projects: idsOf(
      [...store.projects.values()].filter((one) => !one.archived && canBrowseProject(store, accountId, one)),
    ),
    boards: idsOf(boards),
    sprints: idsOf(
      [...store.sprints.values()].filter(
        (sprint) => joined.has(sprint.id) || boards.some((board) => board.id === sprint.originBoardId),
      ),
    ),
  };
};

const shared = <T>(a: ReadonlySet<T>, b: ReadonlySet<T>): ReadonlySet<T> => new Set([...a].filter((one) => b.has(one)));

/**
 * What the index may show one person: what Jira shows them and the app. Of boards, those that are shared with everybody: who sees
 * the others is not known without asking.
 */
export const whatBothSee = (site: Site, accountId: string): Visible => {
  const { store } = site;
  const [person, app] = [whatIsVisible(site, accountId), whatIsVisible(site, APP_ACCOUNT_ID)];
  const isOpen = (id: string): boolean =>
    store.filters.get(store.boards.get(id)?.filterId ?? '')?.sharedWith !== undefined;
  const issues = shared(person.issues, app.issues);
  const boards = new Set([...shared(person.boards, app.boards)].filter(isOpen));
  const joined = new Set([...issues].flatMap((id) => store.issues.get(id)?.sprintIds ?? []));
  const sprints = [...store.sprints.values()].filter(
    ({ id, originBoardId }) => joined.has(id) || boards.has(originBoardId),
  );
  return { issues, projects: shared(person.projects, app.projects), boards, sprints: idsOf(sprints) };
};

/** Deletes work and sprints that are hidden from a person, and leaves everything else as it is, who may see what too. */
export const deleteHidden = ({ store }: Site, visible: Visible): void => {
  for (const link of store.links.values()) {
    if (!visible.issues.has(link.sourceId) || !visible.issues.has(link.destinationId)) store.links.delete(link.id);
  }
  for (const issue of store.issues.values()) {
    const { parentId, ...orphan } = issue;
    if (visible.issues.has(issue.id) && parentId !== undefined && !visible.issues.has(parentId))
      store.issues.put(orphan);
  }
  drop(store.issues, visible.issues);
  drop(store.sprints, visible.sprints);
};

const drop = (
  collection: { values(): Iterable<{ id: string }>; delete(id: string): unknown },
  kept: ReadonlySet<string>,
): void => {
  for (const { id } of collection.values()) if (!kept.has(id)) collection.delete(id);
};

/** Deletes what is hidden from a person and opens the rest to everybody: a site in which hidden things never were. */
export const cutSite = ({ store }: Site, visible: Visible): void => {
  for (const link of store.links.values()) {
    if (!visible.issues.has(link.sourceId) || !visible.issues.has(link.destinationId)) store.links.delete(link.id);
  }
  for (const issue of store.issues.values()) {
    const { securityLevelId: _, parentId, ...open } = issue;
    const isChild = parentId !== undefined && visible.issues.has(parentId);
    if (visible.issues.has(issue.id)) store.issues.put(isChild ? { ...open, parentId } : open);
  }
  drop(store.issues, visible.issues);
  drop(store.sprints, visible.sprints);
  for (const board of store.boards.values()) if (!visible.boards.has(board.id)) store.filters.delete(board.filterId);
  drop(store.boards, visible.boards);
  drop(store.projects, visible.projects);
  for (const filter of store.filters.values()) store.filters.put({ ...filter, sharedWith: 'global' });
  for (const scheme of store.permissionSchemes.values()) {
    const holder = { type: 'anyone' } as const;
    store.permissionSchemes.put({ ...scheme, grants: [{ id: scheme.id, permission: 'BROWSE_PROJECTS', holder }] });
  }
};
