import Button from '@atlaskit/button/new';
import { useState } from 'react';
import { numberWords } from '../board/board-words.ts';
import type { ListReply, ProgramSummary, ProposeReply } from '../../../src/operations/operations.ts';
import { useOperation } from '../remote/use-operation.ts';
import { Failure } from '../shell/states.tsx';
import { openBoard } from '../remote/open-board.ts';
import { ProposalCard } from './proposal-card.tsx';

/** Programs of this site, and what Interlock would propose: the administrator's page. */
export const SetupPage = () => {
  const programs = useOperation('program.list', {});
  const [isProposing, setIsProposing] = useState(false);
  if (programs.error !== null) return <Failure error={programs.error} onRetry={() => void programs.refetch()} />;
  if (programs.data === undefined) return <p className="reading">Reading programs ...</p>;
  const wantsProposals = isProposing || (programs.data.programs.length === 0 && programs.data.canSave);
  return (
    <main className="setup">
      <h1>Interlock</h1>
      <p className="setup-lead">
        A program is a set of teams that plan together. You can change everything later; saving writes nothing to Jira.
      </p>
      <Programs reply={programs.data} />
      {wantsProposals ? (
        <Proposals programs={programs.data.programs} />
      ) : (
        programs.data.canSave && (
          <Button appearance="primary" onClick={() => setIsProposing(true)}>
            Propose programs from this site
          </Button>
        )
      )}
    </main>
  );
};

const Programs = ({ reply }: { reply: ListReply }) => {
  if (reply.programs.length === 0) {
    return <p className="notice">{reply.canSave ? 'No program yet.' : 'No program that you may see yet.'}</p>;
  }
  return (
    <table className="programs">
      <thead>
        <tr>
          <th scope="col">Program</th>
          <th scope="col">Teams</th>
          <th scope="col">Projects</th>
          <th scope="col">Periods</th>
          <th scope="col">
            <span className="visually-hidden">Actions</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {reply.programs.map((program) => (
          <tr key={program.id}>
            <th scope="row">{program.name}</th>
            <td>{program.teams}</td>
            <td>{program.projectIds.length}</td>
            <td>{program.periods.map((period) => period.name).join(', ')}</td>
            <td>
              <Button spacing="compact" onClick={() => openBoard(program.id)}>
                Open board
              </Button>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
};

/** "Looked at 3,000 of about 120,000 work items in ..., because ...". */
const lookedWords = ({ items, of, projects, boards }: ProposeReply['looked']): string => {
  const where = `work items in ${numberWords(projects)} projects with ${numberWords(boards)} boards that you can see`;
  if (items === of) return `Looked at ${numberWords(items)} ${where}.`;
  return (
    `Looked at ${numberWords(items)} of about ${numberWords(of)} ${where}, because more would use up Jira’s hourly quota: ` +
    'those that changed last and some of each board. That is enough to propose teams; of a saved program all work is read.'
  );
};

const Proposals = ({ programs }: { programs: readonly ProgramSummary[] }) => {
  const proposing = useOperation('program.propose', {});
  if (proposing.error !== null) return <Failure error={proposing.error} onRetry={() => void proposing.refetch()} />;
  if (proposing.data === undefined)
    return <p className="reading">Looking at projects, boards, sprints and links ...</p>;
  const { proposals, looked, canSave } = proposing.data;
  return (
    <section aria-labelledby="proposals">
      <h2 id="proposals">Proposed</h2>
      <p className="setup-lead">{lookedWords(looked)}</p>
      {proposals.length === 0 && (
        <p className="notice">
          No group of teams was found: Interlock needs projects with boards, or a Team field, that you may browse.
        </p>
      )}
      {proposals.map((proposal) => (
        <ProposalCard
          key={proposal.draft.id}
          proposal={proposal}
          savedVersion={programs.find((program) => program.id === proposal.draft.id)?.version}
          canSave={canSave}
        />
      ))}
    </section>
  );
};
