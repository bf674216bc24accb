import { createJob } from '../background/job.ts';
import type { EpochMs } from '../core/ids.ts';
import { packChanges } from '../core/board/pack-source.ts';
import { BudgetSpentError, JiraError, NetworkError, RateLimitedError, UnexpectedAnswerError } from '../jira/errors.ts';
import { kickBackfill } from '../work-index/backfill/request.ts';
import { refreshBoard } from '../work-index/board/refresh-board.ts';
import { callOverdue } from '../work-index/sync/run.ts';
import { refreshFromJira } from '../work-index/upkeep/refresh-from-jira.ts';
import type { Handler } from './define-resolver.ts';
import { logFailure } from './log.ts';

const OF_JIRA = [JiraError, RateLimitedError, NetworkError, UnexpectedAnswerError, BudgetSpentError];

/** Whatever lost its queue event goes on; where it cannot, it waits for the next look, and the page does not. */
const callLost = async (now: EpochMs): Promise<void> => {
  try {
    await Promise.all([callOverdue(now), kickBackfill(now)]);
  } catch (error) {
    logFailure(crypto.randomUUID(), 'index.refresh', error);
  }
};

/**
 * Brings in what changed in Jira, at most once in 30 seconds for all, and calls whoever has lost a queue event; says false where Jira
 * does not let it: then the index is as it is.
 */
const lookAtJira = async (): Promise<boolean> => {
  const job = createJob();
  try {
    const { ran } = await refreshFromJira(job, job.now);
    if (ran) await callLost(job.now);
    return true;
  } catch (error) {
    if (OF_JIRA.some((kind) => error instanceof kind)) return false;
    throw error;
  }
};

/** What changed of a board since this person's last reply about it. */
export const indexRefresh: Handler<'index.refresh'> = async (payload, { jira, app, now, accountId }) => {
  const isTroubled = !(await lookAtJira());
  const refreshed = await refreshBoard({ ...payload, user: jira, app, now, accountId, isTroubled });
  if (refreshed.kind !== 'changed') return refreshed;
  const { changes, ...rest } = refreshed;
  return { ...rest, changes: packChanges(changes) };
};
