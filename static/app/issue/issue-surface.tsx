import { openBoard } from '../remote/open-board.ts';
import { useJiraContext } from '../remote/use-jira-context.ts';
import { useOperation } from '../remote/use-operation.ts';

/** On a work item: the programs that plan it, and the way to its card. */
export const IssueSurface = () => {
  const context = useJiraContext();
  const programs = useOperation(
    'program.list',
    context?.projectId === undefined ? undefined : { projectId: context.projectId },
  );
  if (programs.error !== null) return <p className="issue-words">{programs.error.message}</p>;
  if (programs.data === undefined) return <p className="issue-words">Reading ...</p>;
  if (programs.data.programs.length === 0) return <p className="issue-words">No program plans this project.</p>;
  return (
    <ul className="issue-programs">
      {programs.data.programs.map((program) => (
        <li key={program.id}>
          <button type="button" className="link" onClick={() => openBoard(program.id, context?.issueId)}>
            {program.name}
          </button>
        </li>
      ))}
    </ul>
  );
};
