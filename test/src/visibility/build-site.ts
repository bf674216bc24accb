import type { Holder, Project } from '../../../local/jira/entities.ts';
import type { Store } from '../../../local/jira/store.ts';
import {
  addBoard,
  addGroup,
  addIssue,
  addLink,
  addProject,
  addSecurityScheme,
  addSprint,
  addTeam,
  addUser,
  newStore,
} from '../../../local/seeds/defaults.ts';
import { customField } from '../../../local/seeds/custom-fields.ts';
import { AUDIENCE, GROUPS, PEOPLE, REVIEWER, type SiteDraw } from './draw-site.ts';

export const NOW = Date.parse('2026-11-20T12:00:00Z');
const DAY_MS = 86_400_000;
const dayAt = (days: number): string => new Date(NOW + days * DAY_MS).toISOString().slice(0, 10);
const PICKERS = 'com.atlassian.jira.plugin.system.customfieldtypes';

/** Start and end of a board's sprint by its state, in days from now; an undated one has none. */
const SPRINT_DAYS: Readonly<Record<string, readonly [number, number]>> = {
  closed: [-21, -8],
  active: [-7, 6],
  future: [7, 20],
};

/** Ids of each kind in a range of their own: whoever finds one in a reply knows what it names. */
const startSequences = (store: Store): void => {
  store.sequences.set('issue', 100_000);
  store.sequences.set('project', 200_000);
  store.sequences.set('sprint', 300_000);
  store.sequences.set('board', 400_000);
};

const addPeople = (store: Store, draw: SiteDraw): void => {
  for (const name of PEOPLE) addUser(store, { name: `Person ${name}`, id: name, admin: name === 'adm' });
  GROUPS.forEach((id, at) => {
    const group = addGroup(store, id, draw.groups[at] ?? []);
    store.groups.delete(group.id);
    store.groups.put({ ...group, id });
  });
  store.fields.put(customField({ id: REVIEWER, name: 'Reviewer', custom: `${PICKERS}:userpicker`, type: 'user' }));
  store.fields.put(customField({ id: AUDIENCE, name: 'Audience', custom: `${PICKERS}:grouppicker`, type: 'group' }));
  store.linkTypes.put({ id: '10004', name: 'Dependency', inward: 'is needed by', outward: 'depends on' });
};

const addBoards = (store: Store, draw: SiteDraw, keys: readonly string[]): void => {
  draw.projects.forEach(({ boards }, at) => {
    for (const board of boards) {
      const [own, next] = [keys[at] ?? '', keys[(at + 1) % keys.length] ?? ''];
      const made = addBoard(store, {
        project: own,
        name: `board b${store.boards.size}`,
        type: board.isKanban ? 'kanban' : 'scrum',
        jql: `project in (${board.isWide ? `${own}, ${next}` : own}) ORDER BY Rank ASC`,
        ownerId: board.owner,
        inProject: board.isInProject,
      });
      for (const state of board.isKanban ? [] : board.sprints) {
        const days = SPRINT_DAYS[state];
        const dates = days === undefined ? {} : { startDate: NOW + days[0] * DAY_MS, endDate: NOW + days[1] * DAY_MS };
        const name = `sprint s${store.sprints.size}`;
        addSprint(store, { boardId: made.id, name, state: state === 'undated' ? 'future' : state, ...dates });
      }
    }
  });
};

