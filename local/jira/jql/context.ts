import type { Issue, Project } from '../entities.ts';
import { canBrowseProject, findIssue, issueFilter } from '../permissions.ts';
import type { Site } from '../site.ts';
import type { Store } from '../store.ts';
import type { Moment } from './dates.ts';
import { type SearchState, searchState } from './state.ts';

/** Who asks, when, and what they may see: a query is read and answered within one of these. */
export interface JqlContext {
  readonly site: Site;
  readonly store: Store;
  readonly state: SearchState;
  readonly accountId: string | undefined;
  readonly moment: Moment;
  /** Visible to the viewer and not archived: only such projects exist for JQL. */
  readonly canBrowse: (projectId: string) => boolean;
  readonly canSee: (issue: Issue) => boolean;
  /** The visible issue of that id or key, past keys of moved issues included. */
  readonly findIssue: (idOrKey: string) => Issue | undefined;
  /** A value that does not exist for the viewer stands for nothing, instead of a 400: how boards read their filters. */
  readonly forgivesValues: boolean;
}

/** The context of one search by one person (undefined: anonymous). */
export const jqlContext = (site: Site, accountId: string | undefined, forgivesValues = false): JqlContext => {
  const { store } = site;
  const user = store.users.get(accountId);
  const browsable = new Map<string, boolean>();
  const isBrowsable = (project: Project | undefined): boolean =>
    project !== undefined && !project.archived && canBrowseProject(store, accountId, project);
  const canSee = issueFilter(store, accountId);
  return {
    site,
    store,
    state: searchState(site),
    accountId,
    forgivesValues,
    moment: {
      now: site.clock.now(),
      zone: user?.timeZone ?? store.settings.timeZone,
      locale: user?.locale ?? 'en_US',
    },
    canBrowse: (projectId) => {
      let answer = browsable.get(projectId);
      if (answer === undefined) browsable.set(projectId, (answer = isBrowsable(store.projects.get(projectId))));
      return answer;
    },
    canSee,
    findIssue: (idOrKey) => {
      const issue = findIssue(store, idOrKey);
      return issue !== undefined && canSee(issue) ? issue : undefined;
    },
  };
};
