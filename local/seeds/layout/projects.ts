import type { Board, BoardColumn, Component, Holder, Project, Status } from '../../jira/entities.ts';
import type { Store } from '../../jira/store.ts';
import { addBoard, addComponent, addSecurityScheme, addStatus } from '../adders.ts';
import { addPermissionScheme, ROLE_IDS } from '../permission-schemes.ts';
import { addProject } from '../project-adder.ts';
import { simpleWorkflow } from '../workflows.ts';
import { SEGMENTS, TEAM_NAMES } from '../words/names.ts';
import type { People, TeamPeople } from './people.ts';
import { ARCHETYPES } from './plan.ts';
import type { Archetype, Plan } from './plan.ts';

export interface TeamPlace extends TeamPeople {
  readonly index: number;
  readonly name: string;
  /** What tells its market from the others', with a leading blank; empty in the first block. */
  readonly segment: string;
  readonly archetype: Archetype;
  readonly project: Project;
  readonly components: readonly Component[];
  readonly board: Board;
  /** In the order in which work passes through them. */
  readonly statuses: TeamStatuses;
}
export interface TeamStatuses {
  readonly open: Status;
  /** Kanban: picked for work. */
  readonly next?: Status;
  readonly started: Status;
  readonly review?: Status;
  readonly blocked?: Status;
  readonly done: Status;
  /** Category done without a resolution. */
  readonly doneUnresolved?: Status;
}

export interface Schemes {
  readonly employees: string;
  readonly scrumWorkflow: string;
  readonly kanbanWorkflow: string;
  readonly securitySchemeId: string;
  readonly fraudLevelId: string;
  /** A level that the app itself is not in. */
  readonly legalLevelId: string;
  readonly blocked: Status;
  readonly ready: Status;
}

const role = (parameter: string): Holder => ({ type: 'projectRole', parameter });
const byName = (store: Store, name: string): Status => {
  for (const status of store.statuses.values())
    if (status.name === name && status.projectId === undefined) return status;
  throw new Error(`no status ${name}`);
};

/** The schemes and workflows that the projects share. */
export const addSchemes = (store: Store, people: People): Schemes => {
  const employees: Holder = { type: 'group', parameter: people.employeesId };
  const admins = role(ROLE_IDS.administrators);
  const members = role(ROLE_IDS.members);
  const apps = role(ROLE_IDS.addons);
  const scheme = addPermissionScheme(store, {
    name: 'Employees',
    description: 'Employees browse and work; people from outside only where they are members.',
    read: [employees, members, role(ROLE_IDS.viewers), admins, apps],
    work: [employees, members, admins, apps],
    administer: [admins, apps],
  });
  const blocked = addStatus(store, { name: 'Blocked', category: 'indeterminate' });
  const ready = addStatus(store, { name: 'Ready for release', category: 'done' });
  const named = (names: readonly string[]): Status[] => names.map((name) => byName(store, name));
  const scrum = simpleWorkflow(
    String(store.next('workflow', 10_001)),
    'Delivery workflow',
    named(['To Do', 'In Progress', 'Blocked', 'In Review', 'Ready for release', 'Done']),
  );
  store.workflows.put({
    ...scrum,
    transitions: scrum.transitions.map((each) => (each.to === ready.id ? { ...each, resolutionId: null } : each)),
  });
  const kanban = simpleWorkflow(
    String(store.next('workflow', 10_001)),
    'Kanban workflow',
    named(['Backlog', 'Selected for Development', 'In Progress', 'Blocked', 'In Review', 'Done']),
  );
  store.workflows.put(kanban);
  const security = addSecurityScheme(store, {
    name: 'Fraud and legal',
    description: 'Cases that not everybody who browses the project may read.',
    levels: [
      { name: 'Fraud desk', description: 'Members of the project', holders: [members, admins, apps] },
      {
        name: 'Legal hold',
        description: 'Named people only, no apps',
        holders: [
          { type: 'user', parameter: people.named.helixLead.id },
          { type: 'user', parameter: people.named.borealisLead.id },
          { type: 'reporter' },
        ],
      },
    ],
  });
  return {
    employees: scheme.id,
    scrumWorkflow: scrum.id,
    kanbanWorkflow: kanban.id,
    securitySchemeId: security.id,
    fraudLevelId: security.levels[0]?.id ?? '',
    legalLevelId: security.levels[1]?.id ?? '',
    blocked,
    ready,
  };
};

/** Short unique keys: `ATL`, and with a fourth or fifth letter where three are taken. */
const keyOf = (store: Store, name: string): string => {
  const letters = name.toUpperCase().replace(/[^A-Z]/g, '');
  for (let length = 3; length <= letters.length; length++) {
    const key = letters.slice(0, length);
    if (store.projectsByKey.first(key) === undefined) return key;
  }
  return `${letters}2`;
};

interface Ground {
  readonly store: Store;
  readonly people: People;
  readonly schemes: Schemes;
}

