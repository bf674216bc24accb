import Button from '@atlaskit/button/new';
import { useState } from 'react';
import type { Team } from '../../../src/core/team/team.ts';
import { spanWords } from '../board/board-words.ts';
import type { ProgramProposal } from '../../../src/operations/operations.ts';
import { useSaveProgram } from '../remote/use-operation.ts';
import { openBoard } from '../remote/open-board.ts';

interface ProposalCardProps {
  readonly proposal: ProgramProposal;
  /** The version that is saved under this id; undefined where none is. */
  readonly savedVersion: number | undefined;
  readonly canSave: boolean;
}

/** One program that could be saved as it is: its name and which teams may be changed before. */
export const ProposalCard = ({ proposal, savedVersion, canSave }: ProposalCardProps) => {
  const { draft } = proposal;
  const [name, setName] = useState(draft.name);
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const saving = useSaveProgram();
  const teams = draft.teams.filter((team) => !left.has(team.id));
  const toggle = (team: Team): void =>
    setLeft((before) =>
      before.has(team.id) ? new Set([...before].filter((id) => id !== team.id)) : new Set([...before, team.id]),
    );
  const save = (): void =>
    saving.mutate({ draft: { ...draft, name: name.trim(), teams }, baseVersion: savedVersion ?? 0 });
  return (
    <article className="proposal">
      <label className="proposal-name">
        <span className="choice-label">Name</span>
        <input type="text" value={name} onChange={(event) => setName(event.target.value)} disabled={!canSave} />
      </label>
      <p>{proposal.because}</p>
      <fieldset className="proposal-teams">
        <legend>
          Which of your teams? ({teams.length} of {draft.teams.length})
        </legend>
        {draft.teams.map((team) => (
          <label key={team.id} className="proposal-team">
            <input type="checkbox" checked={!left.has(team.id)} onChange={() => toggle(team)} disabled={!canSave} />
            <span className="row-code">{team.code}</span> {team.name}
            <span className="side-because">
              {proposal.teams.find((preview) => preview.teamId === team.id)?.because}
            </span>
          </label>
        ))}
      </fieldset>
      <Findings proposal={proposal} />
      {saving.error !== null && (
        <p className="notice notice-warning" role="alert">
          {saving.error.message} {saving.error.findings.map((finding) => finding.message).join(' ')}
        </p>
      )}
      <div className="proposal-actions">
        {canSave ? (
          <Button
            appearance="primary"
            onClick={save}
            isLoading={saving.isPending}
            isDisabled={teams.length === 0 || name.trim() === ''}
          >
            {savedVersion === undefined ? 'Save this program' : 'Replace the saved program'}
          </Button>
        ) : (
          <p className="side-because">Only a Jira administrator may save programs.</p>
        )}
        {(saving.isSuccess || savedVersion !== undefined) && (
          <Button onClick={() => openBoard(draft.id)}>Open its board</Button>
        )}
      </div>
    </article>
  );
};

/** What the proposal rests on: periods, levels, links, and what matches two teams or none. */
const Findings = ({ proposal }: { proposal: ProgramProposal }) => {
  const { draft, matches, ignoredLinks, dependencyLinks } = proposal;
  const facts: readonly (readonly [string, string])[] = [
    [
      'Periods',
      draft.periods.map((period) => `${period.name} (${spanWords(period.start, period.end, '')})`).join('; '),
    ],
    ['Levels', draft.levels.map((level) => level.name).join(' > ')],
    [
      'Dependencies',
      `${dependencyLinks} links of ${draft.dependencyTypes.map((type) => `"${type.name}"`).join(', ') || 'no type'}` +
        ignoredLinks.map((link) => `; ${link.count} "${link.name}" ignored`).join(''),
    ],
    [
      'Team rules',
      `of ${matches.looked} work items looked at, ${matches.two} match two teams${samples(matches.twoSamples)}, ` +
        `${matches.none} match none${samples(matches.noneSamples)}`,
    ],
  ];
  return (
    <dl className="detail-facts">
      {facts.map(([fact, value]) => (
        <div key={fact}>
          <dt>{fact}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
};

const samples = (keys: readonly string[]): string =>
  keys.length === 0 ? '' : ` (such as ${keys.slice(0, 3).join(', ')})`;
