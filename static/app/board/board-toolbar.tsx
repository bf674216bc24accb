import Button from '@atlaskit/button/new';
import { useEffect, useState, type ReactNode } from 'react';
import type { Board } from '../../../src/core/board/board.ts';
import type { Period } from '../../../src/core/period/period.ts';
import type { ProgramSummary } from '../../../src/operations/operations.ts';
import type { Address } from '../remote/use-address.ts';
import { asOfWords } from '../freshness/age-words.ts';
import { numberWords, spanWords } from './board-words.ts';
import { changesWords, type BoardChanges } from './changed-items.ts';
import type { BoardView } from './board-view.ts';

interface BoardToolbarProps {
  readonly board: Board;
  readonly period: Period;
  readonly view: BoardView;
  readonly programs: readonly ProgramSummary[];
  /** ISO 8601: changes of Jira up to then are shown; and how long ago that was. */
  readonly asOf: string;
  readonly ageMs: number;
  /** What the last refresh changed, as long as that is marked. */
  readonly changes: BoardChanges;
  readonly isReading: boolean;
  readonly isSideOpen: boolean;
  /** Work of the program is still being read for the first time. */
  readonly isIndexing: boolean;
  /** Of the whole board: those that came, and those that did not yet. */
  readonly teams: readonly { readonly teamId: string; readonly name: string }[];
  readonly onChange: (members: Address) => void;
  readonly onReload: () => void;
  readonly onToggleSide: () => void;
}

/** Which program and period, through which lens, and how old what one sees is. */
export const BoardToolbar = (props: BoardToolbarProps) => {
  const {
    board,
    period,
    view,
    programs,
    asOf,
    ageMs,
    changes,
    isReading,
    isSideOpen,
    isIndexing,
    teams,
    onChange,
    onReload,
    onToggleSide,
  } = props;
  const told = changesWords(changes);
  return (
    <header className="toolbar">
      <h1 className="visually-hidden">
        {board.program.name}, {period.name}
      </h1>
      <div className="toolbar-line">
        <Choice
          label="Program"
          value={board.program.id}
          onChange={(program) => onChange({ program, period: '', item: '', team: '' })}
        >
          {(programs.length === 0 ? [board.program] : programs).map((program) => (
            <option key={program.id} value={program.id}>
              {program.name}
            </option>
          ))}
        </Choice>
        <Choice label="Period" value={board.periodId} onChange={(chosen) => onChange({ period: chosen, item: '' })}>
          {board.periods.map((candidate) => (
            <option key={candidate.id} value={candidate.id}>
              {candidate.name}
            </option>
          ))}
        </Choice>
        <span className="toolbar-span">{spanWords(period.start, period.end, board.today)}</span>
        <span className="toolbar-actions">
          <span className="toolbar-live" title={asOfWords(asOf, ageMs)}>
            {isReading ? 'looking for changes ...' : told === '' ? asOfWords(asOf, ageMs) : <strong>{told}</strong>}
          </span>
          {/* Silent where a refresh changed nothing. */}
          <span className="visually-hidden" role="status">
            {told}
          </span>
          {/* Never disabled: focus would be lost; who asks twice joins what is under way. */}
          <Button spacing="compact" onClick={onReload}>
            Refresh
          </Button>
          <Button spacing="compact" onClick={onToggleSide} aria-expanded={isSideOpen}>
            {isSideOpen ? 'Hide lists' : `Show lists (${numberWords(board.counts.unplaced)} not placed)`}
          </Button>
        </span>
      </div>
      <div className="toolbar-line">
        <Choice label="Show" value={view.lens} onChange={(lens) => onChange({ lens })}>
          <option value="wide">Wide: features and above</option>
          <option value="close">Close: stories</option>
          <option value="all">Close: stories and features</option>
        </Choice>
        <Choice label="Cards" value={view.density} onChange={(density) => onChange({ density })}>
          <option value="cosy">Cosy</option>
          <option value="compact">Compact</option>
        </Choice>
        <Choice label="Team" value={view.teamId} onChange={(team) => onChange({ team })}>
          <option value="">All {teams.length}</option>
          {teams.map((team) => (
            <option key={team.teamId} value={team.teamId}>
              {team.name}
            </option>
          ))}
        </Choice>
        <TextFilter text={view.text} onChange={(text) => onChange({ text })} />
        <span className="toolbar-gap" />
        <span className="toolbar-counts">
          {isIndexing ? 'So far ' : ''}
          {numberWords(board.counts.placed)} placed, {numberWords(board.counts.unplaced)} not placed,{' '}
          {numberWords(board.counts.backlog)} in the backlog. Only work you may see is shown.
        </span>
      </div>
    </header>
  );
};

interface ChoiceProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly children: ReactNode;
}

/** Jira's look on the browser's own select: it needs no script and works with every reader. */
const Choice = ({ label, value, onChange, children }: ChoiceProps) => (
  <label className="choice">
    <span className="choice-label">{label}</span>
    <select value={value} onChange={(event) => onChange(event.target.value)}>
      {children}
    </select>
  </label>
);

/** Milliseconds of quiet after which a typed text filters the board. */
const TYPING_PAUSE_MS = 250;

const TextFilter = ({ text, onChange }: { text: string; onChange: (text: string) => void }) => {
  // What is typed counts until the address has it; a text from elsewhere (Back, a link) then wins.
  const [draft, setDraft] = useState({ typed: text, over: text });
  const typed = draft.over === text ? draft.typed : text;
  useEffect(() => {
    if (typed === text) return undefined;
    const timer = setTimeout(() => onChange(typed), TYPING_PAUSE_MS);
    return () => clearTimeout(timer);
  }, [typed, text, onChange]);
  return (
    <label className="choice">
      <span className="choice-label">Find</span>
      <input
        type="search"
        value={typed}
        placeholder="key or words"
        onChange={(event) => setDraft({ typed: event.target.value, over: text })}
      />
    </label>
  );
};
