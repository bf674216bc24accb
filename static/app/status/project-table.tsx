import Button from '@atlaskit/button/new';
import type { ProjectStatus, Status } from '../../../src/core/status/status.ts';
import { projectWords, readingWords, visibilityWords } from './status-words.ts';

interface ProjectTableProps {
  readonly status: Status;
  readonly onRebuild: (project: ProjectStatus) => void;
  readonly onCancel: (project: ProjectStatus) => void;
  readonly onResume: (project: ProjectStatus) => void;
}

/** A row a project: what the index has of it, how far it is read, how it is cut, and what can be done. */
export const ProjectTable = ({ status, ...commands }: ProjectTableProps) => (
  <table className="programs">
    <caption className="visually-hidden">Projects in the index</caption>
    <thead>
      <tr>
        <th scope="col">Project</th>
        <th scope="col" className="number">
          Work items
        </th>
        <th scope="col">Reading</th>
        <th scope="col">Permissions are checked</th>
        <th scope="col">Compared with Jira</th>
        <th scope="col">
          <span className="visually-hidden">Actions</span>
        </th>
      </tr>
    </thead>
    <tbody>
      {status.projects.map((project) => (
        <Row key={project.id} project={project} status={status} {...commands} />
      ))}
    </tbody>
  </table>
);

const mismatchWords = ({ mismatch }: ProjectStatus, isCompared: boolean): string => {
  if (mismatch === undefined) return isCompared ? 'No difference found' : 'Not yet';
  const looked = mismatch.drilledAt === 0 ? 'looked into if it stays' : 'looked into';
  return `Jira counts ${mismatch.jira}, Interlock ${mismatch.index}: ${looked}`;
};

interface RowProps extends ProjectTableProps {
  readonly project: ProjectStatus;
}

const Row = ({ project, status, onRebuild, onCancel, onResume }: RowProps) => {
  const { reading, lacksAccess, leftAt } = project;
  const canGoOn = reading !== undefined && (reading.isCancelled || reading.problem !== undefined);
  const isGoing = reading !== undefined && reading.phase !== 'done' && !canGoOn;
  const name = projectWords(project);
  return (
    <tr>
      <th scope="row">{name}</th>
      <td className="number">{project.entries.toLocaleString('en-GB')}</td>
      <td>{readingWords(project, status.now)}</td>
      <td className={lacksAccess ? 'status-warning' : undefined}>{visibilityWords(project, status.now)}</td>
      <td>{mismatchWords(project, status.reconciliation.hourAt !== undefined)}</td>
      <td className="status-actions">
        {status.stopped === undefined && reading !== undefined && leftAt === undefined && (
          <>
            {isGoing && (
              <Button spacing="compact" aria-label={`Cancel reading ${name}`} onClick={() => onCancel(project)}>
                Cancel
              </Button>
            )}
            {canGoOn && (
              <Button spacing="compact" aria-label={`Go on reading ${name}`} onClick={() => onResume(project)}>
                Go on
              </Button>
            )}
            {!isGoing && (
              <Button spacing="compact" aria-label={`Rebuild ${name}`} onClick={() => onRebuild(project)}>
                Rebuild
              </Button>
            )}
          </>
        )}
      </td>
    </tr>
  );
};
