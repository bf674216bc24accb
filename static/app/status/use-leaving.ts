import { useState } from 'react';
import type { LeavingReply } from '../../../src/operations/status.ts';
import type { OperationError } from '../remote/call.ts';
import { useCommand } from './use-status.ts';

/** Each call does what fits into its time; so many are more than any site needs. */
const MOST_CALLS = 50;

/** Everything that was removed, over all calls. */
export interface Removal {
  readonly removed: LeavingReply['removed'];
  readonly isDone: boolean;
}

const add = (a: LeavingReply['removed'], b: LeavingReply['removed'] | undefined): LeavingReply['removed'] => ({
  values: a.values + (b?.values ?? 0),
  copies: a.copies + (b?.copies ?? 0),
  records: a.records + (b?.records ?? 0),
  programs: a.programs + (b?.programs ?? 0),
  inJira: [...(b?.inJira ?? []), ...a.inJira].filter(({ count }) => count > 0),
});

/** Asks for the removal until nothing is left. */
export const useLeaving = () => {
  const command = useCommand('app.prepareUninstall');
  const [removal, setRemoval] = useState<Removal>();
  const [error, setError] = useState<OperationError | null>(null);
  const leave = async (withPrograms: boolean): Promise<void> => {
    setError(null);
    let sum: LeavingReply['removed'] | undefined;
    try {
      for (let calls = 0; calls < MOST_CALLS; calls += 1) {
        const { isDone, removed, againMs = 0 } = await command.mutateAsync({ withPrograms });
        sum = add(removed, sum);
        setRemoval({ removed: sum, isDone });
        if (isDone) return;
        await new Promise((resolve) => setTimeout(resolve, againMs));
      }
    } catch (cause) {
      // What the mutation rejects with.
      setError(cause as OperationError);
    }
  };
  const isRunning = removal !== undefined && !removal.isDone && error === null;
  return { leave, removal, error, isRunning };
};
