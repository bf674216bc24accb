import type { ItemDependency, ItemView } from '../../../src/core/item-view/item-view.ts';
import { router } from '@forge/bridge';
import type { ItemReply } from '../../../src/operations/operations.ts';
import { reasonWords, sentenceWords, spanWords, STATE_WORDS, TONE_ICONS } from '../board/board-words.ts';
import { asOfWords } from '../freshness/age-words.ts';
import { pauseWords, progressWords } from '../freshness/index-words.ts';
import { useAge } from '../freshness/use-age.ts';
import { openBoard } from '../remote/open-board.ts';
import { useJiraContext } from '../remote/use-jira-context.ts';
import { useOperation } from '../remote/use-operation.ts';

/** Dependencies drawn, both sides together, so that Jira's column is not ours alone; the rest is one key away, on the board. */
const SHOWN = 3;

/** What is not whole yet is asked for again; each time costs a few units. */
const isUnsettled = ({ programs, isPlanned, notices }: ItemReply): boolean =>
  isPlanned && (programs.length === 0 || notices.indexing !== undefined);

/** On a work item: where it stands in each program, what it needs and what it owes. */
export const IssueSurface = () => {
  const context = useJiraContext();
  const { issueId: itemId, projectId } = context ?? {};
  const item = useOperation(
    'item.load',
    itemId === undefined || projectId === undefined ? undefined : { itemId, projectId },
    isUnsettled,
  );
  if (item.error !== null && item.data === undefined) return <p className="issue-words">{item.error.message}</p>;
  if (item.data === undefined || itemId === undefined) return <p className="issue-words">Reading ...</p>;
  const { asOf, now, programs, isPlanned, notices } = item.data;
  const { indexing, pausedUntil } = notices;
  if (!isPlanned) return <p className="issue issue-words">No program that you can see plans this project.</p>;
  return (
    <div className="issue">
      {indexing !== undefined && (
        <p className="issue-words">
          Reading this project from Jira for the first time: {progressWords(indexing)}. Until all is read, places and
          dependencies can be missing.
        </p>
      )}
      {programs.length === 0 && indexing === undefined && (
        <p className="issue-words">
          Interlock does not have this work item yet. Where it was created or moved a moment ago, it comes by itself;
          else Interlock was not given to see it.
        </p>
      )}
      {pausedUntil !== undefined && (
        <p className="issue-words">{pauseWords(pausedUntil, asOf, Math.max(0, now - Date.parse(asOf)))}</p>
      )}
      {programs.map((view) => (
        <ProgramPart key={view.programId} view={view} itemId={itemId} today={asOf.slice(0, 10)} />
      ))}
      <Freshness asOf={asOf} now={now} receivedAt={item.dataUpdatedAt} />
    </div>
  );
};

const Freshness = ({ asOf, now, receivedAt }: { asOf: string; now: number; receivedAt: number }) => {
  const ageMs = useAge({ ageMs: Math.max(0, now - Date.parse(asOf)), receivedAt });
  return <p className="side-because">Work {asOfWords(asOf, ageMs)}. Only work you may see is shown.</p>;
};

const ProgramPart = ({ view, itemId, today }: { view: ItemView; itemId: string; today: string }) => {
  const needs = Math.min(view.needs.length, view.owes.length === 0 ? SHOWN : SHOWN - 1);
  return (
    <section aria-label={view.programName}>
      <p className="issue-place">
        <strong>{placeOf(view)}</strong>
        {view.sprint !== undefined && (
          <span className="side-because">
            {spanWords(view.sprint.start, view.sprint.end, today)}
            {view.sprint.assumed ? ', dates assumed' : ''}. {reasonWords(view.reason)}.
          </span>
        )}
      </p>
      <Side title="Needs" dependencies={view.needs} shown={needs} />
      <Side title="Owes" dependencies={view.owes} shown={SHOWN - needs} />
      {view.needs.length + view.owes.length === 0 && <p className="issue-words">No dependency on another team.</p>}
      <button type="button" className="link" onClick={() => openBoard(view.programId, itemId)}>
        Open on the board of {view.programName}
      </button>
    </section>
  );
};

const placeOf = ({ teamName, sprint, reason }: ItemView): string => {
  const where = sprint === undefined ? reasonWords(reason) : sprint.name;
  return teamName === undefined ? `No team of this program. ${where}` : `${teamName}: ${where}`;
};

interface SideProps {
  readonly title: string;
  readonly dependencies: readonly ItemDependency[];
  /** How many of them are drawn. */
  readonly shown: number;
}

const Side = ({ title, dependencies, shown }: SideProps) => {
  if (dependencies.length === 0) return null;
  return (
    <div className="detail-dependencies">
      <h3>
        {title} ({dependencies.length})
      </h3>
      <ul>
        {dependencies.slice(0, shown).map((dependency) => (
          <li key={dependency.id}>
            <span className={`health tone-${dependency.health.tone}`}>
              {TONE_ICONS[dependency.health.tone]} {STATE_WORDS[dependency.health.state]}
            </span>{' '}
            <button
              type="button"
              className="link"
              title={dependency.summary}
              onClick={() => void router.navigate(`/browse/${dependency.key}`)}
            >
              {dependency.key}
            </button>{' '}
            {dependency.teamName}
            <p className="side-because">{sentenceWords(dependency.health.sentence)}</p>
          </li>
        ))}
      </ul>
      {dependencies.length > shown && (
        <p className="side-because">
          {shown} of {dependencies.length} shown, worst first; all are on the board.
        </p>
      )}
    </div>
  );
};
