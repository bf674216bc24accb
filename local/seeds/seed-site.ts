import type { IsoDay, Status } from '../jira/entities.ts';
import type { Store } from '../jira/store.ts';
import { newStore } from './defaults.ts';
import { draftBaseItems } from './layout/base-items.ts';
import { timelineOf } from './layout/calendar.ts';
import { apportion } from './layout/chance.ts';
import { layDependencies, linkDependencies } from './layout/dependencies.ts';
import type { Dependency } from './layout/dependencies.ts';
import type { Draft } from './layout/draft.ts';
import { draftEpics, shareContributions } from './layout/epics.ts';
import { addComments, addOtherLinks, leaveBehind } from './layout/extras.ts';
import type { Ground } from './layout/ground.ts';
import { numberDrafts, writeDrafts } from './layout/materialise.ts';
import { addPeople } from './layout/people.ts';
import { PLANS } from './layout/plan.ts';
import type { SiteSize } from './layout/plan.ts';
import { draftProgramme, programmeSize } from './layout/programme.ts';
import { addSchemes, addTeamPlaces } from './layout/projects.ts';
import { addSideProjects } from './layout/side-projects.ts';
import { addTeamSprints, addVersions } from './layout/sprints.ts';
import { draftSubtasks } from './layout/subtasks.ts';
import { addProject } from './project-adder.ts';

export type { SiteSize } from './layout/plan.ts';
export interface SeedOptions {
  /** The day around which the site is laid out: everything has happened before its midnight UTC. */
  readonly today: IsoDay;
}

const layGround = (store: Store, size: SiteSize, today: IsoDay): Ground => {
  const plan = PLANS[size];
  const timeline = timelineOf(today);
  store.linkTypes.put({ id: '10004', name: 'Dependency', inward: 'is needed by', outward: 'depends on' });
  const people = addPeople(store, plan);
  const schemes = addSchemes(store, people);
  const teams = addTeamPlaces({ store, people, schemes }, plan);
  const sprints = teams.map((team) => addTeamSprints(store, timeline, team, plan));
  const versionOf = addVersions(store, timeline, plan);
  return { store, plan, timeline, people, schemes, teams, sprints, versionOf };
};

interface TeamDrafts {
  readonly items: Draft[][];
  readonly epics: Draft[][];
  readonly subtasks: Draft[][];
}

const draftTeams = (ground: Ground): TeamDrafts => {
  const { plan, teams } = ground;
  const size = programmeSize(plan.teams);
  const counts = apportion(
    plan.issues - size.themes - size.initiatives,
    teams.map(() => 1),
  );
  const epicCount = (i: number): number => Math.round((counts[i] ?? 0) / 12);
  const subtaskCount = (i: number): number => Math.round((counts[i] ?? 0) / 7);
  const items = teams.map((team, i) => draftBaseItems(ground, team, (counts[i] ?? 0) - epicCount(i) - subtaskCount(i)));
  const epics = teams.map((team, i) => draftEpics(ground, team, items[i] ?? [], epicCount(i)));
  shareContributions(items, epics);
  const subtasks = teams.map((team, i) => draftSubtasks(ground, team, items[i] ?? [], subtaskCount(i)));
  return { items, epics, subtasks };
};

const addProgrammeProject = (ground: Ground): Draft['projectId'] =>
  addProject(ground.store, {
    key: 'PGM',
    name: 'Meridian programme',
    description: 'Themes and initiatives above the teams’ epics',
    leadId: ground.people.named.trainEngineer.id,
    permissionSchemeId: ground.schemes.employees,
    typeKey: 'business',
    admins: [ground.people.named.admin.id],
  }).id;

const statusNamed = (store: Store, name: string): Status => {
  for (const status of store.statuses.values())
    if (status.name === name && status.projectId === undefined) return status;
  throw new Error(`no status ${name}`);
};

/** A site with what was laid into it, for tests that look behind the numbers. */
export interface SeededSite {
  readonly store: Store;
  readonly dependencies: readonly Dependency[];
}

/** As `seedSite`, with the dependencies and how each stands. */
export const seedSiteWithPlan = (size: SiteSize, { today }: SeedOptions): SeededSite => {
  const store = newStore({ title: 'Meridian' });
  const ground = layGround(store, size, today);
  const { items, epics, subtasks } = draftTeams(ground);
  const projectId = addProgrammeProject(ground);
  const project = store.projects.get(projectId);
  if (project === undefined) throw new Error('no programme project');
  const statuses = { open: statusNamed(store, 'To Do'), started: statusNamed(store, 'In Progress') };
  const programme = draftProgramme(ground, project, statuses, epics.flat());
  const drafts = numberDrafts(store, [...programme, ...epics.flat(), ...items.flat(), ...subtasks.flat()]);
  const byTeam = items.map((list, i) => [...list, ...(epics[i] ?? []).filter((_, n) => n % 2 === 0)]);
  const dependencies = layDependencies(ground, byTeam);
  linkDependencies(ground, dependencies);
  addOtherLinks(ground, items);
  writeDrafts(ground, drafts);
  leaveBehind(ground, drafts);
  addComments(ground, drafts);
  addSideProjects(ground);
  return { store, dependencies };
};

/**
 * A whole Jira site of one of design.md 8's sizes, laid out around a day: the same size and day give the same site.
 * The company sells payments and commerce; its programme has the teams of `layout/plan.ts`.
 */
export const seedSite = (size: SiteSize, options: SeedOptions): Store => seedSiteWithPlan(size, options).store;
