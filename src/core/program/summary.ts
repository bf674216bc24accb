import type { IsoDay, PeriodId, ProgramId, ProjectId } from '../ids.ts';
import type { Program } from './program.ts';

/** What a list of programs needs. */
export interface ProgramSummary {
  readonly id: ProgramId;
  readonly name: string;
  readonly version: number;
  readonly projectIds: readonly ProjectId[];
  readonly teams: number;
  readonly periods: readonly {
    readonly id: PeriodId;
    readonly name: string;
    readonly start: IsoDay;
    readonly end: IsoDay;
  }[];
}

/** What is kept of all programs in one place: as `ProgramSummary`, but with what each team's visibility hangs on. */
export interface ProgramRecord extends Omit<ProgramSummary, 'projectIds' | 'teams'> {
  /** A list of projects for each team. */
  readonly teamProjectIds: readonly (readonly ProjectId[])[];
}

/** Every project that a program's teams work in, each once. */
export const projectsOf = (program: Pick<Program, 'teams'>): readonly ProjectId[] => [
  ...new Set(program.teams.flatMap((team) => team.projectIds)),
];

export const summarise = (program: Program): ProgramRecord => ({
  id: program.id,
  name: program.name,
  version: program.version,
  teamProjectIds: program.teams.map((team) => team.projectIds),
  periods: program.periods.map(({ id, name, start, end }) => ({ id, name, start, end })),
});

/**
 * A program as someone may see it: their projects of it, and the number of teams of which they see a project (design.md 5:
 * containers are cut too). Undefined where they see none.
 */
export const cutSummary = (
  { teamProjectIds, ...shown }: ProgramRecord,
  browsable: ReadonlySet<ProjectId>,
): ProgramSummary | undefined => {
  const teams = teamProjectIds.map((ids) => ids.filter((id) => browsable.has(id))).filter((ids) => ids.length > 0);
  return teams.length === 0 ? undefined : { ...shown, projectIds: [...new Set(teams.flat())], teams: teams.length };
};
