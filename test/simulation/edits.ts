import type { Issue, Sprint } from '../../local/jira/entities.ts';
import type { Store } from '../../local/jira/store.ts';
import { transitionsOf } from '../../local/jira/wire/transition.ts';
import type { Chance } from './chance.ts';
import { dayAt, PEOPLE } from './draw-site.ts';

/** What somebody asks of Jira, or does where Jira has no call for it (an administrator's settings). */
export type Edit =
  | { readonly kind: 'call'; readonly method: string; readonly path: string; readonly body?: unknown }
  | { readonly kind: 'setting'; readonly name: string; readonly change: () => void };
type Drawn = Edit | undefined;
interface World {
  readonly store: Store;
  readonly chance: Chance;
  readonly issue: Issue;
  readonly other: Issue;
}

const API = '/rest/api/3';
const call = (method: string, path: string, body?: unknown): Edit =>
  body === undefined ? { kind: 'call', method, path } : { kind: 'call', method, path, body };
const put = (issue: Issue, fields: unknown): Edit => call('PUT', `${API}/issue/${issue.id}`, { fields });

const baseType = (store: Store, projectId: string, level: number): string | undefined =>
  store.projects
    .get(projectId)
    ?.issueTypeIds.map((id) => store.issueTypes.get(id))
    .find((type) => type?.hierarchyLevel === level)?.id;

const createIssue = ({ store, chance, issue }: World, withParent: boolean): Drawn => {
  const level = withParent ? -1 : chance.one([0, 0, 1]);
  const type = baseType(store, issue.projectId, level);
  const parent = withParent ? { parent: { id: issue.id } } : {};
  const summary = `new ${chance.upTo(9999)}`;
  if (type === undefined) return undefined;
  const fields = { project: { id: issue.projectId }, issuetype: { id: type }, summary, ...parent };
  return call('POST', `${API}/issue`, { fields });
};

const setField = ({ store, chance, issue }: World): Drawn => {
  const versions = store.versionsByProject.of(issue.projectId);
  const components = [...store.components.values()].filter(({ projectId }) => projectId === issue.projectId);
  const epics = [...store.issues.values()].filter(
    ({ issueTypeId }) => store.issueTypes.get(issueTypeId)?.hierarchyLevel === 1,
  );
  const [version, component, epic] = [chance.pick(versions), chance.pick(components), chance.pick(epics)];
  return put(
    issue,
    chance.one<unknown>([
      { labels: [chance.one(['red', 'blue'])] },
      { labels: [] },
      { duedate: dayAt(chance.upTo(40) - 20) },
      { duedate: null },
      { priority: { id: String(1 + chance.upTo(4)) } },
      { assignee: { id: chance.one(PEOPLE) } },
      { fixVersions: version === undefined ? [] : [{ id: version.id }] },
      { components: component === undefined ? [] : [{ id: component.id }] },
      { parent: epic === undefined ? null : { id: epic.id } },
      { parent: null },
    ]),
  );
};

const transition = ({ store, chance, issue }: World): Drawn => {
  const chosen = chance.pick(transitionsOf(store, 'ada', issue));
  return chosen && call('POST', `${API}/issue/${issue.id}/transitions`, { transition: { id: chosen.id } });
};

const sprintOf = ({ store, chance }: World, isOpen: boolean): Sprint | undefined =>
  chance.pick([...store.sprints.values()].filter(({ state }) => !isOpen || state !== 'closed'));
const toSprint = (world: World): Drawn => {
  const sprint = sprintOf(world, true);
  return sprint && call('POST', `/rest/agile/1.0/sprint/${sprint.id}/issue`, { issues: [world.issue.key] });
};

const changeSprint = (world: World): Drawn => {
  const [sprint, { chance }] = [sprintOf(world, true), world];
  if (sprint === undefined) return undefined;
  const path = `/rest/agile/1.0/sprint/${sprint.id}`;
  const dates = { startDate: `${dayAt(0)}T09:00:00.000Z`, endDate: `${dayAt(13)}T09:00:00.000Z` };
  if (chance.isLucky(0.3)) return call('DELETE', path);
  if (chance.isLucky(0.4)) return call('POST', path, { name: `sprint ${chance.upTo(999)}` });
  return call('POST', path, sprint.state === 'active' ? { state: 'closed' } : { state: 'active', ...dates });
};
const createSprint = ({ store, chance }: World): Drawn => {
  const board = chance.pick([...store.boards.values()]);
  return (
    board &&
    call('POST', '/rest/agile/1.0/sprint', { name: `made ${chance.upTo(999)}`, originBoardId: Number(board.id) })
  );
};

const changeVersion = ({ store, chance, issue }: World): Drawn => {
  const version = chance.pick([...store.versions.values()]);
  const project = { projectId: Number(issue.projectId), name: `v ${chance.upTo(9999)}` };
  if (version === undefined || chance.isLucky(0.2)) return call('POST', `${API}/version`, project);
  const path = `${API}/version/${version.id}`;
  return chance.one<Edit>([
    call('PUT', path, { name: `renamed ${chance.upTo(9999)}` }),
    call('PUT', path, { released: !version.released }),
    call('PUT', path, { releaseDate: dayAt(chance.upTo(30)) }),
    call('DELETE', path),
  ]);
};

