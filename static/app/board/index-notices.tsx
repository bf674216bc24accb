import Button from '@atlaskit/button/new';
import type { BoardItem } from '../../../src/core/board/board.ts';
import type { Progress } from '../../../src/core/backfill/progress.ts';
import { instantWords } from '../freshness/age-words.ts';
import { pauseWords, progressShare, progressWords } from '../freshness/index-words.ts';
import type { HeldBoard } from '../remote/held-board.ts';
import { LostItem } from './lost-item.tsx';
import type { OperationError } from '../remote/call.ts';

interface IndexNoticesProps {
  readonly shown: HeldBoard;
  readonly ageMs: number;
  /** Why the last look for changes failed. */
  readonly error: OperationError | undefined;
  /** The item whose detail a refresh closed. */
  readonly lost: BoardItem | undefined;
  /** The address names an item that is not on this board. */
  readonly isLinkLost: boolean;
  readonly onForget: () => void;
}

/** What keeps the board from being whole and of now: indexing, a pause, a failed look for changes; and why a detail closed. */
export const IndexNotices = ({ shown, ageMs, error, lost, isLinkLost, onForget }: IndexNoticesProps) => {
  const { notices, asOf } = shown;
  const { indexing, pausedUntil, selfTest } = notices;
  return (
    <>
      {indexing !== undefined && <IndexingNotice indexing={indexing} />}
      {pausedUntil !== undefined && <p className="notice">{pauseWords(pausedUntil, asOf, ageMs)}</p>}
      {error !== undefined && pausedUntil === undefined && (
        <p className={error.code === 'RATE_LIMITED' ? 'notice' : 'notice notice-warning'} role="status">
          Could not look for changes: {error.message} What you see is of {instantWords(asOf, ageMs)}.
        </p>
      )}
      {selfTest === 'differ' && (
        <p className="notice">
          Jira’s two ways of saying who may see a work item do not agree on this site. Interlock goes by the one that
          Jira’s own search uses.
        </p>
      )}
      {lost !== undefined && <LostItem key={lost.id} item={lost} onForget={onForget} />}
      {isLinkLost && (
        <p className="notice notice-action">
          <span>
            The work item of this link is not among what is shown here: it has to do with another period or program, is
            with a team or lens that is not shown, was not read yet, or you may not see it.
          </span>
          <Button spacing="compact" onClick={onForget}>
            All right
          </Button>
        </p>
      )}
    </>
  );
};

const IndexingNotice = ({ indexing }: { readonly indexing: Progress }) => (
  <div className="notice notice-action">
    <progress className="notice-bar" value={progressShare(indexing)} aria-label="Reading this program from Jira" />
    <span>
      Reading this program from Jira for the first time: {progressWords(indexing)}. What is read already is here; until
      the rest is, work, rollups and dependencies of it are missing.
    </span>
  </div>
);
