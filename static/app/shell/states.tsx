import Button from '@atlaskit/button/new';
import { router } from '@forge/bridge';
import type { OperationError } from '../remote/call.ts';

/** What the board will look like, while it is read. */
export const Skeleton = () => (
  <div className="skeleton" role="status" aria-label="Reading the board">
    <div className="skeleton-bar" />
    {[5, 3, 4, 2, 4, 3].map((cards, row) => (
      <div key={row} className="skeleton-row">
        <div className="skeleton-head" />
        {Array.from({ length: cards }, (_, card) => (
          <div key={card} className="skeleton-card" />
        ))}
      </div>
    ))}
    <p className="skeleton-words">Reading what you may see ...</p>
  </div>
);

/** What went wrong, and the one thing to do. */
export const Failure = ({ error, onRetry }: { error: OperationError; onRetry: () => void }) => (
  <div className="state" role="alert">
    <h2>{FAILURE_TITLES[error.code]}</h2>
    <p>{error.message}</p>
    {error.findings.length > 0 && (
      <ul>
        {error.findings.map((finding) => (
          <li key={finding.path}>{finding.message}</li>
        ))}
      </ul>
    )}
    <Button appearance="primary" onClick={onRetry}>
      Try again
    </Button>
  </div>
);

const FAILURE_TITLES: Readonly<Record<OperationError['code'], string>> = {
  BAD_PAYLOAD: 'This page asked for something that Interlock does not know',
  INVALID: 'This does not fit together yet',
  FORBIDDEN: 'You may not do this',
  NOT_FOUND: 'There is nothing here that you can see',
  CONFLICT: 'Someone else saved in between',
  RATE_LIMITED: 'Jira asks us to wait',
  JIRA_UNAVAILABLE: 'Jira did not answer',
  STORAGE_UNAVAILABLE: 'Interlock’s storage did not answer',
  STOPPED: 'Interlock is stopped on this site',
  INTERNAL: 'Something went wrong in Interlock',
};

interface NoProgramProps {
  readonly canSave: boolean;
  readonly isProject: boolean;
  readonly onRetry: () => void;
}

/** No program that this person may see: who can set one up is shown the way, the others whom to ask. */
export const NoProgram = ({ canSave, isProject, onRetry }: NoProgramProps) => (
  <div className="state">
    <h2>{isProject ? 'No program has a team in this project yet' : 'No program that you can see'}</h2>
    <p>
      A program is a set of teams that plan together. Interlock proposes one from your projects, boards and sprints.{' '}
      {canSave
        ? ''
        : 'A Jira administrator sets it up, under Apps > Interlock in Jira settings. You see a program once you may browse a project of one of its teams.'}
    </p>
    {canSave ? (
      <Button appearance="primary" onClick={() => void router.navigate({ target: 'module', moduleKey: 'admin-page' })}>
        Set up a program
      </Button>
    ) : (
      <Button onClick={onRetry}>Look again</Button>
    )}
  </div>
);