const move = ({ store, chance, issue }: World): Drawn => {
  const target = chance.pick([...store.projects.values()].filter(({ id }) => id !== issue.projectId));
  const level = store.issueTypes.get(issue.issueTypeId)?.hierarchyLevel ?? 0;
  const type = target && baseType(store, target.id, level);
  if (target === undefined || type === undefined || level < 0) return undefined;
  const options = { inferFieldDefaults: true, inferStatusDefaults: true, inferSubtaskTypeDefault: true };
  return call('POST', `${API}/bulk/issues/move`, {
    sendBulkNotification: false,
    targetToSourcesMapping: {
      [`${target.id},${type}`]: { issueIdsOrKeys: [issue.id], inferClassificationDefaults: true, ...options },
    },
  });
};

const setLevel = ({ store, chance, issue }: World): Drawn => {
  const scheme = store.issueSecuritySchemes.get(store.projects.get(issue.projectId)?.issueSecuritySchemeId);
  const level = chance.pick([...(scheme?.levels ?? []), undefined]);
  return scheme && put(issue, { security: level === undefined ? null : { id: level.id } });
};

const changeFilter = ({ store, chance }: World): Drawn => {
  const board = chance.pick([...store.boards.values()]);
  const key = store.projects.get(board?.projectId)?.key;
  const jql = chance.one([`project = ${key} ORDER BY Rank`, `project = ${key} AND labels = blue ORDER BY Rank`]);
  if (board === undefined || key === undefined) return undefined;
  return call('PUT', `${API}/filter/${board.filterId}`, { name: `filter ${board.id}`, jql });
};

/** Who may browse a project, or a security level: settings without an event. */
const changeAccess = ({ store, chance, issue }: World): Drawn => {
  const project = store.projects.get(issue.projectId);
  const scheme = store.issueSecuritySchemes.get(project?.issueSecuritySchemeId);
  const level = chance.pick(scheme?.levels ?? []);
  if (scheme !== undefined && level !== undefined) {
    const holder = { type: 'user', parameter: chance.one(PEOPLE) } as const;
    const levels = scheme.levels.map((one) =>
      one.id === level.id ? { ...one, holders: [...one.holders.filter(({ type }) => type !== 'user'), holder] } : one,
    );
    return { kind: 'setting', name: 'level', change: () => void store.issueSecuritySchemes.put({ ...scheme, levels }) };
  }
  if (project === undefined) return undefined;
  const permissionSchemeId = chance.one(['0', '10100', '10102']);
  return { kind: 'setting', name: 'scheme', change: () => void store.projects.put({ ...project, permissionSchemeId }) };
};

const archiveProject = ({ store, chance }: World): Drawn => {
  const archived = [...store.projects.values()].find((project) => project.archived);
  if (archived !== undefined) return call('POST', `${API}/project/${archived.id}/restore`);
  const project = chance.pick([...store.projects.values()]);
  return project && call('POST', `${API}/project/${project.id}/archive`);
};

const link = ({ issue, other }: World): Drawn =>
  issue.id === other.id
    ? undefined
    : call('POST', `${API}/issueLink`, {
        type: { name: 'Blocks' },
        inwardIssue: { id: issue.id },
        outwardIssue: { id: other.id },
      });
const unlink = ({ store, chance }: World): Drawn => {
  const chosen = chance.pick([...store.links.values()]);
  return chosen && call('DELETE', `${API}/issueLink/${chosen.id}`);
};

const EDITS: readonly (readonly [weight: number, draw: (world: World) => Drawn])[] = [
  [8, ({ issue, chance }) => put(issue, { summary: `edited ${chance.upTo(99_999)}` })],
  [10, setField],
  [9, transition],
  [5, (world) => createIssue(world, false)],
  [2, (world) => createIssue(world, true)],
  [5, link],
  [4, unlink],
  [6, toSprint],
  [3, ({ issue }) => call('POST', '/rest/agile/1.0/backlog/issue', { issues: [issue.key] })],
  [
    2,
    ({ issue, other }) =>
      call('PUT', '/rest/agile/1.0/issue/rank', { issues: [issue.key], rankBeforeIssue: other.key }),
  ],
  [4, move],
  [4, ({ issue }) => call('DELETE', `${API}/issue/${issue.id}?deleteSubtasks=true`)],
  [3, ({ issue }) => call('PUT', `${API}/issue/archive`, { issueIdsOrKeys: [issue.id] })],
  [2, ({ issue }) => call('PUT', `${API}/issue/unarchive`, { issueIdsOrKeys: [issue.id] })],
  [3, setLevel],
  [4, changeSprint],
  [1, createSprint],
  [4, changeVersion],
  [2, changeFilter],
  [2, changeAccess],
  [1, archiveProject],
];
const TOTAL = EDITS.reduce((sum, [weight]) => sum + weight, 0);

/** Something that somebody does in Jira; undefined where the site has nothing to do it with. */
export const drawEdit = (store: Store, chance: Chance): Drawn => {
  const issues = [...store.issues.values()];
  const [issue, other] = [chance.pick(issues), chance.pick(issues)];
  if (issue === undefined || other === undefined) return undefined;
  let at = chance.random() * TOTAL;
  const chosen = EDITS.find(([weight]) => (at -= weight) < 0);
  return chosen?.[1]({ store, chance, issue, other });
};
