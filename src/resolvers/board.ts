import { packSource } from '../core/board/pack-source.ts';
import { projectsOf } from '../core/program/summary.ts';
import { listBrowsableProjectIds } from '../jira/projects.ts';
import { findProgram } from '../storage/programs.ts';
import { loadBoard } from '../work-index/live/load-board.ts';
import type { Handler } from './define-resolver.ts';
import { programNotFound, Refusal } from './refusal.ts';

/** The board of one period, of a program of which this person sees at least one project. */
export const boardLoad: Handler<'board.load'> = async ({ programId, periodId }, { jira, now, remainingMs }) => {
  const [program, browsable] = await Promise.all([findProgram(programId), listBrowsableProjectIds(jira)]);
  if (program === undefined || !projectsOf(program).some((id) => browsable.has(id))) throw programNotFound();
  const period = periodId === undefined ? {} : { periodId };
  const source = await loadBoard({ client: jira, program, ...period, browsable, now, remainingMs });
  if (source === undefined) throw new Refusal('NOT_FOUND', 'This program has no such period.');
  return { kind: 'source', source: packSource(source), state: String(now), notices: {} };
};
