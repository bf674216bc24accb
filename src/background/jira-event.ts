import { InvocationError, InvocationErrorCode } from '@forge/events';
import { StorageError, VersionConflictError } from '../storage/errors.ts';
import { markEvent } from '../work-index/sync/mark-event.ts';
import { readEvent } from './read-event.ts';

/** Forge delivers it again so much later, at most four times; each its own time, since those that met would meet again. */
const retryAfterS = (): number => 10 + Math.floor(Math.random() * 50);

/** An event of Jira: marks what it names, and has it come again where storage is too busy to take that. */
export const onJiraEvent = async (event: unknown): Promise<InvocationError | undefined> => {
  try {
    await markEvent(readEvent(event), Date.now());
    return undefined;
  } catch (error) {
    const isBusy = error instanceof VersionConflictError || (error instanceof StorageError && error.isRateLimit);
    if (!isBusy) throw error;
    return new InvocationError({
      retryAfter: retryAfterS(),
      retryReason: InvocationErrorCode.FUNCTION_UPSTREAM_RATE_LIMITED,
    });
  }
};
