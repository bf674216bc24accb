import type { Store } from '../../local/jira/store.ts';
import { addBoard, addIssue, addProject, addUser, newStore } from '../../local/seeds/defaults.ts';

export const NOW = Date.UTC(2026, 10, 22, 9);

export interface SmallSite {
  readonly store: Store;
  readonly admin: string;
  readonly member: string;
}
/** One project with three issues, an administrator and somebody who is none. */
export const smallStore = (): SmallSite => {
  const store = newStore({ title: 'Probe site' });
  const admin = addUser(store, { name: 'Ada Admin', admin: true, about: 'Jira administrator' });
  const member = addUser(store, { name: 'Max Member', about: 'Member of the project' });
  addProject(store, { key: 'PRB', name: 'Probing', leadId: admin.id });
  addBoard(store, { name: 'Probing board', project: 'PRB' });
  for (const summary of ['First thing', 'Second thing', 'Third thing']) addIssue(store, { projectKey: 'PRB', summary });
  return { store, admin: admin.id, member: member.id };
};
