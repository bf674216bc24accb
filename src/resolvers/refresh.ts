import { createJob } from '../background/job.ts';
import { packChanges } from '../core/board/pack-source.ts';
import { BudgetSpentError, JiraError, NetworkError, RateLimitedError, UnexpectedAnswerError } from '../jira/errors.ts';
import { refreshBoard } from '../work-index/board/refresh-board.ts';
import { refreshFromJira } from '../work-index/upkeep/refresh-from-jira.ts';
import type { Handler } from './define-resolver.ts';

const OF_JIRA = [JiraError, RateLimitedError, NetworkError, UnexpectedAnswerError, BudgetSpentError];

/** Brings in what changed in Jira, at most once in 30 seconds for all; says false where Jira does not let it: then the index is as it is. */
const lookAtJira = async (): Promise<boolean> => {
  const job = createJob();
  try {
    await refreshFromJira(job, job.now);
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
