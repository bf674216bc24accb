import type { ProjectRun } from '../../core/backfill/state.ts';
import type { EpochMs } from '../../core/ids.ts';
import { JiraError } from '../../jira/errors.ts';

/** Until a project is tried again that was set aside; then the schedule's kick finds it. */
const SET_ASIDE_MS = 1_800_000;

/** Sets a project aside that cannot be read now, so that it keeps no other from being read. */
export const setAside = (run: ProjectRun, error: unknown, now: EpochMs): ProjectRun => {
  const isRefused = error instanceof JiraError && error.status < 500;
  return { ...run, problem: { code: isRefused ? 'access' : 'error', retryAt: now + SET_ASIDE_MS } };
};
