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

/** Every project that a program's teams work in, each once. */
export const projectsOf = (program: Pick<Program, 'teams'>): readonly ProjectId[] => [
  ...new Set(program.teams.flatMap((team) => team.projectIds)),
];

export const summarise = (program: Program): ProgramSummary => ({
  id: program.id,
  name: program.name,
  version: program.version,
  projectIds: projectsOf(program),
  teams: program.teams.length,
  periods: program.periods.map(({ id, name, start, end }) => ({ id, name, start, end })),
});

/** As `summarise`, cut down to what someone may see: no project and no team of which they see no project. */
export const cutSummary = (summary: ProgramSummary, browsable: ReadonlySet<ProjectId>): ProgramSummary | undefined => {
  const projectIds = summary.projectIds.filter((id) => browsable.has(id));
  return projectIds.length === 0 ? undefined : { ...summary, projectIds };
};
