import type { Coverage } from '../../core/board/board.ts';
import { withKnownEnds, type BoardSource } from '../../core/board/source.ts';
import { findUniverse, type BoardScope } from '../../core/board/universe.ts';
import type { EpochMs, ProjectId, WorkItemId } from '../../core/ids.ts';
import type { ChosenPeriod } from '../../core/period/choose-period.ts';
import { cutProgram } from '../../core/program/cut-program.ts';
import type { Program } from '../../core/program/program.ts';
import { projectsOf } from '../../core/program/summary.ts';
import { findOwnTeams } from '../../core/team/assign-teams.ts';
import { queriesOf } from '../../core/team/query-matches.ts';
import type { Candidate } from '../../core/visibility/plan.ts';
import type { Seen } from '../../core/visibility/verdict.ts';
import type { ThinItem } from '../../core/work-item/thin-item.ts';
import { compareIds, type Entry } from '../entry/entry.ts';
import { thinOf, type ThinRow } from '../entry/thin-block.ts';
import type { SiteFacts } from '../site/site-facts.ts';
import { cut } from '../visible/visible.ts';
import { createSiteNaming } from './lay-names.ts';
import { listVisibleSprints } from './visible-sprints.ts';
import type { Work } from './work.ts';

const candidateOf = (id: WorkItemId, projectId: string, level: string | undefined): Candidate => ({
  id,
  projectId,
  ...(level === undefined ? {} : { securityLevelId: level }),
});

/** Everything that a reading found, as the visibility door takes it. */
export const candidatesOf = ({ detail, thin }: Pick<Work, 'detail' | 'thin'>): readonly Candidate[] => [
  ...[...detail.values()].map(({ item, securityLevelId }) => candidateOf(item.id, item.projectId, securityLevelId)),
  ...[...thin.values()].map(({ id, projectId, securityLevelId }) => candidateOf(id, projectId, securityLevelId)),
];

/** What one viewer sees of a reading: nothing else may be computed with. */
export interface SeenWork {
  readonly detail: readonly Entry[];
  readonly thin: readonly ThinRow[];
}

/**
 * Cuts a reading to what the door said, then to what a board is made of. Much was read for the sake of hidden work: in detail comes only
 * what the visible work of the period leads to, and what of it turned out to be `lacking`.
 */
export const cutWork = (
  work: Pick<Work, 'detail' | 'ofPeriod' | 'thin'>,
  seen: Seen,
  { scope, lacking }: { readonly scope: BoardScope; readonly lacking: ReadonlySet<WorkItemId> },
): SeenWork => {
  const ids = cut(candidatesOf(work), seen)
    .map(({ id }) => id)
    .sort(compareIds);
  const entries = ids.flatMap((id) => work.detail.get(id) ?? []);
  const universe = findUniverse(new Map(entries.map(({ item }) => [item.id, item])), scope, {
    isNeeded: (id) => work.ofPeriod.has(id) || lacking.has(id),
    rest: ids.flatMap((id) => work.thin.get(id) ?? []),
  });
  const thin = ids.flatMap((id) => {
    const entry = work.detail.get(id);
    if (entry === undefined) return work.thin.get(id) ?? [];
    return universe.has(id) || !scope.projectIds.has(entry.item.projectId) ? [] : thinOf(entry);
  });
  return { detail: entries.filter(({ item }) => universe.has(item.id)), thin };
};

const toThinItem = (row: ThinRow, isKnown: (id: WorkItemId) => boolean): ThinItem => ({
  id: row.id,
  projectId: row.projectId,
  level: row.level,
  category: row.category,
  sprintIds: row.sprintIds,
  estimates: row.estimates,
  ...(row.parentId !== undefined && isKnown(row.parentId) ? { parentId: row.parentId } : {}),
  ...(row.doneAt === undefined ? {} : { doneAt: row.doneAt }),
});

/** Projects of a program that a viewer browses, in the order of their ids. */
export const browsedOf = (program: Program, { projects }: Seen): ReadonlySet<ProjectId> =>
  new Set(
    projectsOf(program)
      .filter((id) => projects.has(id))
      .sort(),
  );

export interface SourceInput {
  readonly program: Program;
  readonly chosen: ChosenPeriod;
  readonly site: SiteFacts;
  readonly seen: Seen;
  readonly asOf: EpochMs;
  readonly now: EpochMs;
  /** Why not all work is in it; absent: it is. */
  readonly because?: string | undefined;
}

/** What a board is built from, of what one viewer sees. */
export const toSource = (work: SeenWork, input: SourceInput): BoardSource => {
  const { program, chosen, site, seen, because } = input;
  const ids = new Set([...work.detail.map(({ item }) => item.id), ...work.thin.map(({ id }) => id)]);
  const items = work.detail.map(({ item }) => item);
  const matches = queriesOf([...work.detail.map(({ item, ...entry }) => ({ id: item.id, ...entry })), ...work.thin]);
  const own = findOwnTeams([...items, ...work.thin], program.teams, matches);
  // Whoever sees an item sees that there is its project.
  const projectIds = new Set([...seen.projects, ...items.map((item) => item.projectId)]);
  const joined = new Set([...items, ...work.thin].flatMap(({ sprintIds }) => sprintIds));
  // Not by other projects that the door was asked about: some were for the sake of hidden items.
  const sprints = listVisibleSprints(site, joined, browsedOf(program, seen));
  const coverage: Coverage = { read: ids.size, of: ids.size, ...(because === undefined ? {} : { because }) };
  return {
    asOf: new Date(input.asOf).toISOString(),
    now: input.now,
    program: cutProgram(program, { projectIds, own, sprints }),
    periodId: chosen.period.id,
    choice: chosen.choice,
    items: withKnownEnds(items.map(createSiteNaming(site)), ids, program.dependencyTypes),
    thin: work.thin.map((row) => toThinItem(row, (id) => ids.has(id))),
    own,
    sprints,
    priorities: site.priorities,
    coverage,
  };
};
