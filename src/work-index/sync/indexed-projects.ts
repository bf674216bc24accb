import type { ProjectId } from '../../core/ids.ts';
import { listProgramRecords } from '../../storage/programs.ts';

/** The projects whose items the index holds: those that the programs' teams work in. One call. */
export const readIndexedProjects = async (): Promise<ReadonlySet<ProjectId>> =>
  new Set((await listProgramRecords()).flatMap((program) => program.teamProjectIds.flat()));