const addTeamProject = ({ store, people, schemes }: Ground, index: number, block: number): Project => {
  const archetype = ARCHETYPES[index % ARCHETYPES.length] ?? ARCHETYPES[0];
  if (archetype === undefined) throw new Error('no archetype');
  const name = TEAM_NAMES[index] ?? `Team ${index}`;
  const { shared } = archetype;
  const partners = [index, index + (shared?.key === 'PAY' ? 2 : 1)].flatMap((i) => people.teams[i] ?? []);
  const teams = shared === undefined ? partners.slice(0, 1) : partners;
  const [first = people.teams[index]] = teams;
  const isPrivate = archetype.isPrivate === true && block % 4 === 0;
  const segment = SEGMENTS[block % SEGMENTS.length] ?? '';
  return addProject(store, {
    key: shared === undefined ? keyOf(store, name) : `${shared.key}${block === 0 ? '' : block + 1}`,
    name: shared === undefined ? name : `${shared.name} ${segment}`.trim(),
    description: `${archetype.domain.area} ${segment}`.trim(),
    leadId: first?.lead.id ?? people.named.admin.id,
    ...(archetype.style === undefined ? {} : { style: archetype.style }),
    isPrivate,
    ...(isPrivate ? {} : { permissionSchemeId: schemes.employees }),
    ...(shared?.key === 'PAY' ? { issueSecuritySchemeId: schemes.securitySchemeId } : {}),
    ...(archetype.style === undefined
      ? {
          workflowIds: { default: archetype.cadence === undefined ? schemes.kanbanWorkflow : schemes.scrumWorkflow },
        }
      : {}),
    admins: [people.named.admin.id, ...teams.map((team) => team.lead.id)],
    members: teams.flatMap((team) => team.members.map((user) => user.id)),
    viewers: isPrivate ? [people.named.trainEngineer.id] : [],
  });
};

const teamStatuses = (store: Store, project: Project, schemes: Schemes, kanban: boolean): TeamStatuses => {
  if (project.style === 'next-gen') {
    const own = store.workflows.get(project.workflowIds.default)?.statusIds ?? [];
    const [open, started, done] = own.flatMap((id) => store.statuses.get(id) ?? []);
    if (open === undefined || started === undefined || done === undefined) throw new Error('no statuses');
    return { open, started, done };
  }
  const common = {
    started: byName(store, 'In Progress'),
    review: byName(store, 'In Review'),
    blocked: schemes.blocked,
    done: byName(store, 'Done'),
  };
  return kanban
    ? { open: byName(store, 'Backlog'), next: byName(store, 'Selected for Development'), ...common }
    : { open: byName(store, 'To Do'), doneUnresolved: schemes.ready, ...common };
};

const ids = (...list: readonly (Status | undefined)[]): string[] => list.flatMap((status) => status?.id ?? []);

const columnsOf = (statuses: TeamStatuses): BoardColumn[] => {
  const { open, next, started, review, blocked, done, doneUnresolved } = statuses;
  return [
    { name: next === undefined ? 'To Do' : 'Backlog', statusIds: ids(open) },
    ...(next === undefined ? [] : [{ name: 'Selected', statusIds: ids(next) }]),
    { name: 'In Progress', statusIds: ids(started, blocked) },
    ...(review === undefined ? [] : [{ name: 'In Review', statusIds: ids(review) }]),
    { name: 'Done', statusIds: ids(doneUnresolved, done) },
  ];
};

const filterOf = (project: Project, archetype: Archetype, teamId: string): string => {
  const { scope, domain } = archetype;
  const part =
    scope === 'board'
      ? ` AND component in (${domain.components.map((name) => `"${name}"`).join(', ')})`
      : scope === 'team'
        ? ` AND "Team[Team]" = ${teamId}`
        : '';
  return `project = "${project.key}"${part} ORDER BY Rank ASC`;
};

const estimationOf = (archetype: Archetype): { estimationFieldId?: string | null } =>
  archetype.unit === 'hours'
    ? { estimationFieldId: 'timeoriginalestimate' }
    : archetype.unit === 'count'
      ? { estimationFieldId: null }
      : {};

/** Adds every team's project (some are shared by two), components and board. */
export const addTeamPlaces = (ground: Ground, plan: Plan): TeamPlace[] => {
  const { store, people, schemes } = ground;
  const shared = new Map<string, Project>();
  return people.teams.slice(0, plan.teams).map((team, index): TeamPlace => {
    const archetype = ARCHETYPES[index % ARCHETYPES.length];
    if (archetype === undefined) throw new Error('no archetype');
    const block = Math.floor(index / ARCHETYPES.length);
    const sharedKey = archetype.shared === undefined ? undefined : `${archetype.shared.key}/${block}`;
    const project =
      (sharedKey === undefined ? undefined : shared.get(sharedKey)) ?? addTeamProject(ground, index, block);
    if (sharedKey !== undefined) shared.set(sharedKey, project);
    const name = TEAM_NAMES[index] ?? `Team ${index + 1}`;
    const statuses = teamStatuses(store, project, schemes, archetype.cadence === undefined);
    const segment = SEGMENTS[block % SEGMENTS.length] ?? '';
    return {
      ...team,
      index,
      name,
      segment: segment === '' ? '' : ` ${segment}`,
      archetype,
      project,
      components: archetype.domain.components.map((each) =>
        addComponent(store, project.id, { name: each, leadId: team.lead.id }),
      ),
      board: addBoard(store, {
        project: project.id,
        name: archetype.cadence === undefined ? `${name} kanban` : name,
        type: archetype.style === 'next-gen' ? 'simple' : archetype.cadence === undefined ? 'kanban' : 'scrum',
        jql: filterOf(project, archetype, team.teamId),
        columns: columnsOf(statuses),
        ...estimationOf(archetype),
        ownerId: team.lead.id,
      }),
      statuses,
    };
  });
};
