import { createDayOf } from '../day/time-zone.ts';
import type { BoardId, ProgramId, ProjectId } from '../ids.ts';
import type { ProgramDraft } from '../program/program.ts';
import { dateSprints } from '../sprint/date-sprints.ts';
import { countMatches, type MatchCounts } from '../team/assign-teams.ts';
import type { WorkItem } from '../work-item/work-item.ts';
import { hashText } from '../text/hash-text.ts';
import { groupProjects } from './group-projects.ts';
import type { LookProject, SiteLook } from './look.ts';
import { findProvider, proposeLinks } from './propose-links.ts';
import { proposeLevels } from './propose-levels.ts';
import { proposePeriods } from './propose-periods.ts';
import { proposeTeams, type ProposedTeam } from './propose-teams.ts';

export interface Proposal {
  readonly draft: ProgramDraft;
  readonly because: string;
  readonly teams: readonly ProposedTeam[];
  readonly ignoredLinks: readonly { readonly name: string; readonly count: number }[];
  readonly dependencyLinks: number;
  readonly matches: MatchCounts;
}

/** It tells no key and no number of projects: whoever sees one of them sees it. */
const idOf = (projects: readonly LookProject[]): ProgramId =>
  `program-${hashText(projects.map((project) => project.id).join(' ')).toString(36)}`;

/** A project that holds only what lies above the teams' work: its name is the program's. */
const findUmbrella = (projects: readonly LookProject[], items: readonly WorkItem[]): LookProject | undefined => {
  const lowest = new Map<ProjectId, number>();
  for (const { projectId, type } of items) {
    lowest.set(projectId, Math.min(type.level, lowest.get(projectId) ?? type.level));
  }
  const above = projects.filter((project) => (lowest.get(project.id) ?? 0) >= 2);
  return above.length === 1 ? above[0] : undefined;
};

const nameOf = (projects: readonly LookProject[], items: readonly WorkItem[], isAll: boolean): string => {
  const umbrella = findUmbrella(projects, items);
  if (umbrella !== undefined) return umbrella.name;
  const [first] = projects;
  if (first === undefined || (isAll && projects.length > 1)) return 'All teams';
  return projects.length === 1 ? first.name : `${first.name} and ${projects.length - 1} more`;
};

/** Why these projects make a program. */
const sayWhy = (projects: readonly LookProject[], isTied: boolean): string => {
  const keys = projects.map((project) => project.key).join(', ');
  if (projects.length === 1) return `Project ${keys}.`;
  if (isTied) return `Links, parents or sprints tie ${keys} together.`;
  return `Nothing ties ${keys} together: one program over all of them.`;
};

const proposeOne = (
  projects: readonly LookProject[],
  look: SiteLook,
  { isAll, isTied }: { readonly isAll: boolean; readonly isTied: boolean },
): Proposal => {
  const ids = new Set<ProjectId>(projects.map((project) => project.id));
  const items = look.items.filter((item) => ids.has(item.projectId));
  const teams = proposeTeams(projects, items, look);
  const links = proposeLinks(items, look.linkTypes);
  const dayOf = createDayOf(look.timeZone);
  const today = dayOf(look.now);
  const boardIds = new Set<BoardId>(teams.flatMap(({ team }) => team.boardIds));
  const joined = new Set(items.flatMap((item) => item.sprintIds));
  const own = look.sprints.filter((s) => joined.has(s.id) || (s.boardId !== undefined && boardIds.has(s.boardId)));
  const days = items.flatMap((item) => [
    ...(item.dueDay === undefined ? [] : [item.dueDay]),
    ...(item.resolved === undefined ? [] : [dayOf(item.resolved)]),
  ]);
  const versions = new Map(items.flatMap((item) => item.fixVersions.map((version) => [version.id, version])));
  const releases = [...versions.values()].flatMap((version) => version.releaseDay ?? []);
  const draft: ProgramDraft = {
    id: idOf(projects),
    name: nameOf(projects, items, isAll),
    timeZone: look.timeZone,
    levels: proposeLevels(items),
    teams: teams.map(({ team }) => team),
    dependencyTypes: links.types,
    periods: proposePeriods({ sprints: dateSprints(own, dayOf, today), releases, days }, today),
  };
  const boards = new Map(look.boards.flatMap((b) => (b.itemIds === undefined ? [] : [[b.id, b.itemIds] as const])));
  return {
    draft,
    because: sayWhy(projects, isTied),
    teams,
    ignoredLinks: links.ignored,
    dependencyLinks: links.used,
    matches: countMatches(items, draft.teams, { boards, jql: new Map() }),
  };
};

/** A project alone is worth a program if it has several teams. */
const isWorthwhile = (proposal: Proposal): boolean => proposal.draft.teams.length > 1;

const sizeOf = (projects: ReadonlySet<ProjectId>, items: readonly WorkItem[]): number =>
  items.filter((item) => projects.has(item.projectId)).length;

/**
 * Programs for a site, the one with most work first: one over each group of projects that depend on one another, one over a
 * project with several teams; and where neither is found, one over all projects with work. Empty where there is no
 * team's work.
 */
export const propose = (look: SiteLook): readonly Proposal[] => {
  const dependencyTypes = new Set(look.linkTypes.filter((type) => findProvider(type) !== undefined).map((t) => t.id));
  const projectById = new Map(look.projects.map((project) => [project.id, project]));
  const visible = look.items.filter((item) => projectById.has(item.projectId));
  const groups = groupProjects(visible, dependencyTypes, look.projects);
  const all = groups.flat();
  const toProjects = (ids: readonly ProjectId[]): readonly LookProject[] =>
    ids.flatMap((id) => projectById.get(id) ?? []).sort((a, b) => (a.key < b.key ? -1 : 1));
  const proposals = groups
    .map((ids) => ({ ids, size: sizeOf(new Set(ids), visible) }))
    .sort((a, b) => b.size - a.size)
    .map(({ ids }) => proposeOne(toProjects(ids), look, { isAll: ids.length === all.length, isTied: true }))
    .filter(isWorthwhile);
  if (proposals.length > 0) return proposals;
  return [proposeOne(toProjects(all), look, { isAll: true, isTied: false })].filter(({ teams }) => teams.length > 0);
};
