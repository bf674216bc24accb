import Button from '@atlaskit/button/new';
import { useState } from 'react';
import type { Status } from '../../../src/core/status/status.ts';
import { ConfirmDialog } from './confirm-dialog.tsx';
import { countWords, sinceWords } from './status-words.ts';
import { useLeaving, type Removal } from './use-leaving.ts';
import { useCommand } from './use-status.ts';

const removedWords = ({ removed, isDone }: Removal): string => {
  const parts = [
    countWords(removed.values, 'value'),
    countWords(removed.copies, 'copy', 'copies'),
    countWords(removed.records, 'record'),
    countWords(removed.programs, 'program'),
    ...removed.inJira.map(({ name, count }) => `${count.toLocaleString('en-GB')} ${name} in Jira`),
  ];
  return `Removed: ${parts.join(', ')}. ${isDone ? 'Nothing is left to remove.' : 'Looking for more in half a minute; you may leave this page and come back.'}`;
};

/** Stopping the app and removing what it stored, before it is uninstalled; and taking that back. */
export const LeavingSection = ({ status }: { status: Status }) => {
  const [isAsking, setIsAsking] = useState(false);
  const [withPrograms, setWithPrograms] = useState(false);
  const { leave, removal, error, isRunning } = useLeaving();
  const starting = useCommand('app.startAgain');
  const { stopped } = status;
  const failure = error ?? starting.error;
  return (
    <section aria-labelledby="leaving">
      <h2 id="leaving">Before uninstalling</h2>
      <p className="setup-lead">
        This stops Interlock for everyone on this site and removes what it stored. Interlock writes nothing into Jira
        that would stay behind. When the app is uninstalled, Atlassian deletes its storage; for 21 days it can be linked
        again if you ask Atlassian for that.
      </p>
      {stopped !== undefined && (
        <p className="notice">
          Stopped {sinceWords(stopped.at, status.now)}.{' '}
          {stopped.removedAt === undefined
            ? 'The removal is not at its end: go on with it.'
            : `All that it stored of Jira was removed ${sinceWords(stopped.removedAt, status.now)}.`}{' '}
          {countWords(status.programs, 'program')} {status.programs === 1 ? 'is' : 'are'} kept.
        </p>
      )}
      <p role="status">{removal === undefined ? '' : removedWords(removal)}</p>
      {failure !== null && (
        <p className="notice notice-warning" role="alert">
          {failure.message}
        </p>
      )}
      <div className="proposal-actions">
        {stopped !== undefined && (
          <Button
            appearance="primary"
            onClick={() => starting.mutate({})}
            isLoading={starting.isPending}
            isDisabled={isRunning}
          >
            Start again
          </Button>
        )}
        <Button onClick={() => setIsAsking(true)} isLoading={isRunning}>
          {stopped === undefined ? 'Prepare to uninstall ...' : 'Remove what is left ...'}
        </Button>
      </div>
      {isAsking && (
        <ConfirmDialog
          title="Stop Interlock and remove its data?"
          action="Stop and remove"
          isDanger
          onClose={() => setIsAsking(false)}
          onConfirm={() => {
            setIsAsking(false);
            void leave(withPrograms);
          }}
        >
          <p>
            Boards show nothing from now on, for everyone. Saving a program or &ldquo;Start again&rdquo; takes it back:
            then all is read from Jira anew.
          </p>
          <label className="confirm-choice">
            <input type="checkbox" checked={withPrograms} onChange={(event) => setWithPrograms(event.target.checked)} />{' '}
            Delete the saved programs too: teams, rules and periods. They cannot be brought back.
          </label>
        </ConfirmDialog>
      )}
    </section>
  );
};
