import type { Project } from '../../local/jira/entities.ts';
import type { Store } from '../../local/jira/store.ts';
import {
  addBoard,
  addComponent,
  addIssue,
  addLink,
  addProject,
  addSecurityScheme,
  addSprint,
  addUser,
  addVersion,
  newStore,
  ROLE_IDS,
  SCHEME_IDS,
} from '../../local/seeds/defaults.ts';
import type { Holder } from '../../local/jira/entities.ts';
import type { ProgramDraft } from '../../src/core/program/program.ts';
import type { Team, TeamRule } from '../../src/core/team/team.ts';
import type { Chance } from './chance.ts';

export const NOW = Date.parse('2026-11-20T12:00:00Z');
export const DAY_MS = 86_400_000;
export const dayAt = (days: number): string => new Date(NOW + days * DAY_MS).toISOString().slice(0, 10);
export const PEOPLE = ['ada', 'bo', 'cy', 'dee'] as const;
/** The last one is in no program. */
const KEYS = ['PA', 'PB', 'PC', 'OUT'] as const;
const LABELS = ['red', 'blue'] as const;

const APPS: Holder = { type: 'projectRole', parameter: ROLE_IDS.addons };
const user = (parameter: string): Holder => ({ type: 'user', parameter });

const KINDS = ['plain', 'plain', 'members', 'secured', 'roles', 'team-managed'] as const;

const drawProject = (store: Store, key: string, { one, isLucky }: Chance): Project => {
  const kind = one(KINDS);
  const security = (): string =>
    addSecurityScheme(store, {
      name: `levels of ${key}`,
      levels: [
        { name: `${key} staff`, holders: [user('ada'), user('bo'), APPS] },
        { name: `${key} secret`, holders: [user('ada'), user('cy')] },
        { name: `${key} own`, holders: [{ type: 'reporter' }, user('ada'), APPS] },
      ],
    }).id;
  return addProject(store, {
    key,
    name: `${key} project`,
    leadId: 'ada',
    members: isLucky(0.5) ? ['bo', 'cy'] : ['bo'],
    ...(kind === 'team-managed' ? { style: 'next-gen' as const } : {}),
    ...(kind === 'members' ? { permissionSchemeId: SCHEME_IDS.membersOnly } : {}),
    ...(kind === 'roles' ? { permissionSchemeId: SCHEME_IDS.issueRoles } : {}),
    ...(kind === 'secured' ? { issueSecuritySchemeId: security() } : {}),
  });
};

const drawBoard = (store: Store, project: Project, { isLucky, one }: Chance): void => {
  const jql = one([
    `project = ${project.key} ORDER BY Rank ASC`,
    `project = ${project.key} AND labels = red ORDER BY Rank ASC`,
    `project in (${project.key}, OUT) ORDER BY Rank ASC`,
  ]);
  const board = addBoard(store, { project: project.key, name: `${project.key} board`, jql, type: 'scrum' });
  const states = ['closed', 'active', 'future', 'future'] as const;
  for (const [at, state] of states.entries()) {
    const startDate = NOW + (at * 14 - 18) * DAY_MS;
    const dates = at === 3 ? {} : { startDate, endDate: startDate + 13 * DAY_MS };
    if (at < 2 || isLucky(0.7)) addSprint(store, { boardId: board.id, name: `${project.key} ${at}`, state, ...dates });
  }
};

