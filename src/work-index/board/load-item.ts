import { createDayOf } from '../../core/day/time-zone.ts';
import type { EpochMs, ProjectId, WorkItemId } from '../../core/ids.ts';
import { viewItem, type ItemView } from '../../core/item-view/item-view.ts';
import { findCurrentPeriod } from '../../core/period/choose-period.ts';
import type { Program } from '../../core/program/program.ts';
import { projectsOf } from '../../core/program/summary.ts';
import { findOwnTeams } from '../../core/team/assign-teams.ts';
import { queriesOf } from '../../core/team/query-matches.ts';
import { findProgram, listProgramRecords } from '../../storage/programs.ts';
import type { Entry } from '../entry/entry.ts';
import { readSite } from '../site/load-site.ts';
import { NO_SITE, type SiteFacts } from '../site/site-facts.ts';
import { cut } from '../visible/visible.ts';
import { keepAround, readAroundItem } from './around-item.ts';
import { candidatesOf } from './cut-work.ts';
import { readHeads, type Looker } from './heads.ts';
import { createSiteNaming } from './lay-names.ts';
import { noticesOf, type ViewNotices } from './notices.ts';
import { listVisibleSprints } from './visible-sprints.ts';

export interface ItemAsked extends Looker {
  readonly itemId: WorkItemId;
  /** As the page says: programs without it are not looked at. */
  readonly projectId: ProjectId;
}
export interface LoadedItem {
  readonly asOf: EpochMs;
  readonly programs: readonly ItemView[];
  /** Whether a program that the viewer may know of has a team in the project. */
  readonly isPlanned: boolean;
  readonly notices: ViewNotices;
}

interface SeenAround {
  readonly entries: readonly Entry[];
  readonly projects: ReadonlySet<ProjectId>;
  readonly site: SiteFacts;
  readonly now: EpochMs;
}

const viewIn = (program: Program, itemId: WorkItemId, { entries, projects, site, now }: SeenAround): ItemView[] => {
  const { periods, timeZone } = program;
  const current = findCurrentPeriod(periods, createDayOf(timeZone)(now));
  const period = current ?? periods.toSorted((a, b) => (a.start < b.start ? 1 : -1))[0];
  const self = entries.find(({ item }) => item.id === itemId)?.item;
  if (period === undefined || self === undefined || !projectsOf(program).includes(self.projectId)) return [];
  const items = entries.map(({ item }) => item).map(createSiteNaming(site));
  const own = findOwnTeams(
    items,
    program.teams,
    queriesOf(entries.map(({ item, ...one }) => ({ id: item.id, ...one }))),
  );
  const joined = new Set(items.flatMap(({ sprintIds }) => sprintIds));
  const sprints = listVisibleSprints(site, joined, projects);
  const view = viewItem({ program, period, items, sprints, priorities: site.priorities, own, now }, itemId);
  return view === undefined ? [] : [view];
};

/** Where an item stands in each program that plans its project, from the index, as far as this viewer and the app may see. */
export const loadItem = async (asked: ItemAsked): Promise<LoadedItem> => {
  const { itemId, projectId, now } = asked;
  const [heads, records] = await Promise.all([readHeads(asked), listProgramRecords()]);
  const near = records.filter((one) => one.teamProjectIds.flat().includes(projectId));
  const unplanned = { asOf: heads.asOf, programs: [], isPlanned: false, notices: {} };
  if (near.length === 0) return unplanned;
  const [around, programs, site] = await Promise.all([
    readAroundItem(heads.view, itemId),
    Promise.all(near.map(({ id }) => findProgram(id))),
    heads.site === undefined ? NO_SITE : readSite(heads.site),
  ]);
  const work = { detail: around, thin: new Map() };
  const seen = await heads.door({ candidates: candidatesOf(work), projectIds: [projectId] });
  if (!seen.projects.has(projectId)) return unplanned;
  const visible = cut(candidatesOf(work), seen).flatMap(({ id }) => around.get(id) ?? []);
  const entries = keepAround(visible, itemId);
  const views = programs.flatMap((program) =>
    program === undefined ? [] : viewIn(program, itemId, { entries, projects: seen.projects, site, now }),
  );
  return { asOf: heads.asOf, programs: views, isPlanned: true, notices: noticesOf(heads, [projectId], now) };
};
