import type { ProgramId } from '../core/ids.ts';
import type { Program } from '../core/program/program.ts';
import { projectsOf } from '../core/program/summary.ts';
import { listBrowsableProjectIds } from '../jira/projects.ts';
import { findProgram } from '../storage/programs.ts';
import { editInPlace } from '../writes/edit-item.ts';
import { moveItems } from '../writes/move-items.ts';
import type { Handler } from './define-resolver.ts';
import type { Invocation } from './invocation.ts';
import { logFailure } from './log.ts';
import { programNotFound } from './refusal.ts';

/** A program of which this person sees at least one project; the rest is for Jira to allow, item by item. */
const getVisibleProgram = async (programId: ProgramId, { jira }: Invocation): Promise<Program> => {
  const [program, browsable] = await Promise.all([findProgram(programId), listBrowsableProjectIds(jira)]);
  if (program === undefined || !projectsOf(program).some((id) => browsable.has(id))) throw programNotFound();
  return program;
};

/** What a write needs beside what it writes. What is read again as the app is for everyone, and waits behind the page's own. */
const needsOf = (operation: string, { jira, app, meter, now, remainingMs }: Invocation) => ({
  user: jira,
  job: { app, meter, points: Number.POSITIVE_INFINITY, now, remainingMs },
  onFailure: (error: unknown) => logFailure(crypto.randomUUID(), operation, error),
});

export const itemMove: Handler<'item.move'> = async ({ programId, moves }, invocation) => {
  const program = await getVisibleProgram(programId, invocation);
  return { outcomes: await moveItems({ ...needsOf('item.move', invocation), program, moves }) };
};

export const itemEdit: Handler<'item.edit'> = async ({ programId, edit }, invocation) => {
  const program = await getVisibleProgram(programId, invocation);
  return editInPlace({ ...needsOf('item.edit', invocation), program, edit });
};
