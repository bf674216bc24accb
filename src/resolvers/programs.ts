import { cutSummary } from '../core/program/summary.ts';
import { validateProgram } from '../core/program/validate.ts';
import { isJiraAdmin } from '../jira/permissions.ts';
import { listBrowsableProjectIds } from '../jira/projects.ts';
import { listProgramRecords, saveProgram } from '../storage/programs.ts';
import { kickBackfill } from '../work-index/backfill/request.ts';
import { endStop } from '../work-index/leaving/stop.ts';
import type { Handler } from './define-resolver.ts';
import { readKnownSite } from './known-site.ts';
import { logFailure } from './log.ts';
import { Refusal } from './refusal.ts';

/** Programs of which this person sees at least one project; of others nothing is told, not even that they are. */
export const programList: Handler<'program.list'> = async ({ projectId }, { jira }) => {
  const [summaries, browsable, canSave] = await Promise.all([
    listProgramRecords(),
    listBrowsableProjectIds(jira),
    isJiraAdmin(jira),
  ]);
  const visible = summaries.flatMap((summary) => cutSummary(summary, browsable) ?? []);
  const programs = projectId === undefined ? visible : visible.filter((one) => one.projectIds.includes(projectId));
  return { programs, canSave };
};

/** Saves a program: for Jira administrators who may browse all that it names. */
export const programSave: Handler<'program.save'> = async ({ draft, baseVersion }, invocation) => {
  if (!(await isJiraAdmin(invocation.jira))) {
    throw new Refusal('FORBIDDEN', 'Only Jira administrators may save programs. Ask one of yours.');
  }
  const findings = validateProgram(draft, await readKnownSite(invocation, draft));
  if (findings.length > 0) {
    const first = findings[0]?.message ?? '';
    const more = findings.length > 1 ? ` (and ${findings.length - 1} more)` : '';
    throw new Refusal('INVALID', `The program was not saved. ${first}${more}`, findings);
  }
  // Whoever saves a program wants it read.
  await endStop(invocation.now);
  const program = await saveProgram(draft, baseVersion);
  // The program is saved, whatever becomes of this: the schedule sees to it otherwise.
  await kickBackfill(invocation.now, true).catch((error: unknown) =>
    logFailure(crypto.randomUUID(), 'program.save', error),
  );
  return program;
};