const drawIssues = (store: Store, project: Project, { upTo, pick, one, isLucky }: Chance): void => {
  const sprints = [...store.sprints.values()].map(({ id }) => id);
  const levels = store.issueSecuritySchemes.get(project.issueSecuritySchemeId)?.levels ?? [];
  const [versions, components] = [store.versionsByProject.of(project.id), [...store.components.values()]];
  let epic: string | undefined;
  for (let at = 0; at < 4 + upTo(5); at += 1) {
    const type = at === 0 ? 'Epic' : 'Story';
    const level = isLucky(0.4) ? pick(levels) : undefined;
    const [sprint, version] = [isLucky(0.6) ? pick(sprints) : undefined, isLucky(0.3) ? pick(versions) : undefined];
    const component = isLucky(0.3) ? pick(components.filter(({ projectId }) => projectId === project.id)) : undefined;
    const assigneeId = isLucky(0.5) ? one(PEOPLE) : undefined;
    const made = addIssue(store, {
      projectId: project.id,
      type,
      status: one(['To Do', 'In Progress', 'Done']),
      summary: `summary ${project.key} ${at}`,
      reporterId: one(PEOPLE),
      created: NOW - 60 * DAY_MS,
      updated: NOW - upTo(40) * DAY_MS - upTo(DAY_MS),
      labels: isLucky(0.5) ? [one(LABELS)] : [],
      sprintIds: sprint === undefined ? [] : [sprint],
      fixVersionIds: version === undefined ? [] : [version.id],
      componentIds: component === undefined ? [] : [component.id],
      points: upTo(8),
      ...(assigneeId === undefined ? {} : { assigneeId }),
      ...(level === undefined ? {} : { securityLevelId: level.id }),
      ...(type === 'Story' && epic !== undefined && isLucky(0.5) ? { parentId: epic } : {}),
    });
    if (type === 'Epic') epic = made.id;
  }
};

/** A small random site: plain, restricted, secured and team-managed projects with boards, sprints, versions and work. */
export const drawSite = (chance: Chance): Store => {
  const store = newStore();
  for (const id of PEOPLE) addUser(store, { name: `Person ${id}`, id, admin: id === 'ada' });
  const projects = KEYS.map((key) => drawProject(store, key, chance));
  for (const project of projects) {
    drawBoard(store, project, chance);
    addVersion(store, project.key, { name: `${project.key} 1.0`, releaseDate: dayAt(10) });
    addComponent(store, project.key, { name: `${project.key} part` });
  }
  for (const project of projects) drawIssues(store, project, chance);
  const ids = [...store.issues.values()].map(({ id }) => id);
  for (let at = 0; at < 6; at += 1) {
    const [source, destination] = [chance.pick(ids), chance.pick(ids)];
    if (source !== undefined && destination !== undefined && source !== destination)
      addLink(store, { source, destination });
  }
  return store;
};

const projectRule = (projectId: string): TeamRule => ({ kind: 'project', projectId });

/** A program over the site's first three projects: teams by board, component, JQL and project. */
export const draftProgram = (store: Store): ProgramDraft => {
  const [a, b, c] = [...store.projects.values()].map(({ id }) => id);
  if (a === undefined || b === undefined || c === undefined) throw new Error('no projects');
  const boardOf = (id: string): string =>
    [...store.boards.values()].find(({ projectId }) => projectId === id)?.id ?? '';
  const component = [...store.components.values()].find(({ projectId }) => projectId === b)?.id ?? '';
  const team = (code: string, projectId: string, rules: readonly TeamRule[]): Team => ({
    id: `team-${code}`,
    name: `Team ${code}`,
    code,
    mode: 'scrum',
    unit: { kind: 'points', fieldId: 'customfield_10016', name: 'Story Points' },
    rules,
    boardIds: [boardOf(projectId)],
    projectIds: [projectId],
  });
  return {
    id: 'one',
    name: 'Program one',
    timeZone: 'Europe/Berlin',
    levels: [],
    teams: [
      team('AA', a, [{ kind: 'board', boardId: boardOf(a) }, projectRule(a)]),
      team('BB', b, [{ kind: 'component', componentId: component }, projectRule(b)]),
      team('CR', c, [{ kind: 'jql', jql: 'labels = red' }]),
      team('CC', c, [projectRule(c)]),
    ],
    dependencyTypes: [{ linkTypeId: '10000', name: 'Blocks', provider: 'outward' }],
    periods: [{ id: 'now', name: 'Now', start: '2026-10-01', end: '2026-12-20', iterations: [] }],
  };
};
