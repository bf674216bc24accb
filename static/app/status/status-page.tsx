import Button from '@atlaskit/button/new';
import { useState } from 'react';
import { rebuildCost } from '../../../src/core/status/cost.ts';
import type { ProjectStatus, Status } from '../../../src/core/status/status.ts';
import { Failure } from '../shell/states.tsx';
import { ConfirmDialog } from './confirm-dialog.tsx';
import { LeavingSection } from './leaving-section.tsx';
import { ProjectTable } from './project-table.tsx';
import { SiteFacts } from './site-facts.tsx';
import { busyWords, costWords, countWords, projectWords, ruleWords } from './status-words.ts';
import { useCommand, useStatus } from './use-status.ts';

/** How the app fares on this site: for administrators of Jira; others are told so. */
export const StatusPage = () => {
  const reading = useStatus();
  if (reading.data === undefined) {
    return reading.error === null ? (
      <p className="reading setup">Reading the status ...</p>
    ) : (
      <Failure error={reading.error} onRetry={() => void reading.refetch()} />
    );
  }
  return (
    <main className="setup status">
      <h1>Status of Interlock</h1>
      <p className="setup-lead">
        Counts as the app has them, of all projects; names only of projects that you browse. No work item is named here.
      </p>
      {reading.error !== null && (
        <p className="notice notice-warning" role="alert">
          Could not look again: {reading.error.message}{' '}
          <Button spacing="compact" onClick={() => void reading.refetch()}>
            Try again
          </Button>
        </p>
      )}
      <LoadedStatus status={reading.data} />
    </main>
  );
};

const LoadedStatus = ({ status }: { status: Status }) => (
  <>
    <p role="status" className="status-busy">
      {busyWords(status) ?? ''}
    </p>
    {status.programs === 0 && status.projects.length === 0 ? (
      <p className="notice">
        Nothing is indexed: no program is saved. Save one under &ldquo;Programs&rdquo;, and the projects of its teams
        are read.
      </p>
    ) : (
      <Projects status={status} />
    )}
    {status.unusedRules.length > 0 && (
      <section aria-labelledby="rules">
        <h2 id="rules">Team rules that are not used</h2>
        <ul>
          {status.unusedRules.map((rule) => (
            <li key={ruleWords(rule)}>{ruleWords(rule)}</li>
          ))}
        </ul>
      </section>
    )}
    <SiteFacts status={status} />
    <LeavingSection status={status} />
  </>
);

const Projects = ({ status }: { status: Status }) => {
  /** What is to be rebuilt once that is confirmed. */
  const [asked, setAsked] = useState<readonly ProjectStatus[]>();
  const [reconcile, rebuild] = [useCommand('status.reconcile'), useCommand('status.rebuild')];
  const [cancel, resume] = [useCommand('status.cancel'), useCommand('status.resume')];
  const failure = [reconcile, rebuild, cancel, resume].map(({ error }) => error).find((error) => error !== null);
  const read = status.projects.filter(({ reading, leftAt }) => reading !== undefined && leftAt === undefined);
  return (
    <section aria-labelledby="projects">
      <h2 id="projects">Projects</h2>
      {status.stopped === undefined && (
        <div className="proposal-actions">
          <Button
            onClick={() => reconcile.mutate({})}
            isLoading={reconcile.isPending}
            isDisabled={status.reconciliation.asked !== undefined}
          >
            Reconcile now
          </Button>
          <Button onClick={() => setAsked(read)} isDisabled={read.length === 0}>
            Rebuild all ...
          </Button>
        </div>
      )}
      {failure !== undefined && (
        <p className="notice notice-warning" role="alert">
          {failure.message}
        </p>
      )}
      <div className="status-scroll">
        <ProjectTable
          status={status}
          onRebuild={(project) => setAsked([project])}
          onCancel={({ id }) => cancel.mutate({ projectIds: [id] })}
          onResume={({ id }) => resume.mutate({ projectIds: [id] })}
        />
      </div>
      {asked !== undefined && (
        <ConfirmDialog
          title={
            asked.length === 1 && asked[0] !== undefined
              ? `Rebuild ${projectWords(asked[0])}?`
              : 'Rebuild all projects?'
          }
          action="Rebuild"
          onClose={() => setAsked(undefined)}
          onConfirm={() => {
            rebuild.mutate({ projectIds: asked.map(({ id }) => id) });
            setAsked(undefined);
          }}
        >
          <RebuildWords projects={asked} />
        </ConfirmDialog>
      )}
    </section>
  );
};

const RebuildWords = ({ projects }: { projects: readonly ProjectStatus[] }) => {
  const items = projects.reduce((sum, { entries, reading }) => sum + Math.max(entries, reading?.about ?? 0), 0);
  return (
    <p>
      Interlock reads {countWords(items, 'work item')} from Jira again: {costWords(rebuildCost(items, projects.length))}
      , longer where this hour&rsquo;s share is used up. Boards stay usable meanwhile. Reconciling repairs most things
      for far less.
    </p>
  );
};
