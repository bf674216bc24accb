import type { Store } from '../../local/jira/store.ts';
import { addBoard, addIssue, addLink, addProject, addSprint, addUser, newStore } from '../../local/seeds/defaults.ts';
import type { ProgramDraft } from '../../src/core/program/program.ts';
import { startManySites, valueOf } from './app-host.ts';

export const NOW = Date.parse('2026-11-20T12:00:00Z');
const DAY_MS = 86_400_000;

/** Two projects with a scrum board and an active sprint each, six stories, one of them blocking one of the other project. */
export const smallStore = (): Store => {
  const store = newStore();
  addUser(store, { name: 'Ada Admin', id: 'ada', admin: true });
  addUser(store, { name: 'Bo Browser', id: 'bo' });
  for (const key of ['PAY', 'SHOP']) {
    addProject(store, { key, name: `${key} team`, leadId: 'ada' });
    const board = addBoard(store, { project: key });
    for (const [at, state] of (['closed', 'active', 'future'] as const).entries()) {
      const startDate = NOW + (at * 14 - 20) * DAY_MS;
      addSprint(store, { boardId: board.id, name: `${key} ${at}`, state, startDate, endDate: startDate + 13 * DAY_MS });
    }
    const [, active] = store.sprintsByBoard.of(board.id);
    for (let n = 0; n < 3; n += 1) {
      addIssue(store, { projectKey: key, points: n, sprintIds: active === undefined ? [] : [active.id] });
    }
  }
  addLink(store, { source: 'PAY-1', destination: 'SHOP-1' });
  return store;
};

/** The app over many small sites, each with a program that Ada saved (`known`, or what is proposed); `timeoutScale` shortens Forge's 25 seconds. */
export const startSmallSites = (timeoutScale = 1) => {
  const sites = startManySites(newStore(), NOW, { timeoutScale });
  const add = async (known?: ProgramDraft) => {
    const app = sites.add(smallStore());
    const draft = known ?? valueOf(await app.ask('ada', 'program.propose', {})).proposals[0]?.draft;
    if (draft === undefined) throw new Error('nothing was proposed');
    valueOf(await app.ask('ada', 'program.save', { draft, baseVersion: 0 }));
    await app.fill();
    return { ...app, store: app.jira.site.store, draft };
  };
  return { host: sites.host, add };
};
