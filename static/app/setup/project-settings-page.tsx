import Button from '@atlaskit/button/new';
import { useJiraContext } from '../remote/use-jira-context.ts';
import { useOperation } from '../remote/use-operation.ts';
import { Failure } from '../shell/states.tsx';
import { openBoard } from '../remote/open-board.ts';

/** The programs that have a team in this project: a project administrator's page. */
export const ProjectSettingsPage = () => {
  const projectId = useJiraContext()?.projectId;
  const programs = useOperation('program.list', projectId === undefined ? undefined : { projectId });
  if (programs.error !== null) return <Failure error={programs.error} onRetry={() => void programs.refetch()} />;
  if (programs.data === undefined) return <p className="reading">Reading programs ...</p>;
  return (
    <main className="setup">
      <h1>Interlock in this project</h1>
      {programs.data.programs.length === 0 ? (
        <p className="notice">
          No program has a team in this project. A Jira administrator sets programs up under Apps {'>'} Interlock in
          Jira settings.
        </p>
      ) : (
        <>
          <p className="setup-lead">Work of this project is planned on these program boards.</p>
          <ul className="settings-programs">
            {programs.data.programs.map((program) => (
              <li key={program.id}>
                <span>
                  <strong>{program.name}</strong>: {program.teams} teams,{' '}
                  {program.periods.map((period) => period.name).join(', ')}
                </span>
                <Button spacing="compact" onClick={() => openBoard(program.id)}>
                  Open board
                </Button>
              </li>
            ))}
          </ul>
        </>
      )}
    </main>
  );
};
