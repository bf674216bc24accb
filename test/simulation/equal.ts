import { searchIssues } from '../../local/jira/jql/index.ts';
import { APP_ACCOUNT_ID } from '../../local/seeds/defaults.ts';
import type { ProgramDraft } from '../../src/core/program/program.ts';
import type { Entry } from '../../src/work-index/entry/entry.ts';
import type { Content } from './app.ts';
import type { World } from './world.ts';

/** Another installation over the same Jira, with a storage of its own: what it reads is what Jira has. */
const WITNESS = 'witness';

const inProjects = <T extends { readonly projectId: string }>(rows: Readonly<Record<string, T>>, isLive: Test) =>
  Object.fromEntries(Object.entries(rows).filter(([, row]) => isLive(row.projectId)));

type Test = (id: string) => boolean;
/** A link is none for anybody who does not see both ends: one to where the app's search does not reach is not compared. */
const withLinksTo = (entry: Entry, isShown: Test): Entry => ({
  ...entry,
  item: { ...entry.item, links: entry.item.links.filter(({ otherId }) => isShown(otherId)) },
});
/** Of an archived project the index may keep what it had: the door shows nothing of it. */
const only = (content: Content, isLive: Test, isShown: Test): Content => ({
  ...content,
  entries: Object.fromEntries(
    Object.entries(content.entries).flatMap(([id, entry]) =>
      isLive(entry.item.projectId) ? [[id, withLinksTo(entry, isShown)] as const] : [],
    ),
  ),
  thin: inProjects(content.thin, isLive),
  counts: Object.fromEntries(Object.entries(content.counts).filter(([id]) => isLive(id))),
});

/** What the index holds, and what the app reads of Jira afresh. Both by the app's own functions, over two storages. */
export const compareWithJira = async (
  world: World,
  drafts: readonly ProgramDraft[],
): Promise<{ readonly index: Content; readonly jira: Content; readonly live: readonly string[] }> => {
  const { store, invoke, jira, stage } = world;
  const ids = [...store.issues.values()].map(({ id }) => id);
  // Replies of app.ts.
  const index = (await stage.play(invoke('ada', 'sim.index'))) as Content;
  const fresh = (await stage.play(invoke('ada', 'sim.fresh', { ids, drafts }, WITNESS))) as Content;
  const isLive = (id: string): boolean => store.projects.get(id)?.archived === false;
  const projects = new Set(drafts.flatMap(({ teams }) => teams.flatMap(({ projectIds }) => projectIds)));
  // What Jira's search gives the app, without asking the app.
  const live = searchIssues(jira.site, APP_ACCOUNT_ID, '')
    .filter(({ projectId }) => projects.has(projectId))
    .map(({ id }) => id)
    .sort((a, b) => Number(a) - Number(b));
  const shown = new Set(live);
  const isShown = (id: string): boolean => shown.has(id);
  return { index: only(index, isLive, isShown), jira: only(fresh, isLive, isShown), live };
};
