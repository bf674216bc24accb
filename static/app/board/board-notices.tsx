import Button from '@atlaskit/button/new';
import type { Address } from '../remote/use-address.ts';
import type { BoardCut } from '../remote/held-board.ts';
import { numberWords } from './board-words.ts';
import { itemsInView, rowsInView, type BoardView } from './board-view.ts';
import type { BoardIndex } from './use-board-index.ts';

interface BoardNoticesProps {
  readonly index: BoardIndex;
  readonly view: BoardView;
  readonly isReading: boolean;
  /** Work is still missing: that nothing is placed would be said too early. */
  readonly isIndexing: boolean;
  /** Set where the board came cut. */
  readonly cut: BoardCut | undefined;
  readonly onChange: (members: Address) => void;
}

/** What must be known before the grid is believed: an unasked period, work that was not read, nothing placed, nothing found. */
export const BoardNotices = ({ index, view, isReading, isIndexing, cut, onChange }: BoardNoticesProps) => {
  const { board, period } = index;
  const { coverage } = board.counts;
  const cards = countCards(index, view);
  const isEmpty = board.counts.placed === 0;
  const isAwaited = isReading && view.teamId !== '' && rowsInView(board, view).length === 0;
  const isFiltered = view.text.trim() !== '' || view.teamId !== '';
  return (
    <>
      {/* The page's one polite message: what is shown after reading or filtering. */}
      <p className="visually-hidden" role="status">
        {isReading ? 'Reading the board' : `${period.name}: ${cards === 1 ? '1 card' : `${cards} cards`} shown`}
      </p>
      {!isIndexing && board.periodChoice.kind !== 'asked' && board.periodChoice.kind !== 'current' && (
        <p className="notice">{board.periodChoice.sentence}</p>
      )}
      {!isIndexing && coverage.read < coverage.of && (
        <p className="notice notice-warning">
          {coverage.read} of {coverage.of} work items read
          {coverage.because === undefined ? '' : `, because ${coverage.because}`}.
        </p>
      )}
      {cut?.lens === 'wide' && !isEmpty && (
        <p className="notice notice-action">
          <span>
            {numberWords(board.items.length)} of {numberWords(cut.whole.items)} work items are here, because this
            program is too large to be shown at once: features and what is above them, with what is below them rolled
            up.
          </span>
          <Button spacing="compact" onClick={() => onChange({ lens: 'close' })}>
            Show stories, some teams at a time
          </Button>
        </p>
      )}
      {isAwaited && <p className="notice">Reading the work of this team ...</p>}
      {isEmpty && !isIndexing && (
        <p className="notice">
          Nothing is placed in this period yet. Give work items a sprint, a due day or a release in Jira and they appear
          here.
        </p>
      )}
      {!isEmpty && !isAwaited && cards === 0 && (
        <p className="notice notice-action">
          {isFiltered ? 'No card matches what you look for.' : 'No card of this kind has a place in this period.'}{' '}
          <Button spacing="compact" onClick={() => onChange({ text: '', team: '', lens: isFiltered ? '' : 'all' })}>
            {isFiltered ? 'Clear the filters' : 'Show all kinds'}
          </Button>
        </p>
      )}
    </>
  );
};

/** Cards that the grid holds in this view, those out of sight included; traces of spilled work are not counted. */
const countCards = ({ board }: BoardIndex, view: BoardView): number => {
  const teams = new Set<string>(rowsInView(board, view).map((row) => row.teamId));
  const isShown = (teamId: string | undefined): boolean =>
    teamId === undefined ? view.teamId === '' : teams.has(teamId);
  return itemsInView(board, view).filter(
    ({ place, teamId }) => place.kind !== 'outside' && place.kind !== 'unplaced' && isShown(teamId),
  ).length;
};
