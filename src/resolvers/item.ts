import { listBrowsableProjectIds } from '../jira/projects.ts';
import { findProgram, listProgramRecords } from '../storage/programs.ts';
import { loadItem } from '../work-index/live/load-item.ts';
import type { Handler } from './define-resolver.ts';

/** Where an item stands in each program that has a team in this project and that this person may see. */
export const itemLoad: Handler<'item.load'> = async ({ itemId, projectId }, { jira, now, remainingMs }) => {
  const [records, browsable] = await Promise.all([listProgramRecords(), listBrowsableProjectIds(jira)]);
  const near = browsable.has(projectId) ? records.filter((one) => one.teamProjectIds.flat().includes(projectId)) : [];
  const programs = await Promise.all(near.map(({ id }) => findProgram(id)));
  const views = await Promise.all(
    programs.map((program) =>
      program === undefined ? undefined : loadItem({ client: jira, program, itemId, now, remainingMs }),
    ),
  );
  return { asOf: new Date(now).toISOString(), now, programs: views.filter((view) => view !== undefined) };
};
