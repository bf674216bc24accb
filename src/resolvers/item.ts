import { projectsOf } from '../core/program/summary.ts';
import { listBrowsableProjectIds } from '../jira/projects.ts';
import { findProgram, listProgramSummaries } from '../storage/programs.ts';
import { loadItem } from '../work-index/live/load-item.ts';
import type { Handler } from './define-resolver.ts';

/** Where an item stands in each program that has a team in this project and that this person may see. */
export const itemLoad: Handler<'item.load'> = async ({ itemId, projectId }, { jira, now, remainingMs }) => {
  const [summaries, browsable] = await Promise.all([listProgramSummaries(), listBrowsableProjectIds(jira)]);
  const near = browsable.has(projectId) ? summaries.filter((one) => one.projectIds.includes(projectId)) : [];
  const programs = await Promise.all(near.map((summary) => findProgram(summary.id)));
  const views = await Promise.all(
    programs.map((program) =>
      program === undefined || !projectsOf(program).includes(projectId)
        ? undefined
        : loadItem({ client: jira, program, itemId, now, remainingMs }),
    ),
  );
  return { asOf: new Date(now).toISOString(), programs: views.filter((view) => view !== undefined) };
};