const addWork = (store: Store, draw: SiteDraw, projects: readonly Project[]): void => {
  const teams = ['north', 'south'].map((name) => addTeam(store, name).id);
  const sprintIds = [...store.sprints.values()].map((sprint) => sprint.id);
  const issues = draw.issues.map((one) => {
    const project = projects[one.project % projects.length];
    if (project === undefined) throw new Error('no project');
    const scheme = store.issueSecuritySchemes.get(project.issueSecuritySchemeId);
    const level = scheme?.levels[one.level]?.id;
    const made = addIssue(store, {
      projectId: project.id,
      type: one.type,
      status: one.status,
      reporterId: one.reporter,
      created: NOW - 60 * DAY_MS,
      updated: NOW - store.issues.size * 3_600_000,
      flagged: one.flagged,
      labels: one.isRed ? ['red'] : [],
      sprintIds: [...new Set(one.sprints.flatMap((at) => sprintIds[at % sprintIds.length] ?? []))],
      custom: {
        ...(one.reviewer === null ? {} : { [REVIEWER]: one.reviewer }),
        ...(one.audience === null ? {} : { [AUDIENCE]: one.audience }),
      },
      ...(one.assignee === null ? {} : { assigneeId: one.assignee }),
      ...(level === undefined ? {} : { securityLevelId: level }),
      ...(one.dueInDays === null ? {} : { dueDate: dayAt(one.dueInDays) }),
      ...(one.points === null ? {} : { points: one.points }),
      ...(one.team === null ? {} : { team: teams[one.team] ?? '' }),
      ...(one.archived ? { archived: true } : {}),
    });
    return store.issues.put({ ...made, summary: `summary of ${made.key}` });
  });
  const levelOf = (typeId: string): number => store.issueTypes.get(typeId)?.hierarchyLevel ?? 0;
  draw.issues.forEach(({ parent }, at) => {
    const child = issues[at];
    if (parent === null || child === undefined) return;
    const above = issues.filter((one) => levelOf(one.issueTypeId) > levelOf(child.issueTypeId));
    const chosen = above[parent % Math.max(1, above.length)];
    if (chosen !== undefined) store.issues.put({ ...child, parentId: chosen.id });
  });
  for (const { type, source, destination } of draw.links) {
    const [a, b] = [issues[source % issues.length], issues[destination % issues.length]];
    if (a !== undefined && b !== undefined && a !== b) addLink(store, { type, source: a.id, destination: b.id });
  }
};

/** A random small site in which everybody sees everything, so that an administrator can set programs up. */
export const buildSite = (draw: SiteDraw): Store => {
  const store = newStore();
  startSequences(store);
  addPeople(store, draw);
  const projects = draw.projects.map(({ lead, members, levels }, at) => {
    const anyone: readonly Holder[] = [{ type: 'anyone' }];
    const security = addSecurityScheme(store, {
      name: `levels ${at}`,
      levels: levels.map((_, number) => ({ name: `level ${at} ${number}`, holders: anyone })),
    });
    const scheme = { id: `scheme-${at}`, name: `scheme ${at}`, description: '' };
    store.permissionSchemes.put({
      ...scheme,
      grants: [{ id: `grant-${at}`, permission: 'BROWSE_PROJECTS', holder: { type: 'anyone' } }],
    });
    const key = `PQ${'ABCD'[at] ?? 'X'}`;
    return addProject(store, {
      key,
      name: `project ${key}`,
      leadId: lead,
      members,
      permissionSchemeId: scheme.id,
      issueSecuritySchemeId: security.id,
    });
  });
  const keys = projects.map((project) => project.key);
  addBoards(store, draw, keys);
  addWork(store, draw, projects);
  return store;
};

/** Gives the site the permissions, security levels, private filters and archived projects that were drawn. */
export const restrictSite = (store: Store, draw: SiteDraw): void => {
  const projects = [...store.projects.values()];
  draw.projects.forEach(({ browse, levels, archived }, at) => {
    const project = projects[at];
    const scheme = store.permissionSchemes.get(project?.permissionSchemeId);
    const security = store.issueSecuritySchemes.get(project?.issueSecuritySchemeId);
    if (project === undefined || scheme === undefined || security === undefined) throw new Error('no project');
    const grants = browse.map((holder, n) => ({ id: `grant-${at}-${n}`, permission: 'BROWSE_PROJECTS', holder }));
    store.permissionSchemes.put({ ...scheme, grants });
    const drawn = security.levels.map((level, n) => ({ ...level, holders: levels[n] ?? [] }));
    store.issueSecuritySchemes.put({ ...security, levels: drawn });
    if (archived) store.projects.put({ ...project, archived });
  });
  const boards = [...store.boards.values()];
  draw.projects
    .flatMap((project) => project.boards)
    .forEach(({ isShared }, at) => {
      const filter = store.filters.get(boards[at]?.filterId);
      if (isShared || filter === undefined) return;
      const { sharedWith: _, ...own } = filter;
      store.filters.put(own);
    });
};
