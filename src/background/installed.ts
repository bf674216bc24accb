import { InvocationError, InvocationErrorCode } from '@forge/events';
import { JiraError } from '../jira/errors.ts';
import { readRegistry } from '../storage/registry.ts';
import { kickBackfill } from '../work-index/backfill/request.ts';
import { refreshSite } from '../work-index/site/refresh-site.ts';
import { runStep } from './run-step.ts';

/** What a site's lists cost, by the dearest reading. */
const WANTED_POINTS = 2_000;
const RETRY_S = 60;

/**
 * The app was installed: looks at the site, so that the first program finds it known, and goes on with programs that a former
 * installation left (platform.md 1.2). The event may come before the app's permissions: then it is asked for again.
 * Where an administrator stopped the app before, it stays so until one starts it.
 */
export const onInstalled = async (): Promise<InvocationError | undefined> => {
  if ((await readRegistry()).stopped !== undefined) return undefined;
  try {
    await runStep({ wanted: WANTED_POINTS, needed: WANTED_POINTS }, (job) => refreshSite(job.app, job.now));
  } catch (error) {
    if (!(error instanceof JiraError) || (error.status !== 401 && error.status !== 403)) throw error;
    return new InvocationError({
      retryAfter: RETRY_S,
      retryReason: InvocationErrorCode.FUNCTION_RETRY_REQUEST,
      retryData: {},
    });
  }
  await kickBackfill(Date.now());
  return undefined;
};
