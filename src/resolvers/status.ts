import type { ProjectsPayload } from '../operations/status.ts';
import type { ProjectId } from '../core/ids.ts';
import { isJiraAdmin } from '../jira/permissions.ts';
import { readBackfill } from '../storage/backfill.ts';
import { readRegistry } from '../storage/registry.ts';
import { cancelBackfill, kickBackfill, rebuild, resumeBackfill } from '../work-index/backfill/request.ts';
import { prepareUninstall } from '../work-index/leaving/prepare-uninstall.ts';
import { endStop } from '../work-index/leaving/stop.ts';
import { loadStatus } from '../work-index/status/load-status.ts';
import { StoppedError } from '../work-index/store/seal.ts';
import { askToReconcile } from '../work-index/upkeep/ask.ts';
import type { Handler } from './define-resolver.ts';
import type { Invocation } from './invocation.ts';
import { Refusal } from './refusal.ts';

/** The status of the app is for who administers Jira: it counts what others may not see. */
const refuseOthers = async ({ jira }: Invocation): Promise<void> => {
  if (!(await isJiraAdmin(jira))) {
    throw new Refusal(
      'FORBIDDEN',
      'The status of Interlock is for Jira administrators. Ask one of yours to look, or to give you the global permission “Administer Jira”.',
    );
  }
};

/** How the app fares on this site. */
export const statusLoad: Handler<'status.load'> = async (_payload, invocation) => {
  await refuseOthers(invocation);
  return loadStatus(invocation.jira, invocation.now);
};

/** Projects that are, or were, read: those that were asked for, or all. */
const chosen = async ({ projectIds }: ProjectsPayload): Promise<readonly ProjectId[]> => {
  const known = (await readBackfill()).runs.map((run) => run.projectId);
  const asked = new Set(projectIds ?? known);
  return known.filter((id) => asked.has(id));
};

const refuseStopped = async (): Promise<void> => {
  if ((await readRegistry()).stopped !== undefined) throw new StoppedError();
};

/** Asks for a thorough reconciliation in the background. */
export const statusReconcile: Handler<'status.reconcile'> = async (_payload, invocation) => {
  await refuseOthers(invocation);
  await refuseStopped();
  await askToReconcile(invocation.now);
  return { askedAt: invocation.now };
};

/** Has projects read anew; what is stored stays usable meanwhile. */
export const statusRebuild: Handler<'status.rebuild'> = async (payload, invocation) => {
  await refuseOthers(invocation);
  await refuseStopped();
  const projectIds = await chosen(payload);
  await rebuild(projectIds, invocation.now);
  return { projects: projectIds.length };
};

/** Stops reading projects after the step that runs. */
export const statusCancel: Handler<'status.cancel'> = async (payload, invocation) => {
  await refuseOthers(invocation);
  const projectIds = await chosen(payload);
  await cancelBackfill(projectIds);
  return { projects: projectIds.length };
};

/** Goes on where reading was cancelled, or was set aside. */
export const statusResume: Handler<'status.resume'> = async (payload, invocation) => {
  await refuseOthers(invocation);
  await refuseStopped();
  const projectIds = await chosen(payload);
  await resumeBackfill(projectIds, invocation.now);
  return { projects: projectIds.length };
};

/** Stops the app for the whole site and removes what it stored. */
export const appPrepareUninstall: Handler<'app.prepareUninstall'> = async ({ withPrograms }, invocation) => {
  await refuseOthers(invocation);
  const { app, now, remainingMs } = invocation;
  return prepareUninstall({ app, now, remainingMs, withPrograms });
};

/** Takes the stop back and has the programs' projects read. */
export const appStartAgain: Handler<'app.startAgain'> = async (_payload, invocation) => {
  await refuseOthers(invocation);
  await endStop(invocation.now);
  await kickBackfill(invocation.now, true);
  return { programs: (await readRegistry()).records.length };
};
